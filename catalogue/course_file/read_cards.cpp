#include "catalogue/course_file/read_cards.hpp"

#include "catalogue/cards.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue::course_file {

namespace {

template <class Kind>
std::optional<Id<Kind>> some_id(const Fields& record, std::string_view key) {
    const std::optional<std::string> text = record.optional_text(key);
    return text && !text->empty() ? std::optional{Id<Kind>{*text}} : std::nullopt;
}

Card read_card(const Fields& record) {
    Card card;
    card.label = record.optional_text("label").value_or("");
    card.id.value = record.optional_text("id").value_or(card.label);
    card.camera = some_id<CameraKind>(record, "camera");
    return card;
}

// Empty is as good as absent: "still lent" is written in either way.
std::string date_in(const Fields& record, std::string_view key) {
    std::string text = record.optional_text(key).value_or("");
    if (!text.empty()) record.optional_day(key);
    return text;
}

Loan read_loan(const Fields& record, const World& world) {
    Loan loan;
    loan.camera = some_id<CameraKind>(record, "camera");
    loan.card = some_id<CardKind>(record, "card");
    if (!loan.camera && !loan.card) record.refuse("camera", "is missing, and \"card\" too");
    loan.person.value = record.text("person");
    if (world.person(loan.person) == nullptr) {
        record.refuse("person", fmt::format("is {}, and there is no such record in the file",
                                            in_quotes(loan.person.value)));
    }
    loan.from = date_in(record, "from");
    loan.until = date_in(record, "until");
    loan.shared = record.flag("shared", false);
    return loan;
}

bool is_part_of_an_id(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return std::isalnum(byte) != 0 || byte >= 0x80 || c == '-' || c == '_';
}

bool names(std::string_view text, std::string_view id) {
    for (std::size_t at = text.find(id); at != std::string_view::npos; at = text.find(id, at + 1)) {
        const bool begins = at == 0 || !is_part_of_an_id(text[at - 1]);
        const std::size_t end = at + id.size();
        if (begins && (end == text.size() || !is_part_of_an_id(text[end]))) return true;
    }
    return false;
}

// "d3", ["d3"], ["d3 op 18 en 21 april"]: leaders write it as they speak.
std::vector<PersonId> persons_named(const Json& said, const World& world) {
    const std::string text = said.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::vector<PersonId> found;
    for (const auto& [id, person] : world.persons) {
        if (names(text, id.value)) found.push_back(id);
    }
    return found;
}

bool has_loan(const World& world, const CameraId& camera, const PersonId& person) {
    return std::ranges::any_of(
        world.loans, [&](const Loan& loan) { return loan.camera == camera && loan.person == person; });
}

}  // namespace

void read_cards(const Fields& file, World& world) {
    const auto cards = file.json().find("cards");
    if (cards == file.json().end() || cards->is_null()) return;
    if (!cards->is_array()) file.refuse("cards", "must be a list");
    for (std::size_t i = 0; i < cards->size(); ++i) {
        const Json& record = (*cards)[i];
        if (record.is_string()) {
            world.cards.push_back({CardId{record.get<std::string>()}, {}, {}});
        } else {
            Card card = read_card(Fields{record, fmt::format("cards {}", i + 1)});
            if (!card.id.value.empty()) world.cards.push_back(std::move(card));
        }
    }
}

void read_loans(const Fields& file, World& world) {
    for (const Fields& record : file.objects("loans")) world.loans.push_back(read_loan(record, world));
    std::vector<Loan> told_by_cameras;
    for (const Fields& record : file.objects("cameras")) {
        const CameraId camera{record.text("id")};
        const auto found = std::ranges::find(world.cameras, camera, &Camera::id);
        const bool shared = found != world.cameras.end() && found->sharing == Sharing::Shared;
        std::vector<PersonId> borrowers;
        if (shared) borrowers = persons_named(record.json().at("shared_with"), world);
        if (const std::optional<PersonId> borrower = some_id<PersonKind>(record, "lent_to")) {
            std::erase(borrowers, *borrower);
            borrowers.insert(borrowers.begin(), *borrower);
        }
        for (const PersonId& person : borrowers) {
            if (!has_loan(world, camera, person))
                told_by_cameras.push_back({camera, {}, person, "", "", shared});
        }
    }
    world.loans.insert(world.loans.begin(), told_by_cameras.begin(), told_by_cameras.end());
}

}  // namespace catalogue::course_file
