#include "render/poster.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/shown.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace render {

namespace {

using Photo = catalogue::ClearedPhoto;

/// Sheet, photo and words, in the arrangement that was chosen.
struct Arrangement {
    Size sheet;
    Rect photo;
    BlockGroup words;
    Point words_at;

    double photo_area() const { return photo.size.width.in_mm() * photo.size.height.in_mm(); }
};

class PosterDesk {
 public:
    PosterDesk(const PosterTemplate& look, const Typesetter& typesetter, const Photo& photo)
        : look_(look), typesetter_(typesetter), photo_(photo), aspect_(aspect_of(photo.picture)) {}

    Arrangement best_arrangement() const {
        const Arrangement under = words_under();
        const Arrangement beside = words_beside();
        // Words under the photo are read first; beside it only where the photo gains much.
        constexpr double much = 1.15;
        const bool fits = beside.words.height <= beside.photo.size.height;
        return fits && beside.photo_area() > much * under.photo_area() ? beside : under;
    }

    TextBlock set(const std::string& text, const WordStyle& style, Length measure) const {
        return set_block(typesetter_, {text, "nl", style, Role::Paragraph}, measure);
    }

 private:
    Size sheet() const {
        const Size standing = look_.standing;
        return aspect_ > 1 ? Size{standing.height, standing.width} : standing;
    }

    Size live_area() const {
        const Size whole = sheet();
        return {whole.width - look_.margin * 2, whole.height - look_.margin * 2 - look_.foot};
    }

    /// The largest photo with these proportions in a room, with enough pixels.
    Size photo_in(Size room) const {
        Length width = std::min(room.width, width_at(photo_.picture, look_.least_ppi));
        width = std::min(width, Length::from_mm(room.height.in_mm() * aspect_));
        return {width, Length::from_mm(width.in_mm() / aspect_)};
    }

    /// Title and caption in each language side by side in as many columns as asked, the name below.
    BlockGroup words_in(Length measure, std::size_t columns) const {
        std::vector<std::string> languages = languages_of({&photo_.title, &photo_.caption});
        if (languages.empty()) languages = {"nl"};
        columns = std::min(columns, languages.size());
        const Length gutter = 8_mm;
        const auto count = static_cast<std::int64_t>(columns);
        const Length column = (measure - gutter * (count - 1)) / count;
        BlockGroup words;
        std::vector<Length> bottoms(columns);
        for (std::size_t i = 0; i < languages.size(); ++i) {
            const auto place = std::min(i, columns - 1);
            add_language(words, languages[i], {(column + gutter) * static_cast<std::int64_t>(place), {}},
                         {column, bottoms[place]});
            bottoms[place] = words.height;
        }
        words.height = *std::max_element(bottoms.begin(), bottoms.end());
        add_name(words, measure);
        return words;
    }

    /// Adds title and caption under what stands in the column already; words.height becomes the column's.
    void add_language(BlockGroup& words, const std::string& language, Point at, Size column) const {
        const std::string title = text_in(photo_.title, language);
        const bool untitled = photo_.title.empty() && language == "nl";
        constexpr int most_lines = 3;
        TextBlock heading =
            set_to_fit(typesetter_, {untitled ? look_.untitled : title, language, look_.title, Role::Title},
                       column.width, most_lines);
        TextBlock caption = set_block(
            typesetter_, {text_in(photo_.caption, language), language, look_.caption, Role::Caption},
            column.width);
        Length y = column.height;
        for (TextBlock* block : {&heading, &caption}) {
            if (block->lines.empty()) continue;
            if (y > Length{}) y += look_.gap * 3 / 4;
            words.blocks.push_back({*block, {at.x, y}});
            y += height_of(*block);
        }
        words.height = y;
    }

    void add_name(BlockGroup& words, Length measure) const {
        if (photo_.name.text.empty()) return;
        const Length y = words.height + look_.gap;
        TextBlock name = set(photo_.name.text, look_.name, measure);
        words.height = y + height_of(name);
        words.blocks.push_back({std::move(name), {{}, y}});
    }

    /// The words depend on the photo's width and its height on the words': settled in a few rounds.
    Arrangement words_under() const {
        const Size live = live_area();
        Arrangement result{sheet(), {}, {}, {}};
        Length measure = live.width;
        for (int round = 0; round < 4; ++round) {
            result.words = words_in(measure, 2);
            const Length room = live.height - result.words.height - look_.gap;
            result.photo.size = photo_in({live.width, std::max(room, live.height / 4)});
            const Length narrower = std::max(result.photo.size.width, look_.words_width);
            if (narrower >= measure) break;
            measure = narrower;
        }
        const Length group = result.photo.size.height + look_.gap + result.words.height;
        const Length spare = std::max(Length{}, live.height - group);
        constexpr int optical_centre = 44;  // percent of the spare paper that goes above
        result.photo.origin = {(result.sheet.width - result.photo.size.width) / 2,
                               look_.margin + spare * optical_centre / 100};
        Length left = result.photo.left();
        left = std::min(left, result.sheet.width - look_.margin - measure);
        result.words_at = {left, result.photo.bottom() + look_.gap};
        return result;
    }

    Arrangement words_beside() const {
        const Size live = live_area();
        Arrangement result{sheet(), {}, words_in(look_.label_width, 1), {}};
        const Length taken = look_.label_width + look_.gap;
        result.photo.size = photo_in({live.width - taken, live.height});
        const Length left = (result.sheet.width - result.photo.size.width - taken) / 2;
        constexpr int optical_centre = 46;
        const Length spare = live.height - result.photo.size.height;
        result.photo.origin = {left, look_.margin + spare * optical_centre / 100};
        result.words_at = {result.photo.right() + look_.gap, result.photo.bottom() - result.words.height};
        return result;
    }

    const PosterTemplate& look_;
    const Typesetter& typesetter_;
    const Photo& photo_;
    double aspect_;
};

/// "In Beeld, fotocursus in de wijk · Kijk, Overvecht · Buurthuis Het Vliegwiel"
std::string course_line(const PosterTemplate& look, const catalogue::Course& course) {
    std::string line = look.course_line;
    const std::string& place = course.exhibition.place.empty() ? course.place : course.exhibition.place;
    const std::string& title = course.exhibition.title.empty() ? course.title : course.exhibition.title;
    for (const std::string& part : {title, place}) {
        if (!part.empty() && !tells_of_care(part)) line += look.between + part;
    }
    return line;
}

}  // namespace

void add_crop_marks(Page& page) {
    const Length inner = page.bleed + 1_mm;
    const Length outer = page.bleed + page.margin - 1_mm;
    for (const Length x : {Length{}, page.trim.width}) {
        page.items.emplace_back(CropMark{{x, -inner}, {x, -outer}});
        page.items.emplace_back(CropMark{{x, page.trim.height + inner}, {x, page.trim.height + outer}});
    }
    for (const Length y : {Length{}, page.trim.height}) {
        page.items.emplace_back(CropMark{{-inner, y}, {-outer, y}});
        page.items.emplace_back(CropMark{{page.trim.width + inner, y}, {page.trim.width + outer, y}});
    }
}

Publication lay_out_poster(const PosterTemplate& look, const Typesetter& typesetter,
                           const catalogue::Course& course,
                           const catalogue::Cleared<catalogue::Channel::ExhibitionPrint>& photo) {
    const PosterDesk desk(look, typesetter, *photo);
    const Arrangement arrangement = desk.best_arrangement();
    Page page{arrangement.sheet, look.bleed, look.marks, {}, {}};
    page.items.emplace_back(PlacedPhoto{0, arrangement.photo, alternative_of(*photo, look.untitled)});
    add(page, arrangement.words, arrangement.words_at);
    const Length measure = arrangement.sheet.width - look.margin - arrangement.photo.left();
    const TextBlock line = desk.set(course_line(look, course), look.course, measure);
    add(page, line, {arrangement.photo.left(), arrangement.sheet.height - look.margin - height_of(line)});
    add_crop_marks(page);

    Publication poster;
    const std::string title = text_in(photo->title, "nl");
    poster.title = title.empty() ? look.untitled : title;
    poster.pages.push_back(std::move(page));
    poster.photos.push_back(source_of(photo->picture));
    poster.fonts = typesetter.fonts();
    return poster;
}

}  // namespace render
