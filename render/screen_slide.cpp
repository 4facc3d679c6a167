// A slide of a waiting-room screen as a picture, for televisions that only take files.

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/painter.hpp"
#include "render/render.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

// At 72 pixels an inch a pixel is a point, and 1920 × 1080 of them come out exactly.
constexpr Ppi pixel_a_point{72};
constexpr Length pixels(std::int64_t count) {
    return 1_pt * count;
}

constexpr Size slide{pixels(1920), pixels(1080)};
constexpr Ink ground{60, 55, 60, 88};
constexpr Ink bright{0, 1, 4, 2};
constexpr Ink dim{0, 2, 8, 30};

WordStyle style(Face face, int size, const Ink& ink) {
    WordStyle words;
    words.type.face = face;
    words.type.size = pixels(size);
    words.type.leading = pixels(size * 5 / 4);
    words.ink = ink;
    return words;
}

Rect photo_frame(const catalogue::Picture& picture) {
    const Size room{slide.width - pixels(120), pixels(820)};
    const double aspect = aspect_of(picture);
    const Length width = std::min(room.width, Length::from_mm(room.height.in_mm() * aspect));
    const Size size{width, Length::from_mm(width.in_mm() / aspect)};
    return {{(slide.width - size.width) / 2, pixels(40) + (room.height - size.height) / 2}, size};
}

// Title, other languages' title, name: each at least a twentieth of the height, to be read at five metres.
void add_words(Page& page, const Typesetter& typesetter, const catalogue::ClearedPhoto& photo) {
    const Length measure = pixels(1180);
    Length y = pixels(896);
    std::vector<std::string> languages = languages_of({&photo.title});
    if (languages.empty()) languages = {"nl"};
    const std::string leading =
        photo.title.empty() ? "Zonder titel" : text_in(photo.title, languages.front());
    const TextBlock title = set_to_fit(
        typesetter, {leading, languages.front(), style(Face::Serif, 58, bright), Role::Title}, measure, 1);
    add(page, title, {pixels(60), y});
    y += height_of(title) + depth_of(title) + pixels(16);
    if (languages.size() > 1) {
        Wanted other{text_in(photo.title, languages[1]), languages[1], style(Face::Serif, 54, dim)};
        // Under the Dutch one, at the same side.
        if (runs_right_to_left(languages[1])) other.align = Align::End;
        add(page, set_to_fit(typesetter, other, measure, 1), {pixels(60), y});
    }
    if (photo.name.text.empty()) return;
    const Wanted name{photo.name.text, "nl", style(Face::Sans, 54, bright), Role::Paragraph, Align::End};
    add(page, set_to_fit(typesetter, name, pixels(560), 1), {pixels(1300), pixels(896)});
}

}  // namespace

void paint_screen_slide(const catalogue::Cleared<catalogue::Channel::PracticeScreen>& photo,
                        const std::string& valid_until, const std::filesystem::path& target) {
    const Typesetter typesetter;
    Page page;
    page.trim = slide;
    page.items.emplace_back(FilledRect{{{}, slide}, ground});
    page.items.emplace_back(PlacedPhoto{0, photo_frame(photo->picture), photo->alt});
    add_words(page, typesetter, *photo);
    const Wanted valid{valid_until, "nl", style(Face::Sans, 22, dim), Role::Artifact, Align::End};
    add(page, set_block(typesetter, valid, pixels(560)), {pixels(1300), pixels(1036)});
    Publication publication;
    publication.title = "In Beeld";
    publication.pages.push_back(std::move(page));
    publication.photos.push_back(source_of(photo->picture));
    publication.fonts = typesetter.fonts();
    paint_png(publication, 0, pixel_a_point, target);
}

}  // namespace render
