#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <vector>

namespace server::leaders {

/// A chosen photo that may be seen somewhere, and the version of it.
struct PaperPhoto {
    const catalogue::Photo* photo = nullptr;
    catalogue::VersionId version;
};

/// Those that were chosen and may be seen there today, maker by maker. maker: only of that one; empty: all.
std::vector<PaperPhoto> photos_on_paper(const Visit& visit, catalogue::Channel channel,
                                        const std::string& maker = {});

/// To tick in the form of a paper: the photos themselves while they are few, else their makers, each with a
/// way to a page of that maker's photos. A course has hundreds of photos, and a page is to stay small.
/// Returns whether there is anything to tick.
bool put_photos(const Visit& visit, catalogue::Channel channel, const std::string& paper, Fields& form);

}  // namespace server::leaders
