// Who has which camera: what came in with the course, and what leaders write down as they hand it out.

#include "catalogue/cards.hpp"
#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/day.hpp"
#include "catalogue/rooms.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

std::string thing(const Loan& loan) {
    if (loan.camera) return "camera " + loan.camera->value;
    return loan.card ? "card " + loan.card->value : std::string{};
}

void check_date(std::string_view text) {
    if (text.empty()) return;
    try {
        parse_day(text);
        const bool date_or_moment = text.size() == 10 || text[10] == 'T' || text[10] == ' ';
        if (!date_or_moment) throw std::invalid_argument("");
    } catch (const std::invalid_argument&) {
        throw CannotWork(fmt::format("'{}' is not a date; write it as 2026-07-02", text));
    }
}

bool same_thing(const Loan& one, const Loan& other) {
    if (one.camera || other.camera) return one.camera == other.camera;
    return one.card == other.card;
}

// Compared by the day: a camera that comes back in the morning may go out again in the afternoon.
bool overlap(const Loan& one, const Loan& other) {
    const auto begins_before_end = [](const Loan& a, const Loan& b) {
        return a.from.empty() || b.until.empty() || a.from.substr(0, 10) < b.until.substr(0, 10);
    };
    return begins_before_end(one, other) && begins_before_end(other, one);
}

Json document_of(const Loan& loan) {
    Json document = Json::object();
    if (loan.camera) document["camera"] = loan.camera->value;
    if (loan.card) document["card"] = loan.card->value;
    document["person"] = loan.person.value;
    if (!loan.from.empty()) document["from"] = loan.from;
    if (!loan.until.empty()) document["until"] = loan.until;
    if (loan.shared) document["shared"] = true;
    return document;
}

bool is_of(const Json& document, const Loan& loan) {
    const auto says = [&](const char* key, const std::string& text) {
        const auto found = document.find(key);
        return (found != document.end() && found->is_string() ? found->get<std::string>() : "") == text;
    };
    return says("camera", loan.camera ? loan.camera->value : "") &&
           says("card", loan.card ? loan.card->value : "") && says("person", loan.person.value) &&
           says("from", loan.from);
}

// In its place when the list has it; a loan that only the camera tells of gets a record of its own.
void put_end(Json& list, const Loan& ended) {
    for (Json& document : list) {
        if (!is_of(document, ended)) continue;
        document["until"] = ended.until;
        return;
    }
    list.push_back(document_of(ended));
}

Json list_of_loans(const database::Connection& connection) {
    Json list = read_part(connection, "loans");
    return list.is_array() ? list : Json::array();
}

void check_dates(const Loan& loan) {
    check_date(loan.from);
    check_date(loan.until);
    if (!loan.until.empty() && loan.until.substr(0, 10) < loan.from.substr(0, 10))
        throw CannotWork("A loan cannot end before it begins; check the dates");
}

void check_known(const World& world, const Loan& loan) {
    if (!loan.camera && !loan.card) throw CannotWork("Name the camera or the card that is lent");
    if (loan.camera && std::ranges::find(world.cameras, *loan.camera, &Camera::id) == world.cameras.end()) {
        throw CannotWork(
            fmt::format("There is no camera {} in this course; check the id", loan.camera->value));
    }
    if (world.person(loan.person) == nullptr)
        throw CannotWork(
            fmt::format("There is no person {} in this course; check the id", loan.person.value));
}

// The open loans of the same thing that end because it is handed on. Refuses what cannot both be.
std::vector<Loan> ended_by(const World& world, const Loan& loan) {
    std::vector<Loan> ended;
    for (const Loan& other : world.loans) {
        const bool same_person = other.person == loan.person;
        const bool gets_its_date = same_person && other.from.empty() && other.until.empty();
        if (!same_thing(other, loan) || gets_its_date || !overlap(other, loan)) continue;
        if (same_person) {
            throw CannotWork(fmt::format("The {} is lent to {} then already; end that loan first",
                                         thing(loan), loan.person.value));
        }
        if (loan.shared || other.shared) continue;
        const bool handed_on = other.until.empty() && other.from.substr(0, 10) < loan.from.substr(0, 10);
        if (!handed_on) {
            throw CannotWork(fmt::format(
                "The {} is lent to {} then; end that loan first, or write this one down as --shared",
                thing(loan), other.person.value));
        }
        ended.push_back(other);
        ended.back().until = loan.from;
    }
    return ended;
}

}  // namespace

std::vector<Loan> Catalogue::loans() const {
    return rooms_->world().loans;
}

std::vector<Loan> Catalogue::lend(const Loan& said) {
    check_dates(said);
    database::Transaction transaction(rooms_->connection);
    const World& world = rooms_->world();
    Loan loan = said;
    if (loan.card) loan.card = card_labelled(said.card->value);
    if (said.card && !loan.card)
        throw CannotWork(
            fmt::format("There is no card {} in this course; check the label", said.card->value));
    check_known(world, loan);

    const std::vector<Loan> ended = ended_by(world, loan);
    Json list = list_of_loans(rooms_->connection);
    for (const Loan& other : ended) put_end(list, other);
    list.push_back(document_of(loan));
    put_part(rooms_->connection, "loans", list);
    transaction.commit();
    rooms_->forget_what_was_read();
    return ended;
}

Loan Catalogue::end_loan(const LoanEnd& end) {
    check_date(end.until);
    if (end.until.empty()) throw CannotWork("Say when it came back, as 2026-07-02");
    database::Transaction transaction(rooms_->connection);
    std::vector<Loan> open;
    for (const Loan& loan : rooms_->world().loans) {
        const bool meant = loan.until.empty() && (!end.camera || loan.camera == end.camera) &&
                           (!end.card || loan.card == end.card) &&
                           (!end.person || loan.person == *end.person);
        if (meant) open.push_back(loan);
    }
    if (open.empty()) throw CannotWork("Nobody has it now; look with: inbeeld loan list");
    if (open.size() > 1) throw CannotWork("Several loans fit; say whose ends, with --person");
    Loan loan = open.front();
    if (end.until.substr(0, 10) < loan.from.substr(0, 10))
        throw CannotWork(fmt::format("That loan began on {}; it cannot end before", loan.from));
    Json list = list_of_loans(rooms_->connection);
    loan.until = end.until;
    put_end(list, loan);
    put_part(rooms_->connection, "loans", list);
    transaction.commit();
    rooms_->forget_what_was_read();
    return loan;
}

}  // namespace catalogue
