#include "catalogue/measured.hpp"

#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"

#include <cstddef>
#include <vector>

namespace catalogue {

namespace {

using course_file::Json;

constexpr int fewest = 5;

const Json* answer_in(const Json& score, const char* when, std::size_t question) {
    const auto found = score.find(when);
    if (found == score.end() || !found->is_array() || found->size() <= question) return nullptr;
    const Json& answer = (*found)[question];
    return answer.is_number() ? &answer : nullptr;
}

void add_up(Measured& question, const Json& score, std::size_t number) {
    const Json* first = answer_in(score, "start", number);
    const Json* last = answer_in(score, "end", number);
    if (first == nullptr || last == nullptr) return;
    ++question.people;
    const double before = first->get<double>();
    const double after = last->get<double>();
    question.first += before;
    question.last += after;
    question.up += after > before ? 1 : 0;
    question.same += after == before ? 1 : 0;
    question.down += after < before ? 1 : 0;
}

void read_totals(std::vector<Measured>& questions, const Json& measurement) {
    const auto totals = measurement.find("totals");
    if (totals == measurement.end() || !totals->is_array()) return;
    for (const Json& total : *totals) {
        const auto at = total.value("question", questions.size());
        if (at >= questions.size()) continue;
        Measured& question = questions[at];
        question.people = total.value("people", 0);
        question.first = total.value("first", 0.0);
        question.last = total.value("last", 0.0);
        question.up = total.value("up", 0);
        question.same = total.value("same", 0);
        question.down = total.value("down", 0);
    }
}

}  // namespace

std::vector<Measured> measured(const Json& measurement) {
    std::vector<Measured> questions;
    if (!measurement.is_object() || !measurement.contains("questions")) return questions;
    for (const Json& asked : measurement["questions"]) questions.push_back({.dutch = text_in(asked, "nl")});
    const auto scores = measurement.find("scores");
    if (scores == measurement.end() || !scores->is_object() || scores->empty()) {
        read_totals(questions, measurement);
        return questions;
    }
    for (const Json& score : *scores) {
        if (!score.is_object()) continue;
        for (std::size_t number = 0; number < questions.size(); ++number) {
            add_up(questions[number], score, number);
        }
    }
    return questions;
}

Json totals_of(const Json& measurement) {
    Json totals = Json::array();
    std::size_t number = 0;
    for (const Measured& question : measured(measurement)) {
        const std::size_t at = number++;
        if (question.people < fewest) continue;
        totals.push_back(Json{{"question", at},
                              {"people", question.people},
                              {"first", question.first},
                              {"last", question.last},
                              {"up", question.up},
                              {"same", question.same},
                              {"down", question.down}});
    }
    return totals;
}

}  // namespace catalogue
