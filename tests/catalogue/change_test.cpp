#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "catalogue/weighings.hpp"
#include "tests/catalogue/a_course.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_course::Json;
using a_course::today;
using catalogue::Catalogue;
using catalogue::Channel;

namespace {

const catalogue::PhotoId p01{"p01"};
const catalogue::PersonId d1{"d1"};

std::vector<std::string> why_not(const Catalogue& library, Channel channel = Channel::Site) {
    for (const catalogue::PhotoVerdict& verdict : library.photo_verdicts(today)) {
        if (verdict.photo == p01 && verdict.channel == channel) return verdict.reasons;
    }
    return {"no such photo"};
}

bool text_is_cleared(const Catalogue& library, const std::string& id) {
    const auto verdicts = library.text_verdicts(today);
    return std::ranges::any_of(verdicts, [&](const catalogue::TextVerdict& verdict) {
        return verdict.text.value == id && verdict.channel == Channel::Site && verdict.allow;
    });
}

Json exported(const Catalogue& library, const char* list, const std::string& id) {
    const Json file = Json::parse(library.export_course());
    for (const Json& record : file[list]) {
        if (record["id"] == id) return record;
    }
    return {};
}

}  // namespace

TEST_CASE("somebody unknown on a photo closes it until they are known and asked, or cannot be recognised") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    CHECK(library.change(catalogue::AddDepiction{p01, {}, "", true, false, ""}) == "a");
    CHECK(why_not(library) == std::vector<std::string>{"portrayed_unknown_person"});
    library.change(catalogue::LookAgain{p01});
    CHECK_THROWS_AS(library.change(catalogue::PeopleLookedAt{p01}), catalogue::CannotWork);
    library.change(catalogue::ChangeDepiction{p01, "a", {}, "12", {}, {}});
    library.change(catalogue::PeopleLookedAt{p01});
    const std::string sitter =
        library.change(catalogue::AddPerson{{}, "portrayed", "", {{}, "Joop", {}, {}, {}}, {}, today});
    library.change(catalogue::ChangeDepiction{p01, "a", catalogue::PersonId{sitter}, {}, {}, {}});
    CHECK(why_not(library) == std::vector<std::string>{"portrayed_not_asked"});
    library.change(catalogue::ChangeDepiction{p01, "a", {}, {}, false, {}});
    CHECK(why_not(library).empty());
    CHECK(exported(library, "photos", "p01")["depictions"][0]["slip"] == "12");
}

TEST_CASE("a child without a date of birth on a photo is asked through the parents") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    const catalogue::PersonId child{
        library.change(catalogue::AddPerson{{}, "portrayed", "", {{}, "Noor", {}, {}, {}}, {}, today})};
    library.change(catalogue::AddDepiction{p01, child, "", true, true, ""});
    catalogue::NewConsentEvent yes;
    yes.person = child.value;
    yes.capacity = "portrayed";
    yes.purpose = "website";
    yes.decision = "grant";
    yes.valid_from = "2026-07-02";
    library.record(std::vector{yes});
    CHECK(why_not(library) == std::vector<std::string>{"portrayed_needs_representative"});
    yes.given_by = "parent";
    yes.assent = true;
    library.record(std::vector{yes});
    CHECK(why_not(library).empty());
}

TEST_CASE("a weighing is for unknown adults and the neighbourhood only") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    library.change(catalogue::AddDepiction{p01, {}, "", true, false, ""});
    library.change(catalogue::AddDepiction{p01, {}, "", true, true, ""});
    const auto weigh = [&](const std::string& who, const std::string& purpose) {
        library.change(catalogue::WeighDepiction{p01, who, {purpose}, "t1", "van ver", today});
    };
    CHECK_THROWS_AS(weigh("a", "website"), catalogue::CannotWork);
    CHECK_THROWS_AS(weigh("b", "exhibition"), catalogue::CannotWork);
    weigh("a", "exhibition");
    library.change(catalogue::RemoveDepiction{p01, "b"});
    library.change(catalogue::PeopleLookedAt{p01});
    CHECK(why_not(library, Channel::ExhibitionPrint).empty());
    CHECK(why_not(library) == std::vector<std::string>{"portrayed_unknown_person"});
    const auto weighed = catalogue::weighings(library, p01);
    REQUIRE(weighed.size() == 1);
    CHECK(weighed.front().reason == "van ver");
    CHECK(weighed.front().purposes == std::vector{catalogue::Purpose::Exhibition});
    catalogue::take_weighing_back(library, p01, "a");
    CHECK(why_not(library, Channel::ExhibitionPrint) == std::vector<std::string>{"portrayed_unknown_person"});
    CHECK_THROWS_AS(catalogue::take_weighing_back(library, p01, "a"), catalogue::CannotWork);
}

TEST_CASE("what is private stays private until a version hides it and the maker approves") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    library.change(catalogue::AddIssue{p01, "house_number"});
    CHECK(why_not(library) == std::vector<std::string>{"content_issue:house_number"});
    CHECK_THROWS_AS(library.change(catalogue::ResolveIssue{p01, "house_number", {"v1"}}),
                    catalogue::CannotWork);
    const std::string made =
        library.change(catalogue::AddVersion{p01, {}, "retouch", {"house_number"}, {}, ""});
    CHECK(made == "v2");
    library.change(catalogue::UseVersion{p01, {"v2"}});
    CHECK(why_not(library) == std::vector<std::string>{"version_not_approved"});
    library.change(catalogue::ApproveVersion{p01, {"v2"}, today});
    CHECK(why_not(library).empty());
    library.change(catalogue::RefuseVersion{p01, {"v2"}, today});
    CHECK(why_not(library) == std::vector<std::string>{"version_not_approved"});
    CHECK_THROWS_AS(library.change(catalogue::ApproveVersion{p01, {"v1"}, today}), catalogue::CannotWork);
}

TEST_CASE("a version that waits for its maker is not one that its maker refused, and neither is shown") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    const auto word = [&] {
        const catalogue::Desk desk(folder.path);
        return desk.world().photo(p01)->version({"v2"})->approved;
    };
    library.change(catalogue::AddVersion{p01, {}, "crop", {}, {}, ""});
    library.change(catalogue::UseVersion{p01, {"v2"}});
    CHECK(word() == catalogue::MakersWord::Waits);
    CHECK(why_not(library) == std::vector<std::string>{"version_not_approved"});
    library.change(catalogue::RefuseVersion{p01, {"v2"}, today});
    CHECK(word() == catalogue::MakersWord::Refused);
    CHECK(why_not(library) == std::vector<std::string>{"version_not_approved"});
    library.change(catalogue::ApproveVersion{p01, {"v2"}, today});
    CHECK(word() == catalogue::MakersWord::Approved);
    CHECK(why_not(library).empty());
    CHECK(library.export_course().find("refused_on") == std::string::npos);
}

TEST_CASE("changing a text takes the author's approval away in that language only") {
    const a_course::Folder folder;
    Json file = a_course::course();
    Json yes = a_course::event("e0003", "d1", "website", "grant");
    yes["capacity"] = "author";
    file["consent_events"].push_back(yes);
    Catalogue library = a_course::library_with(file, folder.path);
    library.record({a_course::arrival('a', "IMG_0001.JPG")});
    const std::string text =
        library.change(catalogue::AddText{{}, "title", d1, p01, {"nl", "Blauwe deur"}, false});
    CHECK_FALSE(text_is_cleared(library, text));
    CHECK_THROWS_AS(library.change(catalogue::ApproveText{{text}, "", today}), catalogue::CannotWork);
    library.change(catalogue::EditText{{text}, {"ar", "باب أزرق"}});
    library.change(catalogue::MentionsLookedAt{{text}});
    library.change(catalogue::ApproveText{{text}, "", today});
    const auto title = [&] { return library.cleared<Channel::Site>(today).at(0)->title; };
    CHECK(title() == catalogue::Words{{"nl", "Blauwe deur"}, {"ar", "باب أزرق"}});
    library.change(catalogue::EditText{{text}, {"nl", "Groene deur"}});
    CHECK(title() == catalogue::Words{{"ar", "باب أزرق"}});
    library.change(catalogue::MentionsLookedAt{{text}});
    library.change(catalogue::ApproveText{{text}, "nl", today});
    CHECK(title().front().text == "Groene deur");
    library.change(catalogue::EditText{{text}, {"ar", ""}});
    library.change(catalogue::EditText{{text}, {"nl", "Rode deur"}});
    CHECK_FALSE(text_is_cleared(library, text));
}

TEST_CASE("a sensitive text needs a yes of its own") {
    const a_course::Folder folder;
    Json file = a_course::course();
    Json yes = a_course::event("e0003", "d1", "website", "grant");
    yes["capacity"] = "author";
    file["consent_events"].push_back(yes);
    file["texts"].push_back({{"id", "t1"}, {"author", "d1"}, {"nl", "..."}, {"approved_at", "2026-06-16"}});
    Catalogue library = a_course::library_with(file, folder.path);
    CHECK(text_is_cleared(library, "t1"));
    library.change(catalogue::MarkSensitive{{"t1"}, true});
    CHECK_FALSE(text_is_cleared(library, "t1"));
}

TEST_CASE("a change that cannot be leaves the course as it was") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    const std::string before = library.export_course();
    CHECK_THROWS_AS(library.change(catalogue::ConfirmMaker{{"p99"}, d1, ""}), catalogue::CannotWork);
    CHECK_THROWS_AS(library.change(catalogue::ConfirmMaker{p01, {"d99"}, ""}), catalogue::CannotWork);
    CHECK_THROWS_AS(library.change(catalogue::UseVersion{p01, {"v9"}}), catalogue::CannotWork);
    CHECK_THROWS_AS(library.change(catalogue::AddIssue{p01, "Huis nummer"}), catalogue::CannotWork);
    CHECK_THROWS_AS(library.change(catalogue::AddVersion{p01, {}, "crop", {}, {"z"}, ""}),
                    catalogue::CannotWork);
    CHECK_THROWS_AS(library.change(catalogue::ChangeNames{d1, {{}, {}, {}, {}, "surname"}}),
                    catalogue::CannotWork);
    CHECK_THROWS_AS(library.change(catalogue::AddPerson{d1, "participant", "", {}, {}, today}),
                    catalogue::CannotWork);
    CHECK(library.export_course() == before);
}

TEST_CASE("people join, are called as they like, and leave") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    const std::string id = library.change(catalogue::AddPerson{{},
                                                               "participant",
                                                               "",
                                                               {"Selam Tekle", "Selam", {}, {}, {}},
                                                               catalogue::parse_day("1991-01-07"),
                                                               today});
    CHECK(id == "d2");
    CHECK_THROWS_AS(library.change(catalogue::ChangeNames{{id}, {{}, {}, {}, {}, "pseudonym"}}),
                    catalogue::CannotWork);
    library.change(
        catalogue::ChangeNames{{id}, {{}, {}, "Abeba", catalogue::Wording{"ti", "ኣበባ"}, "pseudonym"}});
    library.change(catalogue::LeaveCourse{{id}, today});
    const Json person = exported(library, "persons", "d2");
    CHECK(person["display"]["native"]["ti"] == "ኣበባ");
    CHECK(person["joined"] == "2026-07-02");
    CHECK(person["left"] == "2026-07-02");
    CHECK(person["born"] == "1991-01-07");
    CHECK(person["sort_key"] == person["code"]);
}

TEST_CASE("what somebody looks at on a desk stays whole while another changes it") {
    const a_course::Folder folder;
    Catalogue library = a_course::library_with(a_course::course(), folder.path);
    catalogue::Desk desk(folder.path);
    const catalogue::Photo* photo = desk.world().photo(p01);
    library.change(catalogue::AddIssue{p01, "plate"});
    CHECK(desk.world().photo(p01)->content_issues.size() == 1);
    CHECK(photo->content_issues.empty());
    desk.forget_earlier();
    CHECK(desk.world().photo(p01)->content_issues.size() == 1);
}
