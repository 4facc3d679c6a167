#include "render/pdf/metadata.hpp"
#include "render/pdf/pdf.hpp"
#include "render/preflight/examination.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/printed_page.hpp"
#include "render/press/printer_profile.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include <fmt/format.h>

namespace render {

namespace {

using Kind = PrintedMark::Kind;
using Space = PrintedColour::Space;

/// Rules about one thing that is printed. Sources: ISO 15930-1 §6, -3 §6, -7 §6; GWG 2022; DOMAIN §4.
class MarkRules {
 public:
    MarkRules(Examination& examination, const ExaminedPage& page) : examination_(examination), page_(page) {}

    void look(const PrintedMark& mark) {
        look_at_colour(mark);
        look_at_overprint(mark);
        if (mark.transparent && is_pdf_1_3(examination_.level)) {
            error("transparency", mark,
                  {"Something is transparent, which this PDF/X does not know: flatten it.",
                   "Iets is doorzichtig, en dat kent deze PDF/X niet: maak het plat."});
        }
        const bool is_thin_fill = mark.kind == Kind::Fill && mark.colour.measured && mark.colour.plates() > 0;
        if (mark.kind == Kind::Stroke || is_thin_fill) look_at_line(mark);
        if (mark.is_broken) {
            error(
                "gradient-broken", mark,
                {"A gradient lacks what it is drawn by, so each press makes something else of it: export it "
                 "anew.",
                 "Een kleurverloop mist waar het mee getekend wordt, dus elke drukker maakt er iets anders "
                 "van: exporteer opnieuw."});
        }
        if (mark.kind == Kind::Text) look_at_text(mark);
        if (mark.kind == Kind::Image) look_at_image(mark);
    }

 private:
    void error(const std::string& rule, const PrintedMark& mark, const Sentence& sentence) {
        examination_.error(rule, sentence, page_.place(mark.x, mark.y));
    }
    void warning(const std::string& rule, const PrintedMark& mark, const Sentence& sentence) {
        examination_.warning(rule, sentence, page_.place(mark.x, mark.y));
    }

    bool is_on_trim(const PrintedMark& mark) const {
        const auto& trim = page_.trim;
        return mark.x > trim.left && mark.x < trim.right && mark.y > trim.bottom && mark.y < trim.top;
    }

    void look_at_colour(const PrintedMark& mark) {
        const PrintedColour& colour = mark.colour;
        const bool is_rgb = colour.space == Space::Rgb || colour.space == Space::Lab;
        if (examination_.level == PdfxLevel::X1a && (is_rgb || colour.managed)) {
            return error("colour-x1a", mark,
                         {"Something is in RGB, Lab or has an ICC profile, and PDF/X-1a knows inks only: "
                          "convert it to CMYK.",
                          "Iets is in RGB, Lab of heeft een ICC-profiel, en PDF/X-1a kent alleen inkt: zet "
                          "het om naar CMYK."});
        }
        if (examination_.level != PdfxLevel::None && is_rgb && !colour.managed) {
            return error("rgb-unmanaged", mark,
                         {"Something is in RGB without saying which: give it a profile or convert it.",
                          "Iets is in RGB zonder te zeggen welk: geef het een profiel of zet het om."});
        }
        const bool wants_inks =
            examination_.printer != nullptr && examination_.printer->photos == Photos::Converted;
        if (wants_inks && is_rgb) {
            return error("rgb-unwanted", mark,
                         {"Something is in RGB and this printer wants CMYK: convert it.",
                          "Iets is in RGB en deze drukker wil CMYK: zet het om."});
        }
        if (colour.space == Space::Spot && colour.name != "None") {
            warning("spot-colour", mark,
                    {fmt::format("The ink {} is a plate of its own: is that meant?", colour.name),
                     fmt::format("De inkt {} is een eigen drukgang: is dat de bedoeling?", colour.name)});
        }
        if (colour.space == Space::All && is_on_trim(mark)) {
            error(
                "registration-colour", mark,
                {"Something on the page is in the colour of register marks, all inks at once: make it black.",
                 "Iets op de pagina heeft de kleur van pasmerken, alle inkt tegelijk: maak het zwart."});
        }
    }

    void look_at_overprint(const PrintedMark& mark) {
        const bool is_drawn = mark.kind != Kind::Image && mark.kind != Kind::Shading;
        if (!is_drawn || !mark.colour.measured) return;
        if (mark.overprints && mark.colour.space == Space::Cmyk && mark.colour.plates() == 0) {
            error("white-overprints", mark,
                  {"White is set to overprint and will not be seen: let it knock out.",
                   "Wit staat op overdruk en verdwijnt: laat het uitsparen."});
        }
    }

    void look_at_line(const PrintedMark& mark) {
        constexpr double thinnest = 0.25;  // points; a press does not hold less
        constexpr double rounding = 0.001;
        if (mark.size + rounding >= thinnest) return;
        error("thin-line", mark,
              {fmt::format("A line is {:.2f} pt thin and may vanish: make it 0.25 pt at least.", mark.size),
               fmt::format("Een lijn is {:.2f} pt dun en kan wegvallen: maak die minstens 0,25 pt.",
                           mark.size)});
    }

    void look_at_text(const PrintedMark& mark) {
        if (mark.lacks_letters) {
            error("glyph-missing", mark,
                  {"The font has no shape for a letter here, so a box or nothing is printed: use another.",
                   "Het lettertype heeft hier een letter niet, dus komt er een hokje of niets: neem een "
                   "ander."});
        }
        const PrintedColour& colour = mark.colour;
        const int limit =
            examination_.printer != nullptr ? examination_.printer->most_ink : PrinterProfile().most_ink;
        const int ink = static_cast<int>(std::lround(colour.total() * 100));
        const bool for_press = examination_.printer != nullptr || examination_.level != PdfxLevel::None;
        if (for_press && colour.measured && ink > limit) {
            error(
                "total-ink", mark,
                {fmt::format("The letters have {} % ink and {} % is the most that dries: use less.", ink,
                             limit),
                 fmt::format("De letters hebben {} % inkt en {} % is het meeste dat droogt: gebruik minder.",
                             ink, limit)});
        }
        constexpr double small = 9;      // points
        constexpr double headline = 24;  // points
        constexpr double nearly_black = 0.85;
        constexpr double smallest = 4;
        if (mark.size > 0 && mark.size < smallest && is_on_trim(mark)) {
            warning("tiny-text", mark,
                    {fmt::format("Letters of {:.1f} pt cannot be read: make them larger.", mark.size),
                     fmt::format("Letters van {:.1f} pt zijn niet te lezen: maak ze groter.", mark.size)});
        }
        if (colour.measured && colour.plates() > 1 && colour.inks[3] > nearly_black && mark.size < headline) {
            error("rich-black-text", mark,
                  {"Black letters are made of several inks and will look blurred: use black ink alone.",
                   "Zwarte letters bestaan uit meer inkten en worden wazig: gebruik alleen zwart."});
        } else if (examination_.level != PdfxLevel::None && colour.measured && colour.plates() > 2 &&
                   mark.size < small) {
            warning(
                "small-text-colours", mark,
                {"Small letters are made of three or more inks and may look blurred: use one or two.",
                 "Kleine letters bestaan uit drie of meer inkten en worden wazig: gebruik er een of twee."});
        }
        const bool is_black = colour.measured && colour.plates() == 1 && colour.inks[3] > 0.995;
        if (examination_.level != PdfxLevel::None && is_black && !mark.overprints && mark.size < headline) {
            warning("black-knocks-out", mark,
                    {"Black letters do not overprint, so a hair of white may show around them.",
                     "Zwarte letters staan niet op overdruk, dus er kan een wit randje te zien zijn."});
        }
        if (examination_.printer != nullptr && is_on_trim(mark)) look_at_safe_area(mark);
    }

    void look_at_safe_area(const PrintedMark& mark) {
        const auto& trim = page_.trim;
        const double safe = examination_.printer->safe.in_points();
        const double nearest =
            std::min({mark.x - trim.left, trim.right - mark.x, mark.y - trim.bottom, trim.top - mark.y});
        if (nearest >= safe) return;
        warning("safe-area", mark,
                {"Words stand nearer to the cut than this printer advises: move them inwards.",
                 "Woorden staan dichter bij de snijrand dan deze drukker raadt: schuif ze naar binnen."});
    }

    void look_at_image(const PrintedMark& mark) {
        const ImageFacts& image = mark.image;
        look_at_resolution(mark);
        if (image.carries_metadata) {
            error("image-metadata", mark,
                  {"A photo still carries what the camera noted, which may name a person or a place: take it "
                   "out.",
                   "Een foto heeft nog de gegevens van de camera, die een persoon of plek kunnen noemen: "
                   "haal die eruit."});
        }
        if (image.has_alternates && examination_.level != PdfxLevel::None) {
            error("alternates", mark,
                  {"An image has other versions of itself: keep one.",
                   "Een afbeelding heeft andere versies van zichzelf: houd er één."});
        }
        const bool is_rare = image.filter == "JPXDecode" || image.filter == "JBIG2Decode";
        if (is_rare && is_pdf_1_3(examination_.level)) {
            error("image-coding", mark,
                  {"An image is coded in a way that this PDF/X does not know: save it as JPEG.",
                   "Een afbeelding is gecodeerd op een manier die deze PDF/X niet kent: bewaar als JPEG."});
        }
        if (image.filter == "LZWDecode" && examination_.level != PdfxLevel::None) {
            error("lzw", mark,
                  {"An image is packed by LZW, which PDF/X forbids: export it anew.",
                   "Een afbeelding is met LZW ingepakt, en dat verbiedt PDF/X: exporteer opnieuw."});
        }
    }

    void look_at_resolution(const PrintedMark& mark) {
        const PrinterProfile usual;
        const PrinterProfile& printer = examination_.printer != nullptr ? *examination_.printer : usual;
        const double ppi = mark.image.ppi;
        constexpr double rounding = 1;
        // Tiny ones are slivers of flattened shades, not photos.
        constexpr int tiny = 16;
        if (ppi <= 0 || std::min(mark.image.width, mark.image.height) < tiny) return;
        if (mark.image.is_bitmap) return look_at_bitmap(mark);
        if (ppi + rounding >= printer.fine_ppi) return;
        const bool too_coarse = ppi + rounding < printer.least_ppi;
        const int wanted = too_coarse ? printer.least_ppi : printer.fine_ppi;
        examination_.add(
            {"image-ppi", too_coarse ? Severity::Error : Severity::Warning, examination_.page,
             page_.place(mark.x, mark.y),
             fmt::format("Een foto van {} x {} pixels heeft hier {:.0f} pixels per inch, en {} is {}: druk "
                         "hem kleiner af.",
                         mark.image.width, mark.image.height, ppi, wanted,
                         too_coarse ? "het minste" : "goed"),
             fmt::format(
                 "A photo of {} x {} pixels has {:.0f} pixels per inch here and {} is {}: print it smaller.",
                 mark.image.width, mark.image.height, ppi, wanted, too_coarse ? "the least" : "fine")});
    }

    void look_at_bitmap(const PrintedMark& mark) {
        constexpr double sharp = 550;  // GWG 2022: drawings of one bit have no greys to soften their edges
        if (mark.image.ppi >= sharp) return;
        warning("bitmap-ppi", mark,
                {fmt::format("A drawing has {:.0f} pixels per inch and 600 is sharp: it may look jagged.",
                             mark.image.ppi),
                 fmt::format("Een tekening heeft {:.0f} pixels per inch en 600 is scherp: ze kan rafelig "
                             "worden.",
                             mark.image.ppi)});
    }

    Examination& examination_;
    const ExaminedPage& page_;
};

}  // namespace

void examine_marks(Examination& examination, const ExaminedPage& page) {
    MarkRules rules(examination, page);
    for (const PrintedMark& mark : page.printed->marks) rules.look(mark);
}

}  // namespace render
