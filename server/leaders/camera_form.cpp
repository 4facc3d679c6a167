// Which camera is which: brand, model and the serial number, by which a photo tells from which one it comes.

#include "server/leaders/camera_form.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/desk.hpp"
#include "server/answer.hpp"
#include "server/leaders/course_form.hpp"
#include "server/leaders/form.hpp"
#include "server/leaders/notes.hpp"
#include "server/leaders/rooms.hpp"
#include "server/leaders/routes.hpp"
#include "server/leaders/visit.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace server::leaders {

namespace {

struct Line {
    const char* field;
    const char* label;
    const char* in_record;
};

constexpr Line lines[] = {{"merk", "camera.brand", "brand"},
                          {"model", "camera.model", "model"},
                          {"serie", "camera.serial", "serial"}};

std::vector<catalogue::RecordName> record_of(const catalogue::CameraId& camera) {
    return {{"cameras", camera.value}};
}

std::string field_for(const Line& line, const catalogue::CameraId& camera) {
    return std::string{line.field} + "-" + camera.value;
}

std::string known(const Visit& visit, const catalogue::CameraId& camera, const char* key) {
    return visit.desk.text_of_record({"cameras", camera.value}, key);
}

std::vector<Fields> form_of(const Visit& visit, const catalogue::CameraId& camera, const TypedCourse& typed) {
    std::vector<Fields> fields;
    for (const Line& line : lines) {
        const std::string field = field_for(line, camera);
        Asked each{field, visit.words().at(line.label)};
        each.value = typed.values.contains(field) ? typed.value(field) : known(visit, camera, line.in_record);
        each.error = typed.error(field);
        if (line.in_record == std::string{"serial"}) each.hint = visit.say("camera.serial_hint");
        fields.push_back(as_fields(each));
    }
    return fields;
}

bool is_open(const catalogue::CameraId& camera, const TypedCourse& typed) {
    return std::ranges::any_of(
        lines, [&](const Line& line) { return typed.values.contains(field_for(line, camera)); });
}

// Two cameras with one serial number: the photos of both would be nobody's.
const catalogue::Camera* other_with_serial(const Visit& visit, const catalogue::CameraId& camera,
                                           const std::string& serial) {
    for (const catalogue::Camera& other : visit.desk.world().cameras) {
        if (other.id != camera && !serial.empty() && other.serial == serial) return &other;
    }
    return nullptr;
}

TypedCourse read_camera(const Visit& visit, const catalogue::CameraId& camera) {
    TypedCourse typed;
    for (const Line& line : lines) {
        const std::string field = field_for(line, camera);
        const std::string value = visit.form.text(field);
        typed.values[field] = value;
        if (!is_one_line(value, longest_course_line)) typed.errors[field] = visit.say("form.line_long");
    }
    const std::string serial = field_for(lines[2], camera);
    if (const auto* other = other_with_serial(visit, camera, typed.value(serial)))
        typed.errors[serial] = visit.say("camera.serial_twice", {other->id.value});
    return typed;
}

}  // namespace

std::string called(const Visit& visit, const catalogue::Camera& camera) {
    std::string name = camera.id.value;
    const std::string brand = known(visit, camera.id, "brand");
    const std::string model = known(visit, camera.id, "model");
    if (!brand.empty() || !model.empty()) name += ",";
    if (!brand.empty()) name += " " + brand;
    if (!model.empty()) name += " " + model;
    return name;
}

std::string holders_of(const Visit& visit, const catalogue::CameraId& camera) {
    std::string to;
    for (const catalogue::Loan& loan : visit.desk.catalogue().loans()) {
        const bool open = loan.camera == camera && loan.until.empty();
        if (open) to += (to.empty() ? "" : ", ") + catalogue::name_of(visit.desk.world(), loan.person);
    }
    return to;
}

std::vector<Fields> camera_rows(const Visit& visit, const TypedCourse& typed) {
    std::vector<Fields> rows;
    for (const catalogue::Camera& camera : visit.desk.world().cameras) {
        const std::string to = holders_of(visit, camera.id);
        rows.push_back(Fields{}
                           .put("id", camera.id.value)
                           .put("called", called(visit, camera))
                           .put("can_be_described", fit("/:", "/" + camera.id.value).has_value())
                           .put("described_now", is_open(camera.id, typed))
                           .put("camera_mark", visit.desk.mark(record_of(camera.id)))
                           .put("camera_fields", form_of(visit, camera.id, typed))
                           .put("lent", !to.empty())
                           .put("to", to));
    }
    return rows;
}

Answer describe_camera(const Visit& visit) {
    const catalogue::CameraId camera{visit.name(0)};
    const auto& cameras = visit.desk.world().cameras;
    if (std::ranges::find(cameras, camera, &catalogue::Camera::id) == cameras.end())
        return message(visit, 404, visit.say("camera.title"), visit.say("camera.gone"));
    const TypedCourse typed = read_camera(visit, camera);
    TypedCourse whole = over(course_as_it_is(visit), typed);
    if (!typed.errors.empty()) return show_course(visit, whole, 422);
    whole.told = stale(visit, record_of(camera));
    if (!whole.told.empty()) return show_course(visit, whole, 409);
    const catalogue::SetCamera change{camera, typed.value(field_for(lines[0], camera)),
                                      typed.value(field_for(lines[1], camera)),
                                      typed.value(field_for(lines[2], camera))};
    return go_after("/cursus#cameras",
                    perform(visit, noted("camera.described", {camera.value}), "/cursus",
                            [&](catalogue::Catalogue& catalogue) { change_course(catalogue, change); }));
}

}  // namespace server::leaders
