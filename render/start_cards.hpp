#pragma once

#include "catalogue/catalogue.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace render {

/// When the cameras are handed out, by the clock on the wall.
struct StartMoment {
    int meeting = 0;  // its number; 0 when it is none of the course's
    catalogue::Day day;
    int hour = 0;
    int minute = 0;
};

/// Reads "2026-04-21T10:00", with seconds or without. Throws std::invalid_argument with a sentence.
StartMoment parse_start_moment(const std::string& text);

/// The meeting of that number, or without one (0) the first on or after `today`, at the course's hour.
/// Throws CannotWork when there is none.
StartMoment meeting_of(const catalogue::Course& course, int number, catalogue::Day today);

/// What the QR code says, for the program that reads the camera's card.
std::string start_text(const std::string& course, const std::string& start_code, const StartMoment& moment);

struct StartCard {
    catalogue::Participant who;
    std::string text;  // of the QR code
};

struct StartCardTemplate {
    Size sheet;
    int columns = 2;
    int rows = 4;
    Length margin;
    Length cut;
    Length code_width;
    Length gap;
    Size pictogram;
    WordStyle label;
    WordStyle when;
    WordStyle name;
    WordStyle first;
    std::string title;
    std::string meeting;
    std::string between;
    std::string when_words;
    std::string code_alt;
    catalogue::Words first_words;
};

StartCardTemplate read_start_card_template(const std::filesystem::path& file);

/// What all sheets of cards share.
struct StartCardSetting {
    const StartCardTemplate& look;
    const Typesetter& typesetter;
    const Pictograms& pictograms;
    StartMoment moment;
};

/// Sheets of cards to cut out, in the order given. Throws CannotWork when a code does not fit on a card.
Publication lay_out_start_cards(const StartCardSetting& setting, const std::vector<StartCard>& cards);

}  // namespace render
