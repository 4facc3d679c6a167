#include "catalogue/forms.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/course_file/fields.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_records.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/database/sqlite.hpp"
#include "catalogue/filled_forms.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;
using database::Connection;

constexpr const char* usual_faces[] = {"Hoe voelt u zich de laatste week?",
                                       "Hoe vaak gaat u naar buiten?",
                                       "Hoe vaak ziet of spreekt u andere mensen?",
                                       "Durft u nieuwe dingen te doen?",
                                       "Voelt u zich thuis in uw wijk?",
                                       "Hebt u iets om naar uit te kijken?"};
constexpr const char* usual_open_start[] = {"Wat hoopt u te leren of mee te maken?"};
constexpr const char* usual_open_end[] = {"Wat heeft de cursus u gebracht?", "Wat kan beter?",
                                          "Wat wilt u hierna gaan doen?"};

constexpr std::string_view monitoring_fields[] = {"age_group",  "area",    "reason", "referrer_kind",
                                                  "discipline", "teacher", "route",  "intake_on",
                                                  "interim_on", "final_on"};

Connection read(const Catalogue& catalogue) {
    return {catalogue.folder() / "catalogue.db", database::Mode::ReadOnly};
}

// The part as it is, or an empty object.
Json part_of(const Connection& connection, const char* key) {
    Json part = read_part(connection, key);
    return part.is_object() ? part : Json::object();
}

std::vector<std::string> texts_of(const Json& part, const char* key) {
    std::vector<std::string> texts;
    const auto found = part.find(key);
    if (found == part.end() || !found->is_array()) return texts;
    for (const Json& each : *found)
        texts.push_back(each.is_string() ? each.get<std::string>() : text_in(each, "nl"));
    return texts;
}

template <class Usual>
std::vector<std::string> or_usual(std::vector<std::string> said, const Usual& usual) {
    return said.empty() ? std::vector<std::string>(std::begin(usual), std::end(usual)) : said;
}

FormQuestions questions_in(const Json& measurement) {
    return {or_usual(texts_of(measurement, "questions"), usual_faces),
            or_usual(texts_of(measurement, "open_start"), usual_open_start),
            or_usual(texts_of(measurement, "open_end"), usual_open_end)};
}

void must_have_code(const Connection& connection, const std::string& code) {
    auto person = connection.prepare("SELECT document FROM person WHERE code = ?1");
    if (person.bind(1, code).next() && text_in(Json::parse(person.text(0)), "role") == "participant") return;
    throw CannotWork(
        fmt::format("Nobody in this course has the code {}; forms are kept by code, never by name",
                    course_file::in_quotes(code)));
}

void check(const FilledForm& form, const FormQuestions& questions) {
    if (form.faces.size() != questions.faces.size()) {
        throw CannotWork(
            fmt::format("The form has {} questions with faces, and {} answers were given; write 0 "
                        "for one that was left open",
                        questions.faces.size(), form.faces.size()));
    }
    for (const int face : form.faces) {
        if (face < 0 || face > happiest_face) {
            throw CannotWork(
                "A face is a number from 1 (very bad) to 5 (very good), or 0 when it was left open");
        }
    }
    for (const auto& [number, text] : form.open) {
        if (number < 1 || number > static_cast<int>(questions.open(form.moment).size())) {
            throw CannotWork(fmt::format("The form has no open question {}; it has {}", number,
                                         questions.open(form.moment).size()));
        }
    }
}

// The questions as they were asked stay with the answers.
void keep_questions(Json& measurement, const FormQuestions& questions) {
    if (measurement.contains("questions")) return;
    measurement["questions"] = Json::array();
    for (const std::string& question : questions.faces) {
        measurement["questions"].push_back(
            Json{{"id", fmt::format("m{}", measurement["questions"].size() + 1)}, {"nl", question}});
    }
    measurement["open_start"] = questions.open_start;
    measurement["open_end"] = questions.open_end;
}

void change_part(const Catalogue& catalogue, const char* key, const auto& change) {
    Connection connection(catalogue.folder() / "catalogue.db", database::Mode::ReadWrite);
    database::Transaction transaction(connection);
    Json part = part_of(connection, key);
    change(connection, part);
    put_part(connection, key, part);
    transaction.commit();
}

// Null when there is nothing, or nothing of the kind: the file may be from elsewhere.
Json inside(const Json& record, std::string_view key) {
    if (!record.is_object()) return nullptr;
    const auto found = record.find(std::string{key});
    return found == record.end() ? Json() : *found;
}

Json& object_in(Json& record, const std::string& key) {
    Json& found = record[key];
    if (!found.is_object()) found = Json::object();
    return found;
}

// What a code answered at one moment: faces in "scores", words in "answers".
Json part_of_form(const Json& measurement, std::string_view part, const std::string& code,
                  FormMoment moment) {
    return inside(inside(inside(measurement, part), code), name_of(moment));
}

std::string answer_to(const Json& said, std::size_t question) {
    return said.is_object() ? text_in(said, fmt::format("{}", question + 1)) : "";
}

void add_answer(Json& answers, const std::string& question, const std::string& answer) {
    if (!answer.empty()) answers.push_back(Json{{"question", question}, {"answer", answer}});
}

}  // namespace

Json filled_forms(const Json& measurement, const std::string& code) {
    Json forms = Json::array();
    if (!measurement.is_object()) return forms;
    const FormQuestions questions = questions_in(measurement);
    for (const FormMoment moment : {FormMoment::First, FormMoment::Last}) {
        Json answers = Json::array();
        const Json faces = part_of_form(measurement, "scores", code, moment);
        const std::size_t given = faces.is_array() ? faces.size() : 0;
        for (std::size_t i = 0; i < given && i < questions.faces.size(); ++i) {
            if (!faces[i].is_number_integer()) continue;
            add_answer(answers, questions.faces[i],
                       fmt::format("{} van {}", faces[i].get<int>(), happiest_face));
        }
        const Json said = part_of_form(measurement, "answers", code, moment);
        for (std::size_t i = 0; i < questions.open(moment).size(); ++i) {
            add_answer(answers, questions.open(moment)[i], answer_to(said, i));
        }
        if (!answers.empty()) {
            forms.push_back(Json{{"moment", std::string{name_of(moment)}}, {"answers", std::move(answers)}});
        }
    }
    return forms;
}

std::string_view name_of(FormMoment moment) {
    return moment == FormMoment::First ? "start" : "end";
}

std::optional<FormMoment> form_moment_named(std::string_view name) {
    if (name == "start") return FormMoment::First;
    if (name == "end") return FormMoment::Last;
    return std::nullopt;
}

FormQuestions form_questions(const Catalogue& catalogue) {
    return questions_in(part_of(read(catalogue), "measurement"));
}

void record_form(const Catalogue& catalogue, const FilledForm& form) {
    change_part(catalogue, "measurement", [&](const Connection& connection, Json& measurement) {
        must_have_code(connection, form.code);
        const FormQuestions questions = questions_in(measurement);
        check(form, questions);
        keep_questions(measurement, questions);
        const std::string moment{name_of(form.moment)};
        Json& scores = object_in(object_in(measurement, "scores"), form.code);
        if (scores.empty()) scores = {{"start", nullptr}, {"end", nullptr}};
        Json faces = Json::array();
        for (const int face : form.faces) faces.push_back(face == 0 ? Json(nullptr) : Json(face));
        scores[moment] = faces;
        Json open = Json::object();
        for (const auto& [number, text] : form.open) open[fmt::format("{}", number)] = text;
        if (!open.empty() || !inside(inside(measurement, "answers"), form.code).is_null()) {
            object_in(object_in(measurement, "answers"), form.code)[moment] = open;
        }
    });
}

std::vector<FormsOfCode> forms_there(const Catalogue& catalogue) {
    const Json measurement = part_of(read(catalogue), "measurement");
    std::vector<FormsOfCode> forms;
    const auto scores = measurement.find("scores");
    if (scores == measurement.end() || !scores->is_object()) return forms;
    const auto has = [](const Json& score, const char* moment) {
        return score.contains(moment) && score[moment].is_array();
    };
    for (const auto& [code, score] : scores->items()) {
        if (score.is_object()) forms.push_back({code, has(score, "start"), has(score, "end")});
    }
    return forms;
}

namespace {

/// Of everybody, to one question; not in the order of the people.
std::vector<std::string> answers_to(const Json& measurement, FormMoment moment, std::size_t question) {
    std::vector<std::string> texts;
    const Json answers = inside(measurement, "answers");
    if (!answers.is_object()) return texts;
    for (const Json& of_code : answers) {
        std::string text = answer_to(inside(of_code, name_of(moment)), question);
        if (!text.empty()) texts.push_back(std::move(text));
    }
    std::ranges::sort(texts);
    return texts;
}

}  // namespace

std::vector<OpenAnswers> open_answers(const Catalogue& catalogue) {
    const Json measurement = part_of(read(catalogue), "measurement");
    const FormQuestions questions = questions_in(measurement);
    std::vector<OpenAnswers> all;
    for (const FormMoment moment : {FormMoment::First, FormMoment::Last}) {
        for (std::size_t i = 0; i < questions.open(moment).size(); ++i) {
            all.push_back({questions.open(moment)[i], answers_to(measurement, moment, i)});
        }
    }
    return all;
}

void record_monitoring(const Catalogue& catalogue, const std::string& code,
                       const std::map<std::string, std::string>& fields) {
    change_part(catalogue, "monitoring_kor", [&](const Connection& connection, Json& monitoring) {
        must_have_code(connection, code);
        if (!monitoring["rows"].is_array()) monitoring["rows"] = Json::array();
        Json& rows = monitoring["rows"];
        auto row =
            std::ranges::find_if(rows, [&](const Json& each) { return text_in(each, "code") == code; });
        if (row == rows.end()) {
            rows.push_back(Json{{"code", code}});
            row = std::prev(rows.end());
        }
        for (const auto& [field, value] : fields) {
            if (std::ranges::find(monitoring_fields, field) == std::end(monitoring_fields)) {
                throw CannotWork(fmt::format("{} is no field of the monitoring; there are: {}",
                                             course_file::in_quotes(field),
                                             fmt::join(monitoring_fields, ", ")));
            }
            (*row)[field] = value;
        }
    });
}

std::vector<std::string> funders(const Catalogue& catalogue) {
    const Json course = part_of(read(catalogue), "course");
    std::vector<std::string> lines;
    const auto found = course.find("funders");
    if (found == course.end() || !found->is_array()) return lines;
    for (const Json& each : *found) {
        std::string line = each.is_string() ? each.get<std::string>() : text_in(each, "line");
        if (line.empty()) line = text_in(each, "name");
        if (!line.empty()) lines.push_back(line);
    }
    return lines;
}

void set_funders(const Catalogue& catalogue, const std::vector<std::string>& lines) {
    change_part(catalogue, "course", [&](const Connection&, Json& course) { course["funders"] = lines; });
}

}  // namespace catalogue
