#include "server/template_guard.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <regex>
#include <string>
#include <string_view>

#include <fmt/core.h>

namespace server {

namespace {

enum class LooksAt { Everything, OutsideQuotes };

struct Danger {
    std::regex pattern;
    LooksAt at;
    std::string_view why;
};

const std::array<Danger, 12>& dangers() {
    static const auto icase = std::regex::icase;
    static const std::array<Danger, 12> all = {
        Danger{std::regex(R"(\{\{\{)"), LooksAt::Everything, "'{{{' puts words in without escaping them"},
        Danger{std::regex(R"(\{\{\s*&)"), LooksAt::Everything, "'{{&' puts words in without escaping them"},
        Danger{std::regex(R"(\{\{\s*=)"), LooksAt::Everything,
               "'{{=' would change what the other checks look for"},
        Danger{std::regex(R"(<script(?![^>]*\ssrc=)[^>]*>)", icase), LooksAt::OutsideQuotes,
               "a script must be a file of its own"},
        Danger{std::regex(R"(<script[^>]*>(?!</script))", icase), LooksAt::OutsideQuotes,
               "a script must be a file of its own"},
        Danger{std::regex(R"(<style)", icase), LooksAt::OutsideQuotes,
               "styles must be in a file of their own"},
        Danger{std::regex(R"(<[a-z][^<>]*[\s"'/]style\s*=)", icase), LooksAt::OutsideQuotes,
               "styles must be in a file of their own"},
        Danger{std::regex(R"(<[a-z][^<>]*[\s"'/]on[a-z]+\s*=)", icase), LooksAt::OutsideQuotes,
               "an on... attribute is a script"},
        Danger{std::regex(R"(<(base|iframe|object|embed|frame)\b|http-equiv)", icase), LooksAt::OutsideQuotes,
               "it could lead elsewhere"},
        Danger{std::regex(R"re(<[a-z][^<>]*[\s"'/][a-z:-]+\s*=\s*(?!["\s]))re", icase),
               LooksAt::OutsideQuotes, "attributes need double quotes"},
        Danger{std::regex(R"re(<[a-z][^<>]*\{\{\s*[^#^/!\s])re", icase), LooksAt::OutsideQuotes,
               "words inside a tag need double quotes around them"},
        // A value that is put in whole could be javascript:..., and one right behind the first / another
        // site. {{root}} is the language's own "/en", or nothing; base64 cannot be anything but a picture.
        Danger{
            std::regex(
                R"re(\s(href|src|srcset|action|formaction|poster|data)\s*=\s*"(?!(\{\{#[a-z_]+\}\})?(/"|/[a-z]|#|\{\{root\}\}/("|[a-z]|\{\{here\}\}")|data:image/webp;base64,)))re",
                icase),
            LooksAt::Everything, "an address must begin with one of ours, such as \"/foto/\""},
    };
    return all;
}

// The text with everything between the double quotes of tags blanked, so that lines and places stay.
std::string without_quoted(std::string text) {
    bool in_tag = false;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char& c = text[i];
        if (quoted) {
            quoted = c != '"';
            if (quoted && c != '\n') c = ' ';
        } else if (in_tag) {
            quoted = c == '"';
            in_tag = c != '>';
        } else {
            in_tag =
                c == '<' && i + 1 < text.size() && std::isalpha(static_cast<unsigned char>(text[i + 1])) != 0;
        }
    }
    return text;
}

std::ptrdiff_t line_of(const std::string& text, std::ptrdiff_t at) {
    return 1 + std::count(text.begin(), text.begin() + at, '\n');
}

}  // namespace

std::string unsafe_in_template(const std::string& text) {
    const std::string outside = without_quoted(text);
    for (const Danger& danger : dangers()) {
        const std::string& where = danger.at == LooksAt::Everything ? text : outside;
        std::smatch found;
        if (std::regex_search(where, found, danger.pattern)) {
            return fmt::format("line {}: {}", line_of(where, found.position()), danger.why);
        }
    }
    return {};
}

}  // namespace server
