// What belongs to a course: practices, cameras and who has them; and putting everything still.

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/course_form.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/refusing.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/visit.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

namespace server::leaders {

Answer add_practice(const Visit& visit) {
    const catalogue::PracticeId id{visit.form.text("wie")};
    const std::string field = practice_field(id);
    TypedCourse typed;
    typed.values[field] = visit.form.text(field);
    const std::string name = typed.value(field);
    if (!id.value.empty()) {
        const auto practices = visit.desk.catalogue().course().practices;
        const auto known = std::ranges::find(practices, id, &catalogue::Practice::id);
        if (known == practices.end()) return nothing_done(visit);
    }
    if (name.empty() || !is_one_line(name, longest_course_line)) {
        typed.errors[field] = visit.say("practice.wrong");
        return show_course(visit, over(course_as_it_is(visit), typed), 422);
    }
    if (!id.value.empty()) {
        TypedCourse whole = over(course_as_it_is(visit), typed);
        whole.told = stale(visit, records_of_practices());
        if (!whole.told.empty()) return show_course(visit, whole, 409);
    }
    const catalogue::SetPractice change{id, name, "", visit.form.has("scherm")};
    return go_after("/cursus#praktijken",
                    perform(visit, name, "/cursus",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

Answer add_camera(const Visit& visit) {
    std::string made;
    const catalogue::SetCamera change{};
    const std::int64_t step =
        perform(visit, noted("camera.added"), "/cursus",
                [&](catalogue::Catalogue& catalogue) { made = change_course(catalogue, change); });
    return go_after("/cursus#cameras", step);
}

Answer lend_camera(const Visit& visit) {
    const catalogue::CameraId camera{visit.form.text("camera")};
    const catalogue::PersonId person{visit.form.text("persoon")};
    const auto& cameras = visit.desk.world().cameras;
    const bool known = std::ranges::find(cameras, camera, &catalogue::Camera::id) != cameras.end();
    const bool back = person.value.empty();
    if (!known || (!back && !visit.desk.world().persons.contains(person))) return nothing_done(visit);
    TypedCourse whole = course_as_it_is(visit);
    whole.told = stale(visit, records_of_loans());
    if (!whole.told.empty()) return show_course(visit, whole, 409);
    const std::string what =
        back ? noted("camera.back", {camera.value})
             : noted("camera.lent", {camera.value, catalogue::name_of(visit.desk.world(), person)});
    const std::string now = to_string(visit.today);
    try {
        return go_after("/cursus#cameras",
                        perform(visit, what, "/cursus", [&](catalogue::Catalogue& catalogue) {
                            if (back) {
                                catalogue.end_loan({camera, std::nullopt, std::nullopt, now});
                            } else {
                                catalogue.lend({camera, std::nullopt, person, now, "", false});
                            }
                        }));
    } catch (const catalogue::LibraryInUse&) {
        throw;
    } catch (const catalogue::CannotWork&) {
        return refused_on(visit, course_page, {{}, visit.say("camera.cannot_why")});
    }
}

Answer hold_course(const Visit& visit) {
    if (!visit.desk.has_course()) return go("/cursus");
    const bool ends = visit.form.text("uit") == "nee";
    if (!ends && visit.form.text("uit") != "ja") return nothing_done(visit);
    const std::string what = ends ? noted("hold.course_off") : noted("hold.course_on");
    return go_after("/cursus", perform(visit, what, "/cursus", [&](catalogue::Catalogue& catalogue) {
                        if (ends) {
                            catalogue.end_hold(std::nullopt, visit.today);
                        } else {
                            catalogue.hold({std::nullopt, visit.today,
                                            visit.say_in_dutch("hold.reason", {visit.who->account.name})});
                        }
                    }));
}

}  // namespace server::leaders
