#include "a_leader.hpp"
#include "forms_on_page.hpp"
#include "server/leaders/routes.hpp"
#include "tests/catalogue/a_course.hpp"
#include "visitor.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using a_leader::Browser;
using a_leader::Pages;
using a_leader::Typed;
using forms_on_page::Field;
using forms_on_page::Form;
using server::leaders::Method;

namespace {

/// The address of a form as the table of routes says it.
std::string route_of(const std::string& action) {
    for (const server::leaders::Route& route : server::leaders::routes()) {
        if (route.method == Method::Post && server::leaders::fit(route.pattern, action))
            return std::string{route.pattern};
    }
    return {};
}

struct FoundForm {
    std::string page;
    Form form;
};

/// The forms that a leader meets, each kind once, by walking along all links.
std::vector<FoundForm> forms_met(Browser& leader) {
    std::vector<std::string> to_see = {"/"};
    std::set<std::string> met = {"/"};
    std::map<std::string, FoundForm> kinds;
    while (!to_see.empty()) {
        const std::string here = to_see.back();
        to_see.pop_back();
        const auto page = leader.get(here);
        for (const Form& form : forms_on_page::forms_of(page.body)) {
            std::string kind = route_of(form.action);
            for (const Field& field : form.fields) kind += " " + field.name.substr(0, field.name.find('-'));
            kinds.try_emplace(kind, FoundForm{here, form});
        }
        for (const std::string& path : forms_on_page::links_of(page.body)) {
            if (met.insert(path).second) to_see.push_back(path);
        }
    }
    std::vector<FoundForm> all;
    for (const auto& [kind, found] : kinds) all.push_back(found);
    return all;
}

Typed with(const Form& form, const std::string& name, const std::string& value) {
    Typed sent = form.as_it_is();
    for (auto& [field, said] : sent) {
        if (field == name) said = value;
    }
    return sent;
}

/// The same form as it is on that page now: marks and seals change. Without an action when it went away.
Form again(Browser& leader, const FoundForm& found) {
    const auto same = [](const Field& one, const Field& other) { return one.name == other.name; };
    for (const Form& form : forms_on_page::forms_of(leader.get(found.page).body)) {
        if (form.action == found.form.action && std::ranges::equal(form.fields, found.form.fields, same))
            return form;
    }
    return {};
}

/// The sample course, with a print to hang and a screen, and a leader who has signed in.
struct Class {
    Class() : pages(sample()), leader(pages) {
        leader.sign_in_as(catalogue::AccountRole::Leader, "jacqueline");
    }

    static a_course::Json sample() {
        std::ifstream file(std::filesystem::path(SOURCE_FOLDER) / "sample-photos/course.json");
        return a_course::Json::parse(file);
    }

    Pages pages;
    Browser leader;
};

void check_told_beside(const visitor::Reply& reply, const std::string& field, const std::string& typed) {
    CHECK(reply.status == 422);
    const std::string tag = forms_on_page::tag_of(reply.body, field);
    CHECK(forms_on_page::said_by(tag, "aria-invalid") == "true");
    CHECK_FALSE(forms_on_page::words_of(reply.body, forms_on_page::said_by(tag, "aria-describedby")).empty());
    CHECK(reply.body.find(forms_on_page::escaped(typed)) != std::string::npos);
}

}  // namespace

TEST_CASE("what is too long or of another kind in any form is told beside its field, and stays there") {
    Class lesson;
    std::set<std::string> tried;
    for (const FoundForm& found : forms_met(lesson.leader)) {
        tried.insert(route_of(found.form.action));
        for (const Field& field : found.form.fields) {
            if (!field.is_typed()) continue;
            std::vector<std::string> wrong = {std::string(5000, 'x')};
            if (field.kind == "date") wrong.insert(wrong.end(), {"2026-02-30", "gisteren", "0001-01-01"});
            if (field.kind == "number") wrong.insert(wrong.end(), {"tien", "-1", "99999999999", "2.5"});
            if (field.kind == "email") wrong.insert(wrong.end(), {"06 12 34 56 78", "@"});
            for (const std::string& typed : wrong) {
                const Form form = again(lesson.leader, found);
                REQUIRE_FALSE(form.action.empty());
                CAPTURE(found.page);
                CAPTURE(form.action);
                CAPTURE(field.name);
                CAPTURE(typed);
                check_told_beside(lesson.leader.post(form.action, with(form, field.name, typed)), field.name,
                                  typed);
            }
        }
    }
    for (const char* const route : {"/cursus", "/cursus/lessen", "/mensen/:", "/fotos/:/erop", "/boekje",
                                    "/drukwerk", "/waar", "/verslag/aanwezig", "/toegang"})
        CHECK(tried.contains(route));
}

TEST_CASE("a page that is stale keeps what was typed in any of its forms") {
    Class lesson;
    int tried = 0;
    for (const FoundForm& found : forms_met(lesson.leader)) {
        if (!found.form.has("stand")) continue;
        const Form form = again(lesson.leader, found);
        REQUIRE_FALSE(form.action.empty());
        Typed sent = with(form, "stand", "0123456789abcdef");
        for (auto& [name, value] : sent) {
            const auto field = std::ranges::find(form.fields, name, &Field::name);
            if (field->kind == "text" && value.empty()) value = "3";
            if (field->kind == "long") value = "woorden & meer";
        }
        const auto reply = lesson.leader.post(form.action, sent);
        CAPTURE(found.page);
        CAPTURE(form.action);
        if (reply.status == 422) continue;  // wrong in itself, which is told first
        CHECK(reply.status == 409);
        ++tried;
        for (const auto& [name, value] : sent) {
            CAPTURE(name);
            const auto field = std::ranges::find(form.fields, name, &Field::name);
            if (!field->is_typed()) continue;
            CHECK(reply.body.find(forms_on_page::escaped(value)) != std::string::npos);
        }
    }
    CHECK(tried > 15);
}

TEST_CASE(
    "nonsense in any field of any form is never an error of the program, and never comes back as markup") {
    Class lesson;
    for (const FoundForm& found : forms_met(lesson.leader)) {
        if (found.form.action == "/uitloggen") continue;
        for (const Field& field : found.form.fields) {
            if (field.name == "zegel") continue;
            for (const char* const nonsense :
                 {"\"><script>alert(1)</script>", "\x01\xD9\x83\xD9\x84", "../../key", "-1", ""}) {
                const Form form = again(lesson.leader, found);
                if (form.action.empty()) break;  // it did its work
                CAPTURE(found.page);
                CAPTURE(form.action);
                CAPTURE(field.name);
                CAPTURE(std::string{nonsense});
                const auto reply = lesson.leader.post(form.action, with(form, field.name, nonsense));
                CHECK(reply.status != 0);
                CHECK(reply.status < 500);
                CHECK(reply.status != 403);
                CHECK(reply.body.find("<script>alert") == std::string::npos);
                const bool told = reply.body.find("aria-invalid=\"true\"") != std::string::npos ||
                                  reply.body.find("role=\"alert\"") != std::string::npos;
                CHECK((reply.status < 400 || told));
            }
        }
    }
}
