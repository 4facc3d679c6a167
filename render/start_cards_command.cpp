#include "catalogue/catalogue.hpp"
#include "render/commands.hpp"
#include "render/page.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pictograms.hpp"
#include "render/preview.hpp"
#include "render/start_cards.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace render {

namespace {

struct StartCardsOrder {
    std::filesystem::path file;
    std::filesystem::path previews;
    int meeting = 0;
    std::string time;
    std::vector<std::string> persons;
};

StartMoment moment_of(const StartCardsOrder& order, const catalogue::Course& course, catalogue::Day today) {
    if (order.time.empty()) return meeting_of(course, order.meeting, today);
    StartMoment moment = parse_start_moment(order.time);
    moment.meeting = order.meeting;
    for (const catalogue::Meeting& meeting : course.meetings) {
        if (moment.meeting == 0 && meeting.day == moment.day) moment.meeting = meeting.number;
    }
    return moment;
}

catalogue::Outcome make_start_cards(const StartCardsOrder& order, const catalogue::Invocation& invocation) {
    const auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadOnly);
    const catalogue::Course course = catalogue.course();
    const StartMoment moment = moment_of(order, course, invocation.today());
    std::set<std::string> wanted(order.persons.begin(), order.persons.end());
    std::vector<StartCard> cards;
    for (const catalogue::Participant& who : catalogue.participants(moment.day)) {
        if (!order.persons.empty() && wanted.erase(who.id.value) == 0) continue;
        cards.push_back({who, start_text(course.id, catalogue.start_code(who.id), moment)});
    }
    for (const std::string& person : wanted) {
        fmt::print(stderr, "inbeeld: {} takes no part in the course on {}, and gets no start card.\n", person,
                   to_string(moment.day));
    }
    if (cards.empty()) {
        throw catalogue::CannotWork(
            fmt::format("Nobody gets a start card for {}; the course file says who takes part from when.",
                        to_string(moment.day)));
    }
    const Typesetter typesetter;
    const StartCardTemplate look = read_start_card_template(templates_folder() / "start-cards.toml");
    const Pictograms pictograms(templates_folder() / "pictograms.toml");
    const Publication sheets = lay_out_start_cards({look, typesetter, pictograms, moment}, cards);
    write_pdf(sheets, order.file, {Edition::Print, invocation.moment(), {}});
    if (!order.previews.empty()) {
        make_folder(order.previews);
        paint_previews(sheets, order.previews, "start-cards");
    }
    fmt::print("{} start cards for {} are in {}.\n", cards.size(), to_string(moment.day),
               order.file.string());
    return wanted.empty() ? catalogue::Outcome::Done : catalogue::Outcome::PartlyRefused;
}

// Empty, or why not: as CLI11 asks.
std::string is_start_moment(const std::string& text) {
    try {
        parse_start_moment(text);
        return {};
    } catch (const std::invalid_argument& error) {
        return error.what();
    }
}

}  // namespace

void add_start_cards_command(CLI::App& app, catalogue::Invocation& invocation) {
    auto order = std::make_shared<StartCardsOrder>();  // owned by the options and the callback
    CLI::App* command = app.add_subcommand(
        "start-cards", "Make the cards that participants photograph first (A4 to cut, PDF)");
    command->add_option("-o,--output", order->file, "File to write")->required()->type_name("FILE.pdf");
    command->add_option("--meeting", order->meeting, "For this meeting; without it, the next one")
        ->check(CLI::PositiveNumber)
        ->type_name("N");
    command->add_option("--time", order->time, "When the cameras are handed out, if not as the course says")
        ->check(is_start_moment, "")
        ->type_name("YYYY-MM-DDTHH:MM");
    command->add_option("--person", order->persons, "Only for these participants")->type_name("ID");
    command->add_option("--preview", order->previews, "Folder for previews (PNG)");
    command->callback([order, &invocation] { invocation.outcome = make_start_cards(*order, invocation); });
}

}  // namespace render
