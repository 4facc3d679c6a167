#include "server/words.hpp"

#include "catalogue/catalogue.hpp"
#include "server/site_templates.hpp"

#include <algorithm>
#include <array>
#include <iterator>
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

const catalogue::Wording* wording_in(const catalogue::Words& words, const std::string& language) {
    const auto found = std::ranges::find(words, language, &catalogue::Wording::language);
    return found == words.end() ? nullptr : &*found;
}

catalogue::Wording leading_title(const catalogue::Words& title, const std::string& language) {
    for (const std::string& wanted : {language, std::string("nl")}) {
        if (const catalogue::Wording* found = wording_in(title, wanted)) return *found;
    }
    return title.empty() ? catalogue::Wording{"nl", "Zonder titel"} : title.front();
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

Fields said_of(const catalogue::ClearedPhoto& photo, const std::string& language) {
    const catalogue::Wording title = leading_title(photo.title, language);
    catalogue::Words other_titles;
    std::ranges::remove_copy(photo.title, std::back_inserter(other_titles), title);
    return Fields{}
        .put("title", title.text)
        .put("title_language", title.language)
        .put("title_direction", direction_of(title.language))
        .put("other_titles", as_fields(other_titles))
        .put("captions", as_fields(photo.caption))
        .put("named", !photo.name.text.empty())
        .put("name", photo.name.text)
        .put("native_names", as_fields(photo.name.native))
        .put("alt", photo.alt.empty() ? "Foto: " + title.text : photo.alt);
}

}  // namespace server
