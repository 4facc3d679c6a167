#include "ingest/start_photo.hpp"

#include "ingest/jpeg_decode.hpp"
#include "photographed_card.hpp"

#include <string>

#include <doctest/doctest.h>

using ingest::find_start_card;
using ingest::Pixels;
using ingest::read_start_code;
using photographed_card::How;
using photographed_card::photo_of;

namespace {

const std::string a_card = "INBEELD1/INB-VB-2026-1/7Q4K29XM/2026-04-21T10:00";

}  // namespace

TEST_CASE("what a start card says is read, and other QR codes say nothing") {
    const auto code = read_start_code(a_card);
    REQUIRE(code);
    CHECK(code->course == "INB-VB-2026-1");
    CHECK(code->start_code == "7Q4K29XM");
    CHECK(code->time == "2026-04-21T10:00:00");
    CHECK(read_start_code("INBEELD1/Overvecht/voorjaar/7Q4K/2026-04-21T10:00")->course ==
          "Overvecht/voorjaar");
    for (const char* other :
         {"", "https://example.org", "INBEELD1/", "INBEELD1///2026-04-21T10:00", "INBEELD1/c/s/morgen",
          "INBEELD1/c/2026-04-21T10:00", "INBEELD2/c/s/2026-04-21T10:00"}) {
        CAPTURE(other);
        CHECK_FALSE(read_start_code(other));
    }
}

TEST_CASE("a start card is found at any angle, in shade and in black and white") {
    for (const How& how :
         {How{}, How{.degrees = 90}, How{.degrees = 180}, How{.degrees = 33}, How{.noise = 60},
          How{.bands = 1}, How{.degrees = 12, .shade = 0.7}, How{.degrees = 5, .module = 4.3}}) {
        CAPTURE(how.degrees);
        CAPTURE(how.module);
        const auto code = find_start_card(photo_of(a_card, how));
        REQUIRE(code);
        CHECK(code->start_code == "7Q4K29XM");
    }
}

TEST_CASE("a card that only lies in view does not make a picture a start photo") {
    CHECK(find_start_card(photo_of(a_card, {.module = 4, .width = 1900, .height = 1400})));
    CHECK_FALSE(find_start_card(photo_of(a_card, {.module = 2.4, .width = 1900, .height = 1400})));
}

TEST_CASE("pictures without a start card, or of a kind without light and dark, say nothing") {
    CHECK_FALSE(find_start_card(photo_of("https://example.org/een-andere-code")));
    CHECK_FALSE(find_start_card(Pixels{}));
    CHECK_FALSE(find_start_card(Pixels{10, 10, 4, ingest::Bytes(400)}));
    CHECK_FALSE(find_start_card(Pixels{1, 1, 1, ingest::Bytes(1)}));
}
