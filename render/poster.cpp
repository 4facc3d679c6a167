#include "render/poster.hpp"

#include "catalogue/catalogue.hpp"
#include "render/course_line.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/qr_code.hpp"
#include "render/shown.hpp"
#include "render/text_block.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

using Photo = catalogue::ClearedPhoto;

/// Sheet, photo and words, in the arrangement that was chosen.
struct Arrangement {
    Size sheet;
    Rect photo;
    BlockGroup words;
    Point words_at;
    std::optional<Rect> code;

    double photo_area() const { return photo.size.width.in_mm() * photo.size.height.in_mm(); }
};

class PosterDesk {
 public:
    /// share: of the caption's usual size.
    PosterDesk(const PosterSetting& setting, const Photo& photo, Length code, double share)
        : look_(setting.look),
          typesetter_(setting.typesetter),
          photo_(photo),
          code_(code),
          caption_(scaled(setting.look.caption, share)),
          aspect_(aspect_of(photo.picture)) {}

    /// Empty when the words leave the photo too little room.
    std::optional<Arrangement> best_arrangement() const {
        Arrangement under = words_under();
        Arrangement beside = words_beside();
        const bool fits_under = under.words.height * 2 < live_area().height;
        const bool fits_beside = beside.words.height + room_for_code() <= beside.photo.size.height;
        // Words under the photo are read first; beside it only where the photo gains much.
        constexpr double much = 1.15;
        if (fits_beside && (!fits_under || beside.photo_area() > much * under.photo_area())) return beside;
        if (!fits_under) return std::nullopt;
        return under;
    }

    TextBlock set(const std::string& text, const WordStyle& style, Length measure) const {
        return set_block(typesetter_, {text, "nl", style, Role::Paragraph}, measure);
    }

 private:
    /// A code with the white that a reader asks around it, and more.
    Length room_for_code() const { return code_ > Length{} ? code_ + look_.gap : Length{}; }

    Size sheet() const {
        const Size standing = look_.standing;
        return aspect_ > 1 && look_.turns ? Size{standing.height, standing.width} : standing;
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
        TextBlock caption =
            set_block(typesetter_, {text_in(photo_.caption, language), language, caption_, Role::Caption},
                      column.width);
        Length y = column.height;
        Length depth;
        // A title stands nearer to its own caption than to what is said in another language above it.
        Length apart = look_.gap * 5 / 4;
        for (TextBlock* block : {&heading, &caption}) {
            if (block->lines.empty()) continue;
            // Scripts whose letters hang lower than Latin ones ask for more.
            if (y > Length{}) y += std::max(apart, depth + look_.gap / 4);
            apart = look_.gap * 3 / 4;
            words.blocks.push_back({*block, {at.x, y}});
            y += height_of(*block);
            depth = depth_of(*block);
        }
        words.height = y;
    }

    void add_name(BlockGroup& words, Length measure) const {
        if (photo_.name.text.empty()) return;
        const Length y = words.height + look_.gap;
        TextBlock name =
            set_block(typesetter_,
                      {photo_.name.text, "nl", look_.name, Role::Paragraph, side_of_name(photo_)}, measure);
        words.height = y + height_of(name);
        if (!photo_.name.native.empty()) add_native_name(words, name, {measure, y});
        words.blocks.push_back({std::move(name), {{}, y}});
    }

    /// In the maker's own script, on the line of the name: to the right when it runs from there.
    void add_native_name(BlockGroup& words, const TextBlock& name, Size place) const {
        const catalogue::Wording& native = photo_.name.native.front();
        const Length start = name.lines.back().width + look_.gap / 2;
        const bool fits_on_line = name.lines.size() == 1 && start < place.width * 2 / 3;
        TextBlock block = set_block(typesetter_, {native.text, native.language, look_.name, Role::Paragraph},
                                    fits_on_line ? place.width - start : place.width);
        const Length y = fits_on_line ? place.height : words.height + look_.gap / 2;
        words.height = std::max(words.height, y + height_of(block));
        words.blocks.push_back({std::move(block), {fits_on_line ? start : Length{}, y}});
    }

    /// Of what is set in one column: as wide as its widest line, but a caption may be broken rather than
    /// stick out. Columns need all their width.
    Length width_needed(const BlockGroup& words, Length measure) const {
        Length needed;
        for (const StandingBlock& standing : words.blocks) {
            if (standing.at.x > Length{}) return measure;
            const bool may_break = standing.block.role == Role::Caption;
            for (const ShapedLine& line : standing.block.lines) {
                needed =
                    std::max(needed, may_break ? std::min(line.width, look_.words_width / 2) : line.width);
            }
        }
        return std::min(measure, needed + 1_mm);
    }

    /// Words that are wider than a small photo make one group with it, as wide as they need: fewer words on a
    /// line may need less again.
    void draw_together(Arrangement& result, Length& measure) const {
        constexpr int rounds = 4;
        for (int round = 0; round < rounds && measure > result.photo.size.width; ++round) {
            const Length needed = width_needed(result.words, measure - room_for_code()) + room_for_code();
            if (needed >= measure) break;
            measure = std::max(result.photo.size.width, needed);
            result.words = words_in(measure - room_for_code(), static_cast<std::size_t>(look_.columns));
            result.words.height = std::max(result.words.height, code_);
        }
    }

    /// The words depend on the photo's width and its height on the words': settled in a few rounds.
    Arrangement words_under() const {
        const Size live = live_area();
        Arrangement result{sheet(), {}, {}, {}, {}};
        Length measure = live.width;
        for (int round = 0; round < 4; ++round) {
            result.words = words_in(measure - room_for_code(), static_cast<std::size_t>(look_.columns));
            result.words.height = std::max(result.words.height, code_);
            const Length room = live.height - result.words.height - look_.gap;
            result.photo.size = photo_in({live.width, std::max(room, live.height / 4)});
            // Words that had to be set smaller get all the width there is.
            const bool is_wordy = caption_.type.size < look_.caption.type.size;
            const Length narrower =
                is_wordy ? live.width : std::max(result.photo.size.width, look_.words_width);
            if (narrower >= measure) break;
            measure = narrower;
        }
        draw_together(result, measure);
        const Length group = result.photo.size.height + look_.gap + result.words.height;
        const Length spare = std::max(Length{}, live.height - group);
        constexpr int optical_centre = 44;  // percent of the spare paper that goes above
        const Length left = (result.sheet.width - measure) / 2;
        const Length beside = measure - result.photo.size.width;
        const bool from_right = side_of_name(photo_) == Align::End;
        result.photo.origin = {left + (from_right ? beside : Length{}),
                               look_.margin + spare * optical_centre / 100};
        result.words_at = {left, result.photo.bottom() + look_.gap};
        if (code_ > Length{}) {
            result.code = {{left + measure - code_, result.words_at.y}, {code_, code_}};
        }
        return result;
    }

    Arrangement words_beside() const {
        const Size live = live_area();
        Arrangement result{sheet(), {}, words_in(look_.label_width, 1), {}, {}};
        const Length taken = look_.label_width + look_.gap;
        result.photo.size = photo_in({live.width - taken, live.height});
        const Length left = (result.sheet.width - result.photo.size.width - taken) / 2;
        constexpr int optical_centre = 46;
        const Length spare = live.height - result.photo.size.height;
        result.photo.origin = {left, look_.margin + spare * optical_centre / 100};
        result.words_at = {result.photo.right() + look_.gap, result.photo.bottom() - result.words.height};
        if (code_ > Length{}) result.code = {{result.words_at.x, result.photo.top()}, {code_, code_}};
        return result;
    }

    const PosterTemplate& look_;
    const Typesetter& typesetter_;
    const Photo& photo_;
    Length code_;  // 0: none
    WordStyle caption_;
    double aspect_;
};

/// Long words are set smaller, to a limit.
Arrangement arrange(const PosterSetting& setting, const Photo& photo, Length code) {
    for (const double share : {1.0, 0.85, 0.7, 0.6}) {
        const PosterDesk desk(setting, photo, code, share);
        if (auto arrangement = desk.best_arrangement()) return *std::move(arrangement);
    }
    throw TooManyWords("its title and caption are too long for a poster; make them shorter.");
}

void expect_pixels(const PosterTemplate& look, const Photo& photo) {
    const Length width = width_at(photo.picture, look.least_ppi);
    const Length longer = std::max(width, Length::from_mm(width.in_mm() / aspect_of(photo.picture)));
    if (longer * 4 >= std::min(look.standing.width, look.standing.height)) return;
    throw TooFewPixels(
        fmt::format("it has too few pixels: at {} an inch, the least for this sheet, it would be {:.0f} mm "
                    "wide; choose a smaller sheet or another photo.",
                    look.least_ppi, width.in_mm()));
}

/// Of a photo that was cleared for the wall or window it is meant for.
Publication poster_of(const PosterSetting& setting, const Photo& photo, const std::string& site_page) {
    const auto& [look, typesetter, course] = setting;
    expect_pixels(look, photo);
    std::optional<QrCode> code;
    if (!site_page.empty()) code = make_qr_code(site_page);
    const Arrangement arrangement = arrange(setting, photo, code ? look.code : Length{});
    Page page{arrangement.sheet, look.bleed, look.marks, {}, {}};
    page.items.emplace_back(PlacedPhoto{0, arrangement.photo, alternative_of(photo, look.untitled)});
    add(page, arrangement.words, arrangement.words_at);
    if (code && arrangement.code) draw(page, *code, *arrangement.code, look.code_alt);
    const Length left = std::min(arrangement.photo.left(), arrangement.words_at.x);
    const Length measure = arrangement.sheet.width - look.margin - left;
    const TextBlock line =
        set_course_line(typesetter, {look.course_line, look.between, course}, look.course, measure);
    add(page, line, {left, arrangement.sheet.height - look.margin - height_of(line)});
    add_crop_marks(page);

    Publication poster;
    const std::string title = text_in(photo.title, "nl");
    poster.title = title.empty() ? look.untitled : title;
    poster.pages.push_back(std::move(page));
    poster.photos.push_back(source_of(photo.picture));
    poster.fonts = typesetter.fonts();
    return poster;
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

Publication lay_out_poster(const PosterSetting& setting,
                           const catalogue::Cleared<catalogue::Channel::ExhibitionPrint>& photo,
                           const std::string& site_page) {
    return poster_of(setting, *photo, site_page);
}

Publication lay_out_poster(const PosterSetting& setting,
                           const catalogue::Cleared<catalogue::Channel::WindowPrint>& photo,
                           const std::string& site_page) {
    return poster_of(setting, *photo, site_page);
}

}  // namespace render
