#include "catalogue/course_file/read_course.hpp"

#include "catalogue/channel.hpp"
#include "catalogue/course.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_file/read_cards.hpp"
#include "catalogue/course_file/read_records.hpp"
#include "catalogue/failure.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/name_form.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace catalogue::course_file {

namespace {

constexpr std::string_view schema = "inbeeld.sample-course/1";

// The records of one list, each named by its id in messages.
template <class Record>
std::vector<Record> read_list(const Fields& file, std::string_view key, std::string_view noun,
                              Record (*read)(const Fields&)) {
    std::vector<Record> records;
    std::set<std::string> seen;
    const std::vector<Fields> objects = file.objects(key);
    records.reserve(objects.size());
    for (const Fields& unnamed : objects) {
        const std::string id = id_of(unnamed, noun);
        const Fields record{unnamed.json(), fmt::format("{} {}", noun, in_quotes(id))};
        if (!seen.insert(id).second) record.refuse("id", "is there twice");
        records.push_back(read(record));
    }
    return records;
}

[[noreturn]] void refuse_unknown(const std::string& record, std::string_view field, const std::string& id) {
    throw CourseFileBroken(
        fmt::format("Course file, {}: \"{}\" is {}, and there is no such record in the file", record, field,
                    in_quotes(id)));
}

void check_references(const World& world, const std::vector<ConsentEvent>& events) {
    for (const ConsentEvent& event : events) {
        if (world.person(event.person) == nullptr) {
            refuse_unknown(fmt::format("consent event {}", in_quotes(event.id.value)), "person",
                           event.person.value);
        }
    }
    for (const Photo& photo : world.photos) {
        const std::string name = fmt::format("photo {}", in_quotes(photo.id.value));
        const auto& maker = photo.attribution.person;
        if (maker && world.person(maker) == nullptr)
            refuse_unknown(name, "attribution, person", maker->value);
    }
    for (const Text& text : world.texts) {
        const std::string name = fmt::format("text {}", in_quotes(text.id.value));
        if (world.person(text.author) == nullptr) refuse_unknown(name, "author", text.author.value);
        if (text.photo && world.photo(*text.photo) == nullptr)
            refuse_unknown(name, "photo", text.photo->value);
    }
}

void check_printed(const World& world) {
    std::set<PrintRunId> runs;
    for (const PrintRun& run : world.print_runs) {
        runs.insert(run.id);
        const std::string name = fmt::format("print run {}", in_quotes(run.id.value));
        for (const PrintedItem& item : run.items) {
            const Photo* photo = world.photo(item.photo);
            if (photo == nullptr) refuse_unknown(name, "items, photo", item.photo.value);
            if (item.version && photo->version(*item.version) == nullptr) {
                refuse_unknown(name, "items, version", item.version->value);
            }
        }
    }
    for (const Placement& placement : world.placements) {
        if (!runs.contains(placement.run)) {
            refuse_unknown(fmt::format("placement {}", in_quotes(placement.id.value)), "run",
                           placement.run.value);
        }
    }
    for (const Camera& camera : world.cameras) {
        if (camera.lent_to && world.person(camera.lent_to) == nullptr) {
            refuse_unknown(fmt::format("camera {}", in_quotes(camera.id.value)), "lent_to",
                           camera.lent_to->value);
        }
    }
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words(1);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0 || byte >= 0x80 || c == '-' || c == '_') {
            words.back() += c;
        } else if (!words.back().empty()) {
            words.emplace_back();
        }
    }
    return words;
}

// "p12 v2" and "d4 als Abeba": ids are found as whole words.
void find_named(const World& world, PlannedPages& planned) {
    const std::vector<std::string> words = words_of(planned.what);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const Photo* photo = world.photo(PhotoId{words[i]});
        if (photo != nullptr) {
            const bool version = i + 1 < words.size() && photo->version(VersionId{words[i + 1]}) != nullptr;
            planned.photos.emplace_back(photo->id, version ? words[i + 1] : "");
        } else if (world.person(PersonId{words[i]}) != nullptr) {
            planned.makers.push_back(PersonId{words[i]});
        }
    }
}

int page_number(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// A page is a number, or text: "24", "6-7". Lines that say neither are left out.
std::vector<PlannedPages> read_page_plan(const Fields& booklet, const World& world) {
    std::vector<PlannedPages> plan;
    for (const Fields& line : booklet.objects("page_plan")) {
        PlannedPages planned;
        planned.what = line.optional_text("what").value_or("");
        const auto page = line.json().find("page");
        if (page == line.json().end()) continue;
        if (page->is_string()) {
            const auto text = page->get<std::string>();
            planned.first = page_number(text);
            const std::size_t behind = text.find_first_not_of("0123456789");
            const std::size_t second = text.find_first_of("0123456789", behind);
            planned.last = second == std::string::npos ? planned.first
                                                       : page_number(std::string_view{text}.substr(second));
        } else if (page->is_number_integer()) {
            planned.first = planned.last = line.optional_number("page").value_or(0);
        }
        if (planned.first < 1 || planned.last < planned.first || planned.last > 400) continue;
        find_named(world, planned);
        plan.push_back(std::move(planned));
    }
    return plan;
}

BookletPlan read_booklet(const Fields& booklet, const World& world) {
    BookletPlan plan;
    plan.title = booklet.optional_text("title").value_or("");
    plan.subtitle = booklet.optional_text("subtitle").value_or("");
    plan.pages = booklet.optional_number("pages").value_or(0);
    const auto trim = booklet.json().find("trim_mm");
    const bool sized = trim != booklet.json().end() && trim->is_array() && trim->size() == 2 &&
                       (*trim)[0].is_number_integer() && (*trim)[1].is_number_integer();
    if (sized) {
        plan.trim_width_mm = (*trim)[0].get<int>();
        plan.trim_height_mm = (*trim)[1].get<int>();
        const auto sensible = [](int mm) { return mm >= 90 && mm <= 420; };
        if (!sensible(plan.trim_width_mm) || !sensible(plan.trim_height_mm)) {
            booklet.refuse("trim_mm", "must be a width and a height from 90 to 420 mm");
        }
    }
    for (const Fields& section : booklet.objects("sections")) {
        plan.sections.push_back({section.optional_text("id").value_or(""),
                                 section.optional_text("title").value_or(""),
                                 section.optional_text("nl").value_or("")});
    }
    plan.page_plan = read_page_plan(booklet, world);
    return plan;
}

Exhibition read_exhibition(const Fields& exhibition) {
    return {exhibition.optional_text("title").value_or(""), exhibition.optional_text("place").value_or(""),
            exhibition.optional_day("opening"), exhibition.optional_text("opening_time").value_or(""),
            exhibition.optional_day("until")};
}

void read_meetings(const Fields& course, Course& read) {
    for (const Fields& meeting : course.objects("meetings")) {
        const auto day = meeting.optional_day("date");
        if (!day) continue;
        read.meetings.push_back(
            {meeting.optional_number("n").value_or(0), *day, meeting.optional_text("theme").value_or("")});
    }
}

// What the course does not say is asked as everywhere: all of it.
ConsentForm read_form(const Fields& top) {
    ConsentForm form;
    if (const auto written = top.optional_object("consent_form")) {
        form.version = written->optional_text("version").value_or("");
        for (const std::string& name : written->texts("purposes_on_form")) {
            const std::optional<Purpose> purpose = purpose_named(name);
            if (!purpose) written->refuse("purposes_on_form", in_quotes(name) + " is not a purpose");
            form.purposes.push_back(*purpose);
        }
        for (const std::string& name : written->texts("name_forms_on_form")) {
            const std::optional<NameForm> name_form = name_form_named(name);
            if (!name_form) written->refuse("name_forms_on_form", in_quotes(name) + " is not a name form");
            form.name_forms.push_back(*name_form);
        }
    }
    if (form.purposes.empty()) form.purposes.assign(purposes().begin(), purposes().end());
    if (form.name_forms.empty()) {
        form.name_forms = {NameForm::Full, NameForm::First, NameForm::Pseudonym, NameForm::Anonymous};
    }
    return form;
}

// "10.00–12.00 uur", "13:30 uur", "9 uur" → "10:00", "13:30", "09:00". Empty when no time begins the text.
std::string starting_time(const std::string& text) {
    std::size_t at = text.find_first_of("0123456789");
    if (at == std::string::npos) return {};
    const auto number = [&] {
        int value = 0;
        const char* const end = text.data() + text.size();
        const auto read = std::from_chars(text.data() + at, std::min(text.data() + at + 2, end), value);
        at = static_cast<std::size_t>(read.ptr - text.data());
        return read.ec == std::errc{} ? value : -1;
    };
    const int hour = number();
    int minute = 0;
    if (at < text.size() && (text[at] == '.' || text[at] == ':')) {
        ++at;
        minute = number();
    }
    if (hour > 23 || minute < 0 || minute > 59) return {};
    return fmt::format("{:02}:{:02}", hour, minute);
}

}  // namespace

std::string course_id(const Json& file) {
    const Fields top{file, "at the top"};
    const auto found = top.optional_text("schema");
    if (found != schema) {
        throw CourseFileBroken(fmt::format("Course file: \"schema\" is {}, and this inbeeld reads '{}'",
                                           in_quotes(found.value_or("missing")), schema));
    }
    const std::optional<Fields> course = top.optional_object("course");
    if (!course) throw CourseFileBroken("Course file: \"course\" is missing");
    return Fields{course->json(), "course"}.text("id");
}

std::vector<std::string> loose_ends(const Json& file) {
    std::vector<std::string> sentences;
    const auto note = [&](const std::string& record, std::string_view field, const std::string& id) {
        sentences.push_back(
            fmt::format("{}: \"{}\" is {}, which is not in the file", record, field, in_quotes(id)));
    };
    const World world = read_world(file);
    for (const auto& [id, person] : world.persons) {
        for (const Capacity capacity : {Capacity::Maker, Capacity::Portrayed, Capacity::Author}) {
            for (const ConsentEvent& event : world.history.of(id, capacity)) {
                const auto* const only = std::get_if<OnlyOn>(&event.scope);
                const bool known = only == nullptr || world.photo({only->object}) != nullptr ||
                                   world.text({only->object}) != nullptr;
                if (!known) note("consent event " + in_quotes(event.id.value), "scope", only->object);
            }
        }
    }
    for (const Photo& photo : world.photos) {
        const std::string name = "photo " + in_quotes(photo.id.value);
        for (const Depiction& depiction : photo.depictions) {
            const bool known = !depiction.person || world.person(depiction.person) != nullptr;
            if (!known) note(name, "depictions, person", depiction.person->value);
        }
        if (photo.title && world.text(*photo.title) == nullptr) note(name, "title", photo.title->value);
        if (photo.caption && world.text(*photo.caption) == nullptr)
            note(name, "caption", photo.caption->value);
    }
    return sentences;
}

World read_world(const Json& file) {
    const Fields top{file, "at the top"};
    World world;
    for (Person& person : read_list(top, "persons", "person", read_person)) {
        world.persons.emplace(person.id, std::move(person));
    }
    world.photos = read_list(top, "photos", "photo", read_photo);
    world.texts = read_list(top, "texts", "text", read_text);
    world.print_runs = read_list(top, "print_runs", "print run", read_print_run);
    world.placements = read_list(top, "placements", "placement", read_placement);
    world.cameras = read_list(top, "cameras", "camera", read_camera);
    for (const Fields& hold : top.objects("holds")) world.holds.push_back(read_hold(hold));
    for (const Fields& hold : top.objects("person_holds")) {
        world.person_holds.push_back(read_person_hold(hold));
    }
    std::vector<ConsentEvent> events = read_list(top, "consent_events", "consent event", read_event);
    check_references(world, events);
    check_printed(world);
    read_cards(top, world);
    read_loans(top, world);
    for (ConsentEvent& event : events) world.history.add(std::move(event));
    world.index();
    return world;
}

Course read_course(const Json& file) {
    Course read;
    const World world = read_world(file);
    const Fields top{file, "at the top"};
    read.id = course_id(file);
    if (const auto course = top.optional_object("course")) {
        read.title = course->optional_text("title").value_or("");
        read.place = course->optional_text("place").value_or("");
        read.starts_at = starting_time(course->optional_text("time").value_or(""));
        if (const auto exhibition = course->optional_object("exhibition")) {
            read.exhibition = read_exhibition(*exhibition);
        }
        read_meetings(*course, read);
    }
    if (const auto organisation = top.optional_object("organisation")) {
        read.organisation = organisation->optional_text("name").value_or("");
        read.privacy_email = organisation->optional_text("privacy_email").value_or("");
        read.website = organisation->optional_text("website").value_or("");
    }
    for (const Fields& referrer : top.objects("referrers")) {
        const auto id = referrer.optional_text("id");
        if (!id || id->empty()) continue;
        read.practices.push_back({PracticeId{*id}, referrer.optional_text("organisation").value_or(""),
                                  referrer.flag("has_screen", false)});
    }
    read.form = read_form(top);
    if (const auto booklet = top.optional_object("booklet")) read.booklet = read_booklet(*booklet, world);
    return read;
}

}  // namespace catalogue::course_file
