#include "catalogue/retention_rule.hpp"

#include "catalogue/channel.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/day.hpp"
#include "catalogue/identifiers.hpp"
#include "catalogue/retention.hpp"
#include "catalogue/subject_state.hpp"
#include "catalogue/world.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

const Json& list_in(const Json& file, const char* key) {
    static const Json none = Json::array();
    const auto found = file.find(key);
    return found != file.end() && found->is_array() ? *found : none;
}

bool is_on(const Hold& hold, Day now) {
    return hold.from <= now && (!hold.until || now < *hold.until);
}

std::optional<Day> day_in(const Json& record, std::string_view key) {
    const std::string text = text_in(record, key);
    return text.empty() ? std::nullopt : std::optional{parse_day(text)};
}

bool stands_somewhere(const Placement& placement, Day now) {
    return placement.state == PlacementState::UnderOurControl && (!placement.until || now < *placement.until);
}

class Keeping {
 public:
    Keeping(const Json& file, const World& world, Day now)
        : file_(file), world_(world), now_(now), table_(file) {}

    std::vector<RetentionItem> items() {
        find_used();
        look_at_photos();
        look_at_texts();
        look_at_intake();
        look_at_forms();
        look_at_books();
        look_at_proof();
        return std::move(items_);
    }

 private:
    struct Found {
        RetentionRow row;
        std::string what;
        std::string why;
        Day since;
    };
    void add(Found found, bool held) {
        if (now_ < found.since) return;
        items_.push_back({found.row, std::move(found.what), std::move(found.why), found.since, held});
    }

    bool held(const std::optional<PersonId>& person) const { return is_held(world_, person, now_); }

    // In a printed run or a made file: it was chosen, whatever its state says.
    void find_used() {
        for (const PrintRun& run : world_.print_runs) {
            for (const PrintedItem& item : run.items) used_.insert(item.photo.value);
        }
        for (const Json& output : list_in(file_, "outputs")) {
            for (const Json& item : list_in(output, "items")) used_.insert(text_in(item, "photo"));
        }
    }

    // --- photos and words ---

    void look_at_photos() {
        for (const Photo& photo : world_.photos) {
            if (photo.state == PhotoState::Deleted) continue;
            bool held_by_any = held(photo.attribution.person);
            for (const Depiction& each : photo.depictions) held_by_any = held_by_any || held(each.person);
            const bool chosen = photo.chosen == Chosen::Yes || used_.contains(photo.id.value);
            if (chosen && photo.state == PhotoState::Live) {
                look_at_chosen(photo, held_by_any);
            } else if (!is_archived(photo.attribution.person, {Capacity::Maker, {}, photo.id.value})) {
                add({RetentionRow::Unselected, photo.id.value,
                     fmt::format("nobody chose it, and the course closed on {}", to_string(table_.closing())),
                     table_.months_after_closing("unselected_months")},
                    held_by_any);
            }
        }
    }

    void look_at_chosen(const Photo& photo, bool held_by_any) {
        const Person* maker = world_.person(photo.attribution.person);
        const auto since = over_since(maker, {Capacity::Maker, {}, photo.id.value});
        if (!since) return;
        add({RetentionRow::Selected, photo.id.value,
             fmt::format("no yes of its maker ({}) holds it any more; ask again, or let it go",
                         maker == nullptr ? "nobody known" : maker->code),
             *since},
            held_by_any);
    }

    void look_at_texts() {
        for (const Text& text : world_.texts) {
            if (text.photo) continue;  // goes with its photo
            const Person* author = world_.person(text.author);
            const auto since = over_since(author, {Capacity::Author, {}, text.id.value});
            if (!since) continue;
            add({RetentionRow::Selected, text.id.value,
                 fmt::format("no yes of its author ({}) holds it any more; ask again, or let it go",
                             author == nullptr ? "nobody known" : author->code),
                 *since},
                held(text.author));
        }
    }

    bool is_archived(const std::optional<PersonId>& person, Question question) const {
        question.purpose = Purpose::Archive;
        const auto state = subject_state(world_.history, world_.person(person), question, now_);
        return std::holds_alternative<Granted>(state);
    }

    // The first day on which nothing held it any more; empty as long as some yes does.
    std::optional<Day> over_since(const Person* person, Question question) const {
        if (person != nullptr && is_archived(person->id, question)) return std::nullopt;
        std::optional<Day> last;
        for (const Purpose purpose : purposes()) {
            if (purpose == Purpose::Archive) continue;
            question.purpose = purpose;
            const SubjectState state = subject_state(world_.history, person, question, now_);
            std::optional<Day> end;
            if (const auto* expired = std::get_if<Expired>(&state)) end = expired->on;
            if (std::holds_alternative<Granted>(state)) end = end_of_yes(*person, question);
            if (end && now_ < *end) return std::nullopt;
            if (end) last = std::max(last.value_or(*end), *end);
        }
        const Day without_yes = table_.years_after(table_.closing(), "digital_years");
        return std::max(last.value_or(without_yes), table_.months_after_closing("unselected_months"));
    }

    // What was said, else the default; "until I say stop" is asked again after the most.
    Day end_of_yes(const Person& person, const Question& question) const {
        const ConsentEvent& event = *deciding_event(world_.history, &person, question, now_);
        const Day begins = std::max(event.valid_from, table_.closing());
        const Day most = table_.years_after(begins, "digital_max_years");
        End end = event.end;
        if (std::holds_alternative<EndNotSaid>(end) && std::holds_alternative<OnlyOn>(event.scope)) {
            end = general_end(person, question);
        }
        if (const Day* said = std::get_if<Day>(&end)) return std::min(*said, most);
        if (std::holds_alternative<NoEnd>(end)) return most;
        return std::min(table_.years_after(begins, "digital_years"), most);
    }

    // A photo's own yes that says nothing of its end takes over that of the general yes.
    End general_end(const Person& person, const Question& question) const {
        End end = EndNotSaid{};
        for (const ConsentEvent& event : world_.history.of(person.id, question.capacity)) {
            const bool general = std::holds_alternative<CourseWide>(event.scope);
            if (!general || event.purpose != question.purpose || event.valid_from > now_) continue;
            end = event.decision == Decision::Grant ? event.end : End{EndNotSaid{}};
        }
        return end;
    }

    // --- what is about people ---

    void look_at_intake() {
        for (const Json& person : list_in(file_, "persons")) {
            const auto is_there = [&](std::string_view key) {
                const auto found = person.find(std::string{key});
                return found != person.end() && !found->is_null();
            };
            if (!is_there("referrer") && std::ranges::none_of(intake_fields, is_there)) continue;
            add({RetentionRow::Intake, code_of(person), "who sent them, and why, is not needed any more",
                 table_.until_report("intake_months")},
                held(PersonId{text_in(person, "id")}));
        }
    }

    static std::string code_of(const Json& person) {
        const std::string code = text_in(person, "code");
        return code.empty() ? text_in(person, "id") : code;
    }

    // Totals are made of all forms together: where one must stay, all do.
    void look_at_forms() {
        std::set<std::string> codes;
        if (const auto measurement = file_.find("measurement");
            measurement != file_.end() && measurement->is_object()) {
            for (const char* const key : {"scores", "answers"}) {
                const auto by_code = measurement->find(key);
                if (by_code == measurement->end() || !by_code->is_object()) continue;
                for (const auto& [code, answers] : by_code->items()) codes.insert(code);
            }
        }
        if (const auto rows = file_.find("monitoring_kor"); rows != file_.end() && rows->is_object()) {
            for (const Json& row : list_in(*rows, "rows")) codes.insert(text_in(row, "code"));
        }
        bool any_held = held(std::nullopt);
        for (const auto& [id, person] : world_.persons) {
            any_held = any_held || (codes.contains(person.code) && held(id));
        }
        for (const std::string& code : codes) {
            add({RetentionRow::Forms, code, "the report does not need single forms any more; totals stay",
                 table_.until_report("forms_months")},
                any_held);
        }
    }

    void look_at_proof() {
        const std::map<std::string, Day> deleted = deletions();
        for (const auto& [id, person] : world_.persons) {
            if (person.role == Role::Staff || person.erased_at) continue;
            Day last = last_deletion(person, deleted);
            if (is_used(id, last)) continue;
            last = std::max(last, last_answer(id));
            add({RetentionRow::Proof, person.code,
                 fmt::format("nothing of them is used since {} at the latest: their answers and name go, a "
                             "code stays",
                             to_string(last)),
                 table_.years_after(last, "proof_years")},
                held(id));
        }
    }

    Day last_answer(const PersonId& person) const {
        Day last = table_.closing();
        for (const Capacity capacity : {Capacity::Maker, Capacity::Portrayed, Capacity::Author}) {
            for (const ConsentEvent& event : world_.history.of(person, capacity)) {
                last = std::max(last, event.valid_from);
            }
        }
        return last;
    }

    std::map<std::string, Day> deletions() const {
        std::map<std::string, Day> deleted;
        for (const Json& photo : list_in(file_, "photos")) {
            if (const auto on = day_in(photo, "deleted_at")) deleted[text_in(photo, "id")] = *on;
        }
        return deleted;
    }

    // Of their photos; of any photo for who was only on them, because who that was is not kept.
    Day last_deletion(const Person& person, const std::map<std::string, Day>& deleted) const {
        Day last = table_.closing();
        for (const Photo& photo : world_.photos) {
            const auto on = deleted.find(photo.id.value);
            const bool counts = person.takes_part == TakesPart::No || photo.attribution.person == person.id;
            if (counts && on != deleted.end()) last = std::max(last, on->second);
        }
        return last;
    }

    // Whether something by or of them is still there or hangs somewhere; else `last` is when that ended.
    bool is_used(const PersonId& person, Day& last) const {
        const auto shows = [&](const Photo& photo) {
            const bool on_it = std::ranges::any_of(photo.depictions,
                                                   [&](const auto& each) { return each.person == person; });
            return photo.attribution.person == person || on_it;
        };
        for (const Photo& photo : world_.photos) {
            if (photo.state != PhotoState::Deleted && shows(photo)) return true;
        }
        if (std::ranges::any_of(world_.texts, [&](const Text& text) { return text.author == person; }))
            return true;
        for (const Placement& placement : world_.placements) {
            const auto run = std::ranges::find(world_.print_runs, placement.run, &PrintRun::id);
            const bool theirs = std::ranges::any_of(run->items, [&](const PrintedItem& item) {
                const Photo* photo = world_.photo(item.photo);
                return photo != nullptr && shows(*photo);
            });
            if (!theirs) continue;
            if (stands_somewhere(placement, now_)) return true;
            if (placement.until) last = std::max(last, *placement.until);
        }
        return false;
    }

    // --- what was made ---

    void look_at_books() {
        std::set<std::string> kept_outputs;
        for (const Json& run : list_in(file_, "print_runs")) {
            const std::string id = text_in(run, "id");
            auto printed = day_in(run, "printed");
            if (!printed) printed = day_in(run, "approved");
            const bool stands = std::ranges::any_of(world_.placements, [&](const Placement& each) {
                return each.run.value == id && stands_somewhere(each, now_);
            });
            if (!printed || stands || now_ < table_.years_after(*printed, "books_years")) {
                kept_outputs.insert(text_in(run, "made_as"));
                continue;
            }
            add({RetentionRow::Books, id, fmt::format("printed on {}", to_string(*printed)),
                 table_.years_after(*printed, "books_years")},
                held(std::nullopt));
        }
        for (const Json& output : list_in(file_, "outputs")) {
            const auto built = day_in(output, "built_at");
            if (!built || kept_outputs.contains(text_in(output, "id"))) continue;
            add({RetentionRow::Books, text_in(output, "id"), fmt::format("made on {}", to_string(*built)),
                 table_.years_after(*built, "books_years")},
                held(std::nullopt));
        }
    }

    const Json& file_;
    const World& world_;
    Day now_;
    RetentionTable table_;
    std::set<std::string> used_;
    std::vector<RetentionItem> items_;
};

}  // namespace

bool is_held(const World& world, const std::optional<PersonId>& person, Day now) {
    if (std::ranges::any_of(world.holds, [&](const Hold& hold) { return is_on(hold, now); })) return true;
    return person && std::ranges::any_of(world.person_holds, [&](const PersonHold& each) {
               return each.person == *person && is_on(each.hold, now);
           });
}

std::vector<RetentionItem> retention_items(const Json& file, const World& world, Day now) {
    return Keeping(file, world, now).items();
}

}  // namespace catalogue
