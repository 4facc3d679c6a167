#include "ingest/attribution.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/moment.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ingest {

namespace {

using catalogue::Loan;
using catalogue::PersonId;

/// A moment, or the beginning of a day.
std::optional<Moment> begin_of(const std::string& day_or_moment) {
    const auto moment = read_moment(day_or_moment);
    return moment ? moment : read_moment(day_or_moment + "T00:00:00");
}

/// A moment, or the end of a day.
std::optional<Moment> end_of(const std::string& day_or_moment) {
    const auto moment = read_moment(day_or_moment);
    if (moment) return moment;
    const auto day = read_moment(day_or_moment + "T00:00:00");
    return day ? std::optional{*day + std::chrono::days{1}} : std::nullopt;
}

bool ran_at(const Loan& loan, Moment taken) {
    const auto from = begin_of(loan.from);
    const auto until = end_of(loan.until);
    return (!from || taken >= *from) && (!until || taken <= *until);
}

/// The one borrower, or nobody when there are several.
std::optional<PersonId> only_borrower(const std::vector<Loan>& loans) {
    std::set<PersonId> borrowers;
    for (const Loan& loan : loans) borrowers.insert(loan.person);
    return borrowers.size() == 1 ? std::optional{*borrowers.begin()} : std::nullopt;
}

std::vector<Loan> running_at(const std::vector<Loan>& loans, std::optional<Moment> taken) {
    std::vector<Loan> running;
    for (const Loan& loan : loans) {
        if (taken && ran_at(loan, *taken)) running.push_back(loan);
    }
    return running;
}

/// Who borrowed a camera that others use too: written down first.
std::optional<PersonId> main_borrower(const std::vector<Loan>& loans) {
    return !loans.empty() && std::ranges::all_of(loans, &Loan::shared) ? std::optional{loans.front().person}
                                                                       : std::nullopt;
}

/// By whoever had it then; when nobody can tell when that was, by whoever was the only one to have it at all.
std::optional<PersonId> by_loan(const std::vector<Loan>& loans, std::optional<Moment> taken) {
    const auto then = only_borrower(running_at(loans, taken));
    return then || taken ? then : only_borrower(loans);
}

}  // namespace

Claim whose(const Evidence& evidence) {
    if (evidence.started_by) return {evidence.started_by, true, "startfoto"};
    if (evidence.after_start)
        return {std::nullopt, false, "startfoto van een kaart die niet van deze cursus is"};
    if (const auto shared_by = main_borrower(evidence.loans)) {
        return {shared_by, false, "kaart van een gedeelde camera, geen startfoto"};
    }
    const auto only = only_borrower(evidence.loans);
    if (evidence.card_is_registered && only && std::ranges::none_of(evidence.loans, &Loan::shared)) {
        return {only, true, "kaart"};
    }
    if (const auto borrower = by_loan(evidence.loans, evidence.taken)) {
        return {borrower, false,
                evidence.card_is_registered ? "uitlening op dat moment" : "kaart, niet zeker"};
    }
    if (const auto owner = by_loan(evidence.of_serial, evidence.taken)) {
        return {owner, false, "serienummer van de camera"};
    }
    return {std::nullopt, false, evidence.card_is_known ? "kaart zonder uitlening" : "onbekende kaart"};
}

std::optional<Moment> first_lent(const std::vector<Loan>& loans) {
    std::optional<Moment> first;
    for (const Loan& loan : loans) {
        const auto from = begin_of(loan.from);
        if (from && (!first || *from < *first)) first = from;
    }
    return first;
}

}  // namespace ingest
