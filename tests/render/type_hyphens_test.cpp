#include "render/type_hyphens.hpp"

#include <cstddef>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace {

/// The word with a hyphen at every point, spelt as its parts would be.
std::u16string hyphenated(std::u16string_view word, const std::string& language) {
    render::Hyphenator hyphenator;
    std::u16string parts(word);
    const auto points = hyphenator.points(word, language);
    for (auto point = points.rbegin(); point != points.rend(); ++point) {
        if (point->instead != 0) parts[point->at] = point->instead;
        parts.insert(point->at, 1, u'-');
    }
    return parts;
}

}  // namespace

TEST_CASE("Dutch words are broken between their syllables") {
    CHECK(hyphenated(u"wijkbewoners", "nl") == u"wijk-be-wo-ners");
    CHECK(hyphenated(u"tentoonstelling", "nl") == u"ten-toon-stel-ling");
    CHECK(hyphenated(u"Tentoonstelling", "nl-NL") == u"Ten-toon-stel-ling");
}

TEST_CASE("two letters stay before a hyphen and three after") {
    CHECK(hyphenated(u"avonden", "nl") == u"avon-den");
    CHECK(hyphenated(u"foto", "nl") == u"foto");
}

TEST_CASE("a trema that parts two syllables is not written where the line ends between them") {
    CHECK(hyphenated(u"coöperatie", "nl") == u"co-o-pe-ra-tie");
    CHECK(hyphenated(u"geïnteresseerd", "nl").substr(0, 5) == u"ge-in");
    CHECK(hyphenated(u"Bäckerinnen", "de").find(u'ä') != std::u16string::npos);
}

TEST_CASE("each language is broken by its own dictionary, whatever that is coded in") {
    CHECK(hyphenated(u"фотографія", "uk") == u"фо-то-графія");
    CHECK(hyphenated(u"przyjaciółka", "pl").find(u'-') != std::u16string::npos);
    CHECK(hyphenated(u"Straßenbahn", "de") == u"Stra-ßen-bahn");
}

TEST_CASE("Turkish words are broken by the rule for syllables") {
    CHECK(hyphenated(u"domatesler", "tr") == u"do-ma-tes-ler");
    CHECK(hyphenated(u"bilmiyorlar", "tr") == u"bil-mi-yor-lar");
    CHECK(hyphenated(u"saatler", "tr") == u"sa-at-ler");
    CHECK(hyphenated(u"İstanbullu", "tr") == u"İs-tan-bullu");
    CHECK(hyphenated(u"trkmn", "tr") == u"trkmn");
}

TEST_CASE("a language without a dictionary, or a sign that its dictionary does not know, is left whole") {
    CHECK(hyphenated(u"wijkbewoners", "xx") == u"wijkbewoners");
    CHECK(hyphenated(u"ሰላምታችን", "nl") == u"ሰላምታችን");
    CHECK(hyphenated(u"fotografia", "") == u"fotografia");
}
