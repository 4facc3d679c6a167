#include "catalogue/loan_commands.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"

#include <memory>
#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

namespace catalogue {

namespace {

struct LoanChoices {
    std::string camera;
    std::string card;
    std::string person;
    std::string from;
    std::string until;
    bool shared = false;
    bool json = false;
};

template <class Kind>
std::optional<Id<Kind>> some(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{Id<Kind>{text}};
}

std::string in_words(const Loan& loan) {
    std::string what = loan.camera ? loan.camera->value : "";
    if (loan.card) what += (what.empty() ? "" : " with ") + loan.card->value;
    return fmt::format("{}: {}{}{}{}", what, loan.person.value,
                       loan.from.empty() ? ", date not written down" : ", from " + loan.from,
                       loan.until.empty() ? "" : ", until " + loan.until, loan.shared ? ", shared" : "");
}

void add_loan(const Invocation& invocation, const LoanChoices& said) {
    Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadWrite);
    const Loan loan{some<CameraKind>(said.camera),
                    some<CardKind>(said.card),
                    {said.person},
                    said.from,
                    said.until,
                    said.shared};
    for (const Loan& ended : catalogue.lend(loan)) fmt::print("Ended: {}.\n", in_words(ended));
    fmt::print("Written down: {}.\n", in_words(loan));
}

void end_loan(const Invocation& invocation, const LoanChoices& said) {
    Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadWrite);
    const Loan ended = catalogue.end_loan({some<CameraKind>(said.camera), some<CardKind>(said.card),
                                           some<PersonKind>(said.person),
                                           said.until.empty() ? to_string(invocation.today()) : said.until});
    fmt::print("Ended: {}.\n", in_words(ended));
}

void list_loans(const Invocation& invocation, bool as_json) {
    const Catalogue catalogue = Catalogue::open(invocation.library, Access::ReadOnly);
    course_file::Json rows = course_file::Json::array();
    for (const Loan& loan : catalogue.loans()) {
        if (!as_json) fmt::print("{}\n", in_words(loan));
        const auto or_null = [](const std::string& text) {
            return text.empty() ? course_file::Json(nullptr) : course_file::Json(text);
        };
        rows.push_back({{"camera", or_null(loan.camera ? loan.camera->value : "")},
                        {"card", or_null(loan.card ? loan.card->value : "")},
                        {"person", loan.person.value},
                        {"from", or_null(loan.from)},
                        {"until", or_null(loan.until)},
                        {"shared", loan.shared}});
    }
    if (as_json) fmt::print("{}\n", course_file::write(rows, {}));
}

}  // namespace

void add_loan_commands(CLI::App& app, Invocation& invocation) {
    auto* loans = app.add_subcommand("loan", "Who has which camera and card at home");
    loans->require_subcommand(1);
    auto said = std::make_shared<LoanChoices>();  // owned by the options and by the callbacks
    auto* add = loans->add_subcommand("add", "Somebody takes a camera home");
    auto* end = loans->add_subcommand("end", "It came back");
    for (auto* command : {add, end}) {
        auto* camera = command->add_option("--camera", said->camera, "Id of the camera");
        auto* card = command->add_option("--card", said->card, "Label of the card in it");
        command->add_option(
            "--until", said->until,
            command == end ? "Day it came back (today, if not given)" : "Day it came back, if it has");
        command->parse_complete_callback([camera, card] {
            if (camera->count() + card->count() == 0) throw CLI::RequiredError("--camera or --card");
        });
    }
    add->add_option("--person", said->person, "Id of the person")->required();
    add->add_option("--from", said->from, "First day: YYYY-MM-DD, with a time if it matters")->required();
    add->add_flag("--shared", said->shared, "Somebody else takes photos with it as well");
    end->add_option("--person", said->person, "Id of the person, when it is shared");
    add->callback([&invocation, said] { add_loan(invocation, *said); });
    end->callback([&invocation, said] { end_loan(invocation, *said); });
    auto* list = loans->add_subcommand("list", "Every loan that is known");
    list->add_flag("--json", said->json, "For programs");
    list->callback([&invocation, said] { list_loans(invocation, said->json); });
}

}  // namespace catalogue
