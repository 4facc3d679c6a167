#include "render/sentences.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/umachine.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>
#include <unicode/utypes.h>

namespace render {

namespace {

struct CloseText {
    void operator()(UText* text) const { utext_close(text); }
};

void expect(UErrorCode status) {
    if (U_FAILURE(status)) {
        throw std::runtime_error(std::string("ICU could not find the sentences of a text: ") +
                                 u_errorName(status));
    }
}

std::unique_ptr<UText, CloseText> opened(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<UText, CloseText> text(
        utext_openUTF8(nullptr, utf8.data(), static_cast<std::int64_t>(utf8.size()), &status));
    expect(status);
    return text;
}

bool shows(UChar32 c) {
    const bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
    return !mark && !u_isUWhiteSpace(c) && !u_iscntrl(c) &&
           !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

/// Before a name, a number or an example: after these a sentence goes on, with a capital too. ICU has lists
/// of them for a few languages, Dutch not among them.
bool goes_on_after(std::string_view word) {
    constexpr std::array abbreviations{
        "dhr",   "mevr", "mw",  "mr",    "mrs", "ms",    "dr",    "drs",   "ds",    "ir",  "ing", "prof",
        "st",    "fam",  "nr",  "blz",   "pag", "tel",   "bijv",  "bv",    "vgl",   "evt", "ca",  "resp",
        "d.w.z", "o.a",  "m.n", "t.a.v", "z.g", "z.g.n", "i.v.m", "n.a.v", "t.g.v", "z.b", "e.g", "i.e"};
    icu::UnicodeString lower =
        icu::UnicodeString::fromUTF8(icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
    const bool initial = lower.countChar32() == 1 && u_isupper(lower.char32At(0));
    std::string small;
    lower.toLower(icu::Locale::getRoot()).toUTF8String(small);
    return initial || std::find(abbreviations.begin(), abbreviations.end(), small) != abbreviations.end();
}

/// Whether the sentence that seems to end there does not, for the last word is cut short.
bool is_cut_short(std::string_view until) {
    const auto stop = until.find_last_not_of(" \t\u00A0");
    if (stop == std::string_view::npos || until[stop] != '.') return false;
    const std::string_view before = until.substr(0, stop);
    const auto gap = before.find_last_of(" \t\n(\"'");
    return goes_on_after(before.substr(gap == std::string_view::npos ? 0 : gap + 1));
}

}  // namespace

std::vector<std::size_t> ends_of_sentences(std::string_view utf8, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale = icu::Locale::forLanguageTag(language, status);
    status = U_ZERO_ERROR;
    const std::unique_ptr<icu::BreakIterator> breaks(
        icu::BreakIterator::createSentenceInstance(locale, status));
    expect(status);
    const auto text = opened(utf8);
    breaks->setText(text.get(), status);
    expect(status);
    std::vector<std::size_t> ends;
    for (auto at = breaks->next(); at != icu::BreakIterator::DONE; at = breaks->next()) {
        const auto end = static_cast<std::size_t>(at);
        if (end == utf8.size() || !is_cut_short(utf8.substr(0, end))) ends.push_back(end);
    }
    return ends;
}

std::size_t after_signs(std::string_view utf8, std::size_t signs) {
    const auto text = opened(utf8);
    while (true) {
        const auto at = static_cast<std::size_t>(utext_getNativeIndex(text.get()));
        const UChar32 c = utext_next32(text.get());
        const bool counts = c != U_SENTINEL && shows(c);
        if (c == U_SENTINEL || (counts && signs == 0)) return at;
        if (counts) --signs;
    }
}

std::size_t signs_in(std::string_view utf8) {
    const auto text = opened(utf8);
    std::size_t signs = 0;
    for (UChar32 c = utext_next32(text.get()); c != U_SENTINEL; c = utext_next32(text.get())) {
        if (shows(c)) ++signs;
    }
    return signs;
}

}  // namespace render
