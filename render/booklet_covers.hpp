#pragma once

#include "catalogue/catalogue.hpp"
#include "render/booklet_matter.hpp"
#include "render/booklet_setting.hpp"
#include "render/page.hpp"

#include <string>

namespace render {

/// The photo, whole, on a solid ground above the title; without one the title alone.
Page front_cover(const BookletSetting& setting, const catalogue::BookletPlan& booklet,
                 const BookletPhoto* photo);

Page back_cover(const BookletSetting& setting, const catalogue::Course& course);

Page title_page(const BookletSetting& setting, const catalogue::Course& course, int number);

/// An empty frame to stick a photo in, with lines to write on. Pages that follow each other get frames of
/// other shapes by `variety`.
Page own_photo_page(const BookletSetting& setting, int number, int variety);

/// The cover's photo: the one planned if it is cleared; otherwise one of a maker who goes by a name, sharp
/// over two thirds of the cover, lying, with the most pixels, in this order. nullptr when there is no photo
/// at all.
const BookletPhoto* choose_cover_photo(const BookletSetting& setting, const BookletMatter& matter,
                                       const BookletPhoto* planned);

/// "Foto op de omslag: De boom voor mijn raam, Fatiha.", as far as that may be told. photo: nullptr when the
/// cover has none.
std::string cover_credit(const BookletSetting& setting, const BookletPhoto* photo);

}  // namespace render
