// What the leaders write down about a photo: whose it is, who is on it, what is private, its versions.

#include "catalogue/change.hpp"
#include "catalogue/course_editor.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/day.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/identifiers.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

Json& list_in(Json& record, const char* key) {
    if (!record.contains(key) || !record[key].is_array()) record[key] = Json::array();
    return record[key];
}

bool flag_in(const Json& record, const char* key, bool otherwise) {
    const auto found = record.find(key);
    return found != record.end() && found->is_boolean() ? found->get<bool>() : otherwise;
}

Json* find(Json& list, const std::string& id) {
    for (Json& each : list) {
        if (text_in(each, "id") == id) return &each;
    }
    return nullptr;
}

Json& depiction_in(Json& photo, const std::string& id) {
    Json* found = find(list_in(photo, "depictions"), id);
    if (found == nullptr) {
        throw CannotWork(fmt::format("Nobody on photo {} is called {}; inbeeld photo show {} lists them",
                                     text_in(photo, "id"), course_file::in_quotes(id), text_in(photo, "id")));
    }
    return *found;
}

Json& version_in(Json& photo, const std::string& id) {
    Json* found = find(list_in(photo, "versions"), id);
    if (found == nullptr) {
        throw CannotWork(fmt::format("Photo {} has no version {} in this course", text_in(photo, "id"),
                                     course_file::in_quotes(id)));
    }
    return *found;
}

Json& edited_version_in(Json& photo, const std::string& id) {
    Json& version = version_in(photo, id);
    const std::string kind = text_in(version, "kind");
    if (kind == "original" || (kind.empty() && id == "v1")) {
        throw CannotWork(
            fmt::format("{} of photo {} is the photo as it was taken, which stays as it is; make "
                        "a version with: inbeeld version record",
                        id, text_in(photo, "id")));
    }
    return version;
}

void add_once(Json& list, const std::string& text) {
    if (std::ranges::find(list, Json(text)) == list.end()) list.push_back(text);
}

void check_code(const std::string& code) {
    const bool fit = !code.empty() && code.size() <= 40 && std::ranges::all_of(code, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!fit) {
        throw CannotWork(
            fmt::format("{} is no name for what can be seen; use one such as house_number, "
                        "address, plate, letter, screen, medicine, school",
                        course_file::in_quotes(code)));
    }
}

// A child without a date of birth would count as an adult.
void keep_as_minor(CourseEditor& course, const PersonId& person) {
    Json record = course.record("persons", person.value);
    if (record.contains("born") || flag_in(record, "minor_unknown_age", false)) return;
    record["minor_unknown_age"] = true;
    course.put("persons", record);
}

std::string letter_for(const Json& depictions) {
    for (int number = 0;; ++number) {
        const char letter = static_cast<char>('a' + number % 26);
        std::string id = number < 26 ? std::string{letter} : fmt::format("{}{}", letter, number / 26);
        const bool taken =
            std::ranges::any_of(depictions, [&](const Json& each) { return text_in(each, "id") == id; });
        if (!taken) return id;
    }
}

void say_word(CourseEditor& course, const PhotoId& photo_id, const VersionId& version_id, const Json& word) {
    Json photo = course.record("photos", photo_id.value);
    Json& version = edited_version_in(photo, version_id.value);
    version.erase("approved_on");
    version.erase("refused_on");
    for (const auto& [key, value] : word.items()) version[key] = value;
    course.put("photos", photo);
}

}  // namespace

std::string make(CourseEditor& course, const ConfirmMaker& change) {
    Json photo = course.record("photos", change.photo.value);
    const Json maker = course.record("persons", change.maker.value);
    if (text_in(maker, "role") == "portrayed") {
        throw CannotWork(
            fmt::format("{} is on photos but makes none in this course; name the maker", change.maker.value));
    }
    if (maker.contains("erased_at")) {
        throw CannotWork(fmt::format("{} was erased; nothing is kept under that name", change.maker.value));
    }
    photo["attribution"] = {
        {"person", change.maker.value}, {"status", "confirmed"}, {"method", change.method}};
    course.put("photos", photo);
    return {};
}

std::string make(CourseEditor& course, const PeopleLookedAt& change) {
    Json photo = course.record("photos", change.photo.value);
    for (const Json& each : list_in(photo, "depictions")) {
        const bool settled = !flag_in(each, "recognisable", true) || !text_in(each, "person").empty() ||
                             !text_in(each, "slip").empty() || each.contains("balance");
        if (!settled) {
            throw CannotWork(fmt::format(
                "Photo {}: somebody recognisable ({}) has no name and no portrait slip yet; write down who "
                "it "
                "is, the number of the slip, or that they cannot be recognised, with: inbeeld depiction set",
                change.photo.value, text_in(each, "id")));
        }
    }
    photo["people_check"] = "done";
    course.put("photos", photo);
    return {};
}

std::string make(CourseEditor& course, const LookAgain& change) {
    Json photo = course.record("photos", change.photo.value);
    photo["people_check"] = "not_done";
    course.put("photos", photo);
    return {};
}

std::string make(CourseEditor& course, const AddDepiction& change) {
    Json photo = course.record("photos", change.photo.value);
    Json& depictions = list_in(photo, "depictions");
    Json depiction = Json::object();
    const std::string id = letter_for(depictions);
    depiction["id"] = id;
    depiction["person"] = change.person ? Json(change.person->value) : Json(nullptr);
    depiction["recognisable"] = change.recognisable;
    if (change.minor) depiction["minor"] = true;
    if (!change.slip.empty()) depiction["slip"] = change.slip;
    if (!change.note.empty()) depiction["note"] = change.note;
    if (change.person) {
        course.record("persons", change.person->value);
        if (change.minor) keep_as_minor(course, *change.person);
    }
    depictions.push_back(depiction);
    course.put("photos", photo);
    return id;
}

std::string make(CourseEditor& course, const ChangeDepiction& change) {
    Json photo = course.record("photos", change.photo.value);
    Json& depiction = depiction_in(photo, change.depiction);
    if (change.person) {
        course.record("persons", change.person->value);
        depiction["person"] = change.person->value;
        depiction.erase("balance");  // it was for somebody unknown
    }
    if (change.slip) depiction["slip"] = *change.slip;
    if (change.recognisable) depiction["recognisable"] = *change.recognisable;
    if (change.minor) depiction["minor"] = *change.minor;
    const std::string person = text_in(depiction, "person");
    if (flag_in(depiction, "minor", false) && !person.empty()) keep_as_minor(course, {person});
    course.put("photos", photo);
    return {};
}

std::string make(CourseEditor& course, const RemoveDepiction& change) {
    Json photo = course.record("photos", change.photo.value);
    depiction_in(photo, change.depiction);
    std::erase_if(list_in(photo, "depictions").get_ref<Json::array_t&>(),
                  [&](const Json& each) { return text_in(each, "id") == change.depiction; });
    // Its letter may be given to somebody else, who is not hidden there.
    for (Json& version : list_in(photo, "versions")) {
        if (version.contains("recognisable")) version["recognisable"].erase(change.depiction);
    }
    photo["people_check"] = "not_done";
    course.put("photos", photo);
    return {};
}

std::string make(CourseEditor& course, const WeighDepiction& change) {
    static constexpr std::array<std::string_view, 3> allowed = {"class", "exhibition", "booklet"};
    Json photo = course.record("photos", change.photo.value);
    Json& depiction = depiction_in(photo, change.depiction);
    if (!text_in(depiction, "person").empty() || flag_in(depiction, "minor", false)) {
        throw CannotWork(
            "Only an unknown adult can be weighed; ask a known person, and for a child the parents");
    }
    for (const std::string& purpose : change.purposes) {
        if (std::ranges::find(allowed, purpose) == allowed.end()) {
            throw CannotWork(fmt::format("A weighing cannot be for {}; only for class, exhibition or booklet",
                                         course_file::in_quotes(purpose)));
        }
    }
    if (change.reason.empty() || change.purposes.empty()) {
        throw CannotWork("A weighing needs its purposes and its reason in writing");
    }
    depiction["balance"] = {{"purposes", change.purposes},
                            {"by", change.by},
                            {"reason", change.reason},
                            {"date", to_string(change.on)}};
    course.put("photos", photo);
    return {};
}

std::string make(CourseEditor& course, const AddIssue& change) {
    check_code(change.issue);
    Json photo = course.record("photos", change.photo.value);
    add_once(list_in(photo, "content_issues"), change.issue);
    course.put("photos", photo);
    return {};
}

std::string make(CourseEditor& course, const DropIssue& change) {
    Json photo = course.record("photos", change.photo.value);
    const auto gone =
        std::erase(list_in(photo, "content_issues").get_ref<Json::array_t&>(), Json(change.issue));
    if (gone == 0) {
        throw CannotWork(fmt::format("Photo {} has no issue {}", change.photo.value,
                                     course_file::in_quotes(change.issue)));
    }
    course.put("photos", photo);
    return {};
}

std::string make(CourseEditor& course, const ResolveIssue& change) {
    Json photo = course.record("photos", change.photo.value);
    const Json& issues = list_in(photo, "content_issues");
    if (std::ranges::find(issues, Json(change.issue)) == issues.end()) {
        throw CannotWork(fmt::format("Photo {} has no issue {}; add it first with: inbeeld issue add",
                                     change.photo.value, course_file::in_quotes(change.issue)));
    }
    add_once(list_in(edited_version_in(photo, change.version.value), "resolves"), change.issue);
    course.put("photos", photo);
    return {};
}

std::string make(CourseEditor& course, const AddVersion& change) {
    Json photo = course.record("photos", change.photo.value);
    Json& versions = list_in(photo, "versions");
    if (versions.empty()) versions.push_back(Json{{"id", "v1"}, {"kind", "original"}});
    std::string id = change.version.value;
    for (std::size_t next = versions.size() + 1;
         id.empty() || (change.version.value.empty() && find(versions, id) != nullptr); ++next) {
        id = fmt::format("v{}", next);
    }
    if (find(versions, id) != nullptr) {
        throw CannotWork(fmt::format("Photo {} has a version {} already", change.photo.value, id));
    }
    Json version = {{"id", id}, {"kind", change.kind}};
    for (const std::string& issue : change.resolves) {
        check_code(issue);
        add_once(list_in(version, "resolves"), issue);
    }
    for (const std::string& depiction : change.hides) {
        depiction_in(photo, depiction);
        version["recognisable"][depiction] = false;
    }
    version["approved_by_maker"] = false;  // and no day of a refusal: it waits
    if (!change.note.empty()) version["note"] = change.note;
    list_in(photo, "versions").push_back(version);
    course.put("photos", photo);
    return id;
}

std::string make(CourseEditor& course, const ApproveVersion& change) {
    say_word(course, change.photo, change.version,
             {{"approved_by_maker", true}, {"approved_on", to_string(change.on)}});
    return {};
}

std::string make(CourseEditor& course, const RefuseVersion& change) {
    say_word(course, change.photo, change.version,
             {{"approved_by_maker", false}, {"refused_on", to_string(change.on)}});
    return {};
}

std::string make(CourseEditor& course, const UseVersion& change) {
    Json photo = course.record("photos", change.photo.value);
    if (photo.contains("versions") || change.version.value != "v1") version_in(photo, change.version.value);
    photo["use_version"] = change.version.value;
    course.put("photos", photo);
    return {};
}

}  // namespace catalogue
