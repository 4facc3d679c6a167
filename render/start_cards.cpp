#include "render/start_cards.hpp"

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/qr_code.hpp"
#include "render/shown.hpp"
#include "render/template_file.hpp"
#include "render/text_block.hpp"
#include "render/text_flow.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

constexpr int hour_unless_told = 10;

/// Two digits; -1 when they are not.
int two_digits(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 2 || !is_digit(text[0]) || !is_digit(text[1])) return -1;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

void set_clock(StartMoment& moment, std::string_view text) {
    moment.hour = two_digits(text.substr(0, 2));
    moment.minute = two_digits(text.substr(std::min<std::size_t>(3, text.size()), 2));
}

/// The language, of those in which the card can say it, that the participant speaks best; empty for Dutch.
std::string language_for(const catalogue::Participant& who, const catalogue::Words& words) {
    for (const std::string& language : who.languages) {
        const std::string base = language.substr(0, language.find('-'));
        if (base == "nl") return {};
        if (!text_in(words, base).empty()) return base;
    }
    return {};
}

/// The words of a card: what is read first at the top, what to do at the foot.
struct CardWords {
    BlockGroup heading;
    BlockGroup foot;  // without the pictogram, which stands above it
};

class CardDesk {
 public:
    CardDesk(const StartCardSetting& setting, Page& page, const Rect& card)
        : look_(setting.look), setting_(setting), page_(page), card_(card) {}

    void add(const StartCard& card) {
        const QrCode code = make_qr_code(card.text);
        const Length quiet = look_.code_width * quiet_modules / code.modules;
        const Length side = look_.code_width + 2 * quiet;
        if (side > card_.size.height || side > card_.size.width) {
            throw catalogue::CannotWork(
                "The QR code with the white around it does not fit on a start card; make code.width smaller "
                "or the cards larger in start-cards.toml.");
        }
        // The white around the code may reach to where the card is cut: paper is white there too.
        const Rect square{{card_.right() - std::max(quiet, look_.margin) - look_.code_width,
                           card_.top() + (card_.size.height - look_.code_width) / 2},
                          {look_.code_width, look_.code_width}};
        draw(page_, code, square, look_.code_alt);
        const Point corner{card_.left() + look_.margin, card_.top() + look_.margin};
        add_words(card, {corner, {square.left() - quiet - corner.x, card_.size.height - 2 * look_.margin}});
    }

 private:
    /// In the largest type in which top and foot leave each other room.
    void add_words(const StartCard& card, const Rect& room) {
        CardWords words;
        Length foot;
        for (const double share : {1.0, 0.92, 0.84, 0.76, 0.68, smallest_share}) {
            words = {heading(card, room.size.width, share), what_to_do(card.who, room.size.width, share)};
            foot = look_.pictogram.height + look_.gap + words.foot.height;
            if (words.heading.height + look_.gap * 2 + foot <= room.size.height) break;
        }
        const Point at{room.left(), room.bottom() - foot};
        render::add(page_, words.heading, room.origin);
        setting_.pictograms.draw(page_, "start_photo", {at, look_.pictogram}, look_.label.ink);
        render::add(page_, words.foot, {at.x, room.bottom() - words.foot.height});
    }

    void put(BlockGroup& group, const Wanted& wanted, Size measure_and_gap, int most_lines) const {
        const TextBlock block = set_to_fit(setting_.typesetter, wanted, measure_and_gap.width, most_lines);
        if (block.lines.empty()) return;
        Length y = group.height;
        if (!group.blocks.empty()) y += measure_and_gap.height + depth_of(group.blocks.back().block);
        group.blocks.push_back({block, {{}, y}});
        group.height = y + height_of(block);
    }

    BlockGroup heading(const StartCard& card, Length measure, double share) const {
        const StartMoment& moment = setting_.moment;
        const std::string& name = card.who.name.text;
        const std::string& code = card.who.code;
        std::string label;
        if (moment.meeting > 0) label = with_value(look_.meeting, "number", std::to_string(moment.meeting));
        if (!name.empty() && !code.empty()) label += (label.empty() ? "" : look_.between) + code;
        std::string when = with_value(look_.when_words, "weekday", weekday_in_dutch(moment.day));
        when = with_value(when, "day", day_and_month_in_dutch(moment.day));
        when = with_value(when, "time", fmt::format("{}.{:02}", moment.hour, moment.minute));
        BlockGroup group;
        const Size room{measure, look_.gap};
        put(group, {name.empty() ? code : name, "nl", scaled(look_.name, share), Role::Heading}, room, 1);
        put(group, {label, "nl", scaled(look_.label, share), Role::Paragraph}, room, 1);
        put(group, {when, "nl", scaled(look_.when, share), Role::Paragraph}, {measure, look_.gap * 3 / 2}, 3);
        return group;
    }

    /// In Dutch, and below in the language that the participant speaks best.
    BlockGroup what_to_do(const catalogue::Participant& who, Length measure, double share) const {
        BlockGroup group;
        const Size room{measure, look_.gap * 3 / 4};
        const WordStyle style = scaled(look_.first, share);
        put(group, {text_in(look_.first_words, "nl"), "nl", style, Role::Paragraph}, room, 2);
        const std::string language = language_for(who, look_.first_words);
        if (language.empty()) return group;
        put(group, {text_in(look_.first_words, language), language, style, Role::Paragraph}, room, 2);
        return group;
    }

    const StartCardTemplate& look_;
    const StartCardSetting& setting_;
    Page& page_;
    Rect card_;
};

/// Short marks at the edges of the sheet and crosses where cards meet.
void add_cut_marks(Page& page, const StartCardTemplate& look) {
    constexpr Length thickness{45};  // a third of a point
    const Size card{look.sheet.width / look.columns, look.sheet.height / look.rows};
    const auto mark = [&](Point from, Point to) {
        page.items.emplace_back(Rule{from, to, thickness, black_ink});
    };
    for (int column = 0; column <= look.columns; ++column) {
        for (int row = 0; row <= look.rows; ++row) {
            const Point at{card.width * column, card.height * row};
            if (column > 0 && column < look.columns) {
                mark({at.x, std::max(Length{}, at.y - look.cut)},
                     {at.x, std::min(look.sheet.height, at.y + look.cut)});
            }
            if (row > 0 && row < look.rows) {
                mark({std::max(Length{}, at.x - look.cut), at.y},
                     {std::min(look.sheet.width, at.x + look.cut), at.y});
            }
        }
    }
}

}  // namespace

StartMoment parse_start_moment(const std::string& text) {
    StartMoment moment;
    moment.day = catalogue::parse_day(text);
    const std::string_view clock = std::string_view(text).substr(10);
    const bool is_clock = clock.size() >= 6 && (clock[0] == 'T' || clock[0] == ' ') && clock[3] == ':';
    if (is_clock) set_clock(moment, clock.substr(1));
    const bool ends_well = clock.size() == 6 || (clock.size() == 9 && clock[6] == ':');
    if (!is_clock || !ends_well || moment.hour < 0 || moment.hour > 23 || moment.minute < 0 ||
        moment.minute > 59) {
        throw std::invalid_argument(
            fmt::format("'{}' is not a day and time; write it as 2026-04-21T10:00", text));
    }
    return moment;
}

StartMoment meeting_of(const catalogue::Course& course, int number, catalogue::Day today) {
    const catalogue::Meeting* found = nullptr;
    for (const catalogue::Meeting& meeting : course.meetings) {
        const bool fits = number > 0 ? meeting.number == number : meeting.day >= today;
        if (fits && (found == nullptr || meeting.day < found->day)) found = &meeting;
    }
    if (found == nullptr) {
        throw catalogue::CannotWork(
            number > 0 ? fmt::format("The course has no meeting {}; say when it is with --time.", number)
                       : fmt::format("The course has no meeting on or after {}; say when it is with --time.",
                                     to_string(today)));
    }
    StartMoment moment{found->number, found->day, hour_unless_told, 0};
    if (!course.starts_at.empty()) set_clock(moment, course.starts_at);
    return moment;
}

std::string start_text(const std::string& course, const std::string& start_code, const StartMoment& moment) {
    return fmt::format("INBEELD1/{}/{}/{}T{:02}:{:02}", course, start_code, to_string(moment.day),
                       moment.hour, moment.minute);
}

Publication lay_out_start_cards(const StartCardSetting& setting, const std::vector<StartCard>& cards) {
    const StartCardTemplate& look = setting.look;
    const Size size{look.sheet.width / look.columns, look.sheet.height / look.rows};
    const auto a_page = static_cast<std::size_t>(look.columns) * static_cast<std::size_t>(look.rows);
    Publication sheets;
    sheets.title = look.title + ", " + in_dutch(setting.moment.day);
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (i % a_page == 0) {
            sheets.pages.push_back({look.sheet, {}, {}, {}, {}});
            add_cut_marks(sheets.pages.back(), look);
        }
        const auto place = static_cast<int>(i % a_page);
        const Point corner{size.width * (place % look.columns), size.height * (place / look.columns)};
        CardDesk(setting, sheets.pages.back(), {corner, size}).add(cards[i]);
    }
    sheets.fonts = setting.typesetter.fonts();
    return sheets;
}

}  // namespace render
