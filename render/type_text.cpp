#include "render/type_text.hpp"

#include "render/type.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>
#include <unicode/utypes.h>

namespace render {

namespace {

constexpr char16_t soft_hyphen = 0x00AD;

struct CloseBidi {
    void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

void expect(UErrorCode status, const char* step) {
    if (U_FAILURE(status)) {
        throw std::runtime_error(std::string("ICU could not ") + step + " a text: " + u_errorName(status));
    }
}

std::int32_t length_of(std::u16string_view text) {
    return static_cast<std::int32_t>(text.size());
}

icu::UnicodeString alias(std::u16string_view text) {
    return {false, text.data(), length_of(text)};  // NOLINT(bugprone-suspicious-stringview-data-usage)
}

bool ends_line(UChar32 c) {
    return c == '\n' || c == 0x0B || c == 0x0C || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool is_white(UChar32 c) {
    return u_isUWhiteSpace(c) && c != 0x00A0 && c != 0x202F && c != 0x2007;
}

std::u16string trimmed(const icu::UnicodeString& line) {
    std::int32_t begin = 0;
    std::int32_t end = line.length();
    while (begin < end && is_white(line.charAt(begin))) ++begin;
    while (end > begin && is_white(line.charAt(end - 1))) --end;
    return {line.getBuffer() + begin, static_cast<std::size_t>(end - begin)};
}

bool is_real(UScriptCode script) {
    return script > USCRIPT_INHERITED && script != USCRIPT_UNKNOWN;
}

/// Gives brackets the script they were opened in (UAX #24 §5.1), so that "(صورة)" stays one run.
class OpenBrackets {
 public:
    UScriptCode script_of(UChar32 c, UScriptCode running) {
        const auto kind = u_getIntPropertyValue(c, UCHAR_BIDI_PAIRED_BRACKET_TYPE);
        if (kind == U_BPT_OPEN) open_.emplace_back(u_getBidiPairedBracket(c), running);
        if (kind != U_BPT_CLOSE) return running;
        const auto opened = std::find_if(open_.rbegin(), open_.rend(),
                                         [c](const auto& bracket) { return bracket.first == c; });
        if (opened == open_.rend()) return running;
        const UScriptCode script = opened->second;
        open_.erase(opened.base() - 1, open_.end());
        return script;
    }

 private:
    std::vector<std::pair<UChar32, UScriptCode>> open_;
};

UScriptCode script_of_cluster(std::u16string_view cluster) {
    UErrorCode status = U_ZERO_ERROR;
    for (const char32_t c : code_points(cluster)) {
        const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &status);
        if (U_SUCCESS(status) && is_real(script)) return script;
    }
    return USCRIPT_COMMON;
}

UScriptCode usual_script(const std::string& language) {
    for (const auto& code : scripts_of(language)) {
        const auto script = static_cast<UScriptCode>(u_getPropertyValueEnum(UCHAR_SCRIPT, code.c_str()));
        if (is_real(script)) return script;
    }
    return USCRIPT_LATIN;
}

std::unique_ptr<icu::BreakIterator> breaks_of_lines(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    status = U_ZERO_ERROR;
    locale.setKeywordValue("lb", "strict", status);
    std::unique_ptr<icu::BreakIterator> breaks(icu::BreakIterator::createLineInstance(locale, status));
    expect(status, "break the lines of");
    return breaks;
}

std::vector<Opportunity> opportunities_in(const std::u16string& text, const std::string& language) {
    const icu::UnicodeString units = alias(text);
    const auto breaks = breaks_of_lines(language);
    breaks->setText(units);
    std::vector<Opportunity> found;
    for (auto at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next()) {
        const auto next = static_cast<std::size_t>(at);
        if (next < text.size()) found.push_back({next, text[next - 1] == soft_hyphen});
    }
    return found;
}

bool all_invisible(std::u16string_view text) {
    const auto points = code_points(text);
    return std::all_of(points.begin(), points.end(), is_invisible);
}

/// Clusters with the scripts that they show themselves.
std::vector<std::pair<Cluster, UScriptCode>> clusters_in(const std::u16string& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString units = alias(text);
    const std::unique_ptr<icu::BreakIterator> letters(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    expect(status, "find the letters of");
    letters->setText(units);
    std::vector<std::pair<Cluster, UScriptCode>> found;
    std::size_t begin = 0;
    for (auto at = letters->next(); at != icu::BreakIterator::DONE; at = letters->next()) {
        const auto end = static_cast<std::size_t>(at);
        const auto part = std::u16string_view(text).substr(begin, end - begin);
        const UScriptCode script = script_of_cluster(part);
        const bool white = is_white(code_points(part).front());
        found.push_back({Cluster{begin, end, {}, white, !is_real(script), all_invisible(part)}, script});
        begin = end;
    }
    return found;
}

std::vector<Cluster> resolved(const std::u16string& text, const std::string& language) {
    auto found = clusters_in(text);
    UScriptCode running = usual_script(language);
    const auto first =
        std::find_if(found.begin(), found.end(), [](auto& entry) { return is_real(entry.second); });
    if (first != found.end()) running = first->second;
    OpenBrackets brackets;
    std::vector<Cluster> clusters;
    clusters.reserve(found.size());
    for (auto& [cluster, own] : found) {
        const auto first_point = code_points(std::u16string_view(text).substr(cluster.begin)).front();
        running = is_real(own) ? own : brackets.script_of(static_cast<UChar32>(first_point), running);
        cluster.script = uscript_getShortName(running);
        clusters.push_back(std::move(cluster));
    }
    return clusters;
}

}  // namespace

std::vector<std::u16string> forced_lines(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    const icu::UnicodeString composed = nfc->normalize(
        icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size()))),
        status);
    expect(status, "compose the letters of");
    std::vector<std::u16string> lines;
    icu::UnicodeString line;
    for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1)) {
        const UChar32 c = composed.char32At(i);
        const bool half_of_pair = c == '\r' && composed.charAt(i + 1) == '\n';
        if (half_of_pair) continue;
        if (ends_line(c) || c == '\r') {
            lines.push_back(trimmed(line));
            line.remove();
        } else if (c == '\t') {
            line.append(static_cast<UChar32>(' '));
        } else if (u_charType(c) != U_CONTROL_CHAR && c != 0xFEFF) {
            line.append(c);
        }
    }
    lines.push_back(trimmed(line));
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

std::string to_utf8(std::u16string_view text) {
    std::string utf8;
    return alias(text).toUTF8String(utf8);
}

char32_t next_code_point(std::u16string_view text, std::size_t& at) {
    const char16_t unit = text[at++];
    const bool pair = U16_IS_LEAD(unit) && at < text.size() && U16_IS_TRAIL(text[at]);
    return pair ? static_cast<char32_t>(U16_GET_SUPPLEMENTARY(unit, text[at++])) : unit;
}

std::vector<char32_t> code_points(std::u16string_view text) {
    std::vector<char32_t> points;
    for (std::size_t at = 0; at < text.size();) points.push_back(next_code_point(text, at));
    return points;
}

bool is_invisible(char32_t code_point) {
    return u_hasBinaryProperty(static_cast<UChar32>(code_point), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_letter(char16_t unit) {
    return u_isUAlphabetic(unit) || u_charType(unit) == U_NON_SPACING_MARK;
}

bool begins_right_to_left(std::string_view utf8) {
    const icu::UnicodeString text =
        icu::UnicodeString::fromUTF8({utf8.data(), static_cast<std::int32_t>(utf8.size())});
    return ubidi_getBaseDirection(text.getBuffer(), text.length()) == UBIDI_RTL;
}

Direction direction_of(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const auto locale = icu::Locale::forLanguageTag(language, status);
    return U_SUCCESS(status) && locale.isRightToLeft() ? Direction::RightToLeft : Direction::LeftToRight;
}

std::vector<std::string> scripts_of(const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    locale.addLikelySubtags(status);
    std::array<UScriptCode, 8> codes{};
    const auto count =
        uscript_getCode(locale.getName(), codes.data(), static_cast<std::int32_t>(codes.size()), &status);
    std::vector<std::string> scripts;
    if (U_FAILURE(status)) return scripts;
    for (std::int32_t i = 0; i < count; ++i) {
        scripts.emplace_back(uscript_getShortName(codes.at(static_cast<std::size_t>(i))));
    }
    return scripts;
}

std::string name_of_script(const std::string& script) {
    const auto code = static_cast<UScriptCode>(u_getPropertyValueEnum(UCHAR_SCRIPT, script.c_str()));
    const char* name = uscript_getName(code);
    std::string words = name ? name : script;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

struct AnalysedText::Parts {
    std::u16string text;
    Direction direction = Direction::LeftToRight;
    std::vector<Cluster> clusters;
    std::vector<Opportunity> opportunities;
    std::unique_ptr<UBiDi, CloseBidi> bidi;
};

AnalysedText::AnalysedText(std::u16string text, const std::string& language)
    : parts_(std::make_unique<Parts>()) {
    Parts& parts = *parts_;
    parts.text = std::move(text);
    parts.direction = direction_of(language);
    parts.clusters = resolved(parts.text, language);
    parts.opportunities = opportunities_in(parts.text, language);
    parts.bidi.reset(ubidi_open());
    if (!parts.bidi) throw std::bad_alloc();
    UErrorCode status = U_ZERO_ERROR;
    const UBiDiLevel level = parts.direction == Direction::RightToLeft ? 1 : 0;
    ubidi_setPara(parts.bidi.get(), parts.text.data(), length_of(parts.text), level, nullptr, &status);
    expect(status, "find the directions of");
}

AnalysedText::AnalysedText(AnalysedText&&) noexcept = default;
AnalysedText& AnalysedText::operator=(AnalysedText&&) noexcept = default;
AnalysedText::~AnalysedText() = default;

const std::u16string& AnalysedText::text() const {
    return parts_->text;
}

Direction AnalysedText::direction() const {
    return parts_->direction;
}

const std::vector<Cluster>& AnalysedText::clusters() const {
    return parts_->clusters;
}

const std::vector<Opportunity>& AnalysedText::opportunities() const {
    return parts_->opportunities;
}

std::vector<DirectedRun> AnalysedText::visual_runs(std::size_t begin, std::size_t end) const {
    std::vector<DirectedRun> runs;
    if (begin >= end) return runs;
    const std::unique_ptr<UBiDi, CloseBidi> line(ubidi_open());
    if (!line) throw std::bad_alloc();
    UErrorCode status = U_ZERO_ERROR;
    ubidi_setLine(parts_->bidi.get(), static_cast<std::int32_t>(begin), static_cast<std::int32_t>(end),
                  line.get(), &status);
    const auto count = ubidi_countRuns(line.get(), &status);
    expect(status, "put in order the directions of");
    for (std::int32_t i = 0; i < count; ++i) {
        std::int32_t start = 0;
        std::int32_t length = 0;
        const bool to_left = ubidi_getVisualRun(line.get(), i, &start, &length) == UBIDI_RTL;
        const auto first = begin + static_cast<std::size_t>(start);
        runs.push_back({first, first + static_cast<std::size_t>(length),
                        to_left ? Direction::RightToLeft : Direction::LeftToRight});
    }
    return runs;
}

}  // namespace render
