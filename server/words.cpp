#include "server/words.hpp"

#include "catalogue/catalogue.hpp"
#include "server/site_templates.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace server {

std::string direction_of(const std::string& language) {
    static constexpr std::array<std::string_view, 8> right_to_left = {"ar", "fa",  "he", "ur",
                                                                      "ps", "ckb", "dv", "yi"};
    const std::string_view primary = std::string_view{language}.substr(0, language.find('-'));
    for (const std::string_view each : right_to_left) {
        if (primary == each) return "rtl";
    }
    return "ltr";
}

std::string first_wording(const catalogue::Words& words) {
    for (const catalogue::Wording& wording : words) {
        if (wording.language == "nl") return wording.text;
    }
    return words.empty() ? std::string{} : words.front().text;
}

std::vector<Fields> as_fields(const catalogue::Words& words) {
    std::vector<Fields> fields;
    fields.reserve(words.size());
    for (const catalogue::Wording& wording : words) {
        fields.push_back(Fields{}
                             .put("language", wording.language)
                             .put("direction", direction_of(wording.language))
                             .put("text", wording.text));
    }
    return fields;
}

Fields said_of(const catalogue::ClearedPhoto& photo) {
    const std::string title = photo.title.empty() ? "Zonder titel" : first_wording(photo.title);
    catalogue::Words other_titles;
    for (const catalogue::Wording& wording : photo.title) {
        if (wording.text != title) other_titles.push_back(wording);
    }
    const std::string title_language =
        photo.title.empty() || first_wording(photo.title) == photo.title.front().text
            ? (photo.title.empty() ? "nl" : photo.title.front().language)
            : "nl";
    return Fields{}
        .put("title", title)
        .put("title_language", title_language)
        .put("title_direction", direction_of(title_language))
        .put("other_titles", as_fields(other_titles))
        .put("captions", as_fields(photo.caption))
        .put("named", !photo.name.text.empty())
        .put("name", photo.name.text)
        .put("native_names", as_fields(photo.name.native))
        .put("alt", photo.alt.empty() ? "Foto: " + title : photo.alt);
}

}  // namespace server
