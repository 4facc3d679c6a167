#include "catalogue/taken_page.hpp"

#include "catalogue/channel.hpp"
#include "catalogue/course_file/json.hpp"
#include "catalogue/course_tables.hpp"
#include "catalogue/day.hpp"
#include "catalogue/dutch_reasons.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace catalogue {

namespace {

using course_file::Json;

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
            case '&':
                html += "&amp;";
                break;
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '"':
                html += "&quot;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string_view dutch_decision(const std::string& decision) {
    if (decision == "grant") return "ja";
    return decision == "deny" ? "nee" : "gestopt";
}

std::string_view dutch_capacity(const std::string& capacity) {
    if (capacity == "maker") return "mijn foto's";
    return capacity == "portrayed" ? "ik op een foto" : "mijn woorden";
}

std::string joined(const Json& list) {
    std::string all;
    for (const Json& each : list) all += (all.empty() ? "" : ", ") + each.get<std::string>();
    return all;
}

std::string channels_of(const Json& names) {
    std::string all;
    for (const Json& name : names) {
        const auto channel = channel_named(name.get<std::string>());
        if (channel) all += fmt::format("{}{}", all.empty() ? "" : ", ", catalogue::in_dutch(*channel));
    }
    return all.empty() ? "nergens" : all;
}

// The rows of the form (DOMAIN §1.9).
std::string dutch_purpose(const std::string& name) {
    static constexpr std::array<std::string_view, 12> names = {"in de les",
                                                               "tentoonstelling in de buurt",
                                                               "achter een raam",
                                                               "aan de muur bij de huisarts",
                                                               "scherm in de wachtkamer",
                                                               "fotoboekje",
                                                               "website",
                                                               "sociale media",
                                                               "krant",
                                                               "verslag voor gemeente en fondsen",
                                                               "vertellen over de cursus",
                                                               "bewaren voor later"};
    const auto purpose = purpose_named(name);
    return purpose ? std::string{names.at(static_cast<std::size_t>(*purpose))} : name;
}

std::string my_photos(const Json& all,
                      const std::vector<std::pair<std::string, std::filesystem::path>>& files) {
    std::string html;
    html += "<h2>Mijn foto's</h2>\n";
    for (const Json& photo : all["photos"]) {
        const std::string id = text_in(photo, "id");
        html += fmt::format("<h3>Foto {}</h3>\n", escaped(id));
        for (const auto& [name, path] : files) {
            if (name.starts_with("fotos/" + id + "-")) {
                html += fmt::format("<p><img src=\"{}\" alt=\"{}\"></p>\n", escaped(name),
                                    escaped(text_in(photo, "alt_nl")));
            }
        }
        html += fmt::format("<p>Mag te zien zijn: {}.</p>\n", channels_of(photo["may_be_seen_in"]));
    }
    return html;
}

std::string my_words(const Json& all) {
    std::string html;
    html += "<h2>Mijn woorden</h2>\n";
    for (const Json& text : all["words"]) {
        if (!text_in(text, "nl").empty()) html += fmt::format("<p>{}</p>\n", escaped(text_in(text, "nl")));
        const auto other = text.find("other");
        if (other == text.end() || !other->is_object()) continue;
        for (const auto& [language, words] : other->items()) {
            if (!words.is_string()) continue;
            html += fmt::format("<p lang=\"{}\" dir=\"auto\">{}</p>\n", escaped(language),
                                escaped(words.get<std::string>()));
        }
    }
    return html;
}

std::string my_answers(const Json& all) {
    std::string html;
    html +=
        "<h2>Wat ik heb gezegd</h2>\n<table>\n<tr><th>Vanaf</th><th>Wat</th><th>Waarvoor</th>"
        "<th>Waarover</th><th>Antwoord</th><th>Tot</th></tr>\n";
    for (const Json& said : all["answers"]) {
        html += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                            escaped(text_in(said, "valid_from")), dutch_capacity(text_in(said, "capacity")),
                            escaped(dutch_purpose(text_in(said, "purpose"))),
                            text_in(said, "scope") == "course" ? "alles" : escaped(text_in(said, "scope")),
                            dutch_decision(text_in(said, "decision")), escaped(text_in(said, "valid_until")));
    }
    html += "</table>\n";
    return html;
}

std::string my_forms(const Json& all) {
    std::string html;
    html += "<h2>Mijn vragenlijsten</h2>\n";
    for (const Json& form : all["forms"]) {
        html += fmt::format("<h3>{}</h3>\n<table>\n",
                            text_in(form, "moment") == "start" ? "Aan het begin" : "Aan het einde");
        for (const Json& answer : form["answers"]) {
            html += fmt::format("<tr><td>{}</td><td>{}</td></tr>\n", escaped(text_in(answer, "question")),
                                escaped(text_in(answer, "answer")));
        }
        html += "</table>\n";
    }
    return html;
}

std::string me_on_others(const Json& all) {
    std::string html;
    html += "<h2>Ik op foto's van anderen</h2>\n";
    for (const Json& photo : all["me_on_photos_of_others"]) {
        html += fmt::format("<p>Foto {}. Mag te zien zijn: {}.</p>\n", escaped(text_in(photo, "photo")),
                            channels_of(photo["may_be_seen_in"]));
    }
    return html;
}

std::string places(const Json& all) {
    std::string html;
    html += "<h2>Waar is het?</h2>\n";
    for (const Json& place : all["where"]) {
        html +=
            fmt::format("<p>{}: foto {}, vanaf {}{}.</p>\n", escaped(text_in(place, "where")),
                        escaped(joined(place["photos"])), escaped(text_in(place, "since")),
                        text_in(place, "until").empty() ? "" : " tot " + escaped(text_in(place, "until")));
    }
    return html;
}

}  // namespace

std::string taken_page(const Json& all,
                       const std::vector<std::pair<std::string, std::filesystem::path>>& files) {
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><title>Mijn gegevens</title>\n"
        "<style>body{font:1.1em/1.5 sans-serif;max-width:45em;margin:2em auto;padding:0 1em}"
        "img{max-width:100%}td,th{text-align:left;padding:.2em .8em .2em 0}</style></head><body>\n";
    html += fmt::format("<h1>Mijn gegevens</h1>\n<p>Gemaakt op {}. Alles staat ook in gegevens.json.</p>\n",
                        in_dutch(parse_day(text_in(all, "made_on"))));
    html += my_photos(all, files) + my_words(all) + my_answers(all) + my_forms(all);
    html += me_on_others(all) + places(all);
    return html + "</body></html>\n";
}

}  // namespace catalogue
