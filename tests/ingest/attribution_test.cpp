#include "ingest/attribution.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/moment.hpp"

#include <optional>
#include <string>

#include <doctest/doctest.h>

using catalogue::CameraId;
using catalogue::Loan;
using catalogue::PersonId;
using ingest::Claim;
using ingest::Evidence;
using ingest::whose;

namespace {

Loan loan(const char* person, const char* from = "", const char* until = "", bool shared = false) {
    return {CameraId{"cam07"}, {}, PersonId{person}, from, until, shared};
}

std::string said(const Claim& claim) {
    return (claim.maker ? claim.maker->value : std::string{"?"}) +
           (claim.confirmed ? " confirmed" : " proposed");
}

}  // namespace

TEST_CASE("a start photo says whose a picture is, whatever the card says") {
    const Claim claim = whose({.after_start = true,
                               .started_by = PersonId{"d2"},
                               .card_is_known = true,
                               .card_is_registered = true,
                               .loans = {loan("d1", "", "", true)}});
    CHECK(said(claim) == "d2 confirmed");
    CHECK(claim.method == "startfoto");
    CHECK(said(whose({.after_start = true, .card_is_registered = true, .loans = {loan("d1")}})) ==
          "? proposed");
}

TEST_CASE("a registered card says so when one person alone had it") {
    Evidence evidence{.card_is_known = true, .card_is_registered = true, .loans = {loan("d1")}};
    CHECK(said(whose(evidence)) == "d1 confirmed");
    evidence.loans = {loan("d1", "2026-03-24", "2026-04-01"), loan("d1", "2026-05-01")};
    CHECK(said(whose(evidence)) == "d1 confirmed");
    evidence.loans = {loan("d1", "", "", true), loan("d3", "", "", true)};
    CHECK(said(whose(evidence)) == "d1 proposed");
    evidence.loans = {};
    CHECK(said(whose(evidence)) == "? proposed");
}

TEST_CASE("of several borrowers the one at that time is proposed, and without a time nobody") {
    Evidence evidence{.card_is_known = true,
                      .card_is_registered = true,
                      .loans = {loan("d1", "2026-03-24", "2026-04-20"), loan("d2", "2026-04-21")}};
    CHECK(said(whose(evidence)) == "? proposed");
    evidence.taken = ingest::read_moment("2026-04-20T18:00:00");
    CHECK(said(whose(evidence)) == "d1 proposed");
    evidence.taken = ingest::read_moment("2026-05-02T18:00:00");
    CHECK(said(whose(evidence)) == "d2 proposed");
    evidence.taken = ingest::read_moment("2026-03-01T18:00:00");
    CHECK(said(whose(evidence)) == "? proposed");
}

TEST_CASE("a card that is not registered only proposes, and an unknown one names nobody") {
    CHECK(said(whose({.card_is_known = true, .loans = {loan("d1")}})) == "d1 proposed");
    const Claim unknown = whose({});
    CHECK(said(unknown) == "? proposed");
    CHECK(unknown.method == "onbekende kaart");
}

TEST_CASE("the serial number of the camera comes last, and only proposes") {
    CHECK(said(whose({.of_serial = {loan("d3")}})) == "d3 proposed");
    CHECK(said(whose({.card_is_known = true, .loans = {loan("d1")}, .of_serial = {loan("d3")}})) ==
          "d1 proposed");
}

TEST_CASE("lending began with the first loan that has a date") {
    CHECK(ingest::first_lent({loan("d1"), loan("d2", "2026-04-21"), loan("d3", "2026-03-31T10:00:00")}) ==
          ingest::read_moment("2026-03-31T10:00:00"));
    CHECK_FALSE(ingest::first_lent({loan("d1")}));
}
