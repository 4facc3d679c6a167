#include "render/pdf/metadata.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/profiles.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/examination.hpp"
#include "render/preflight/unpacked_stream.hpp"
#include "render/press/printer_profile.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include <fmt/format.h>

namespace render {

namespace {

std::string text_at(QPDFObjectHandle dictionary, const char* key) {
    QPDFObjectHandle value = dictionary.isDictionary() ? dictionary.getKey(key) : QPDFObjectHandle::newNull();
    return value.isString() ? value.getUTF8Value() : "";
}

QPDFObjectHandle information_of(QPDF& pdf) {
    return pdf.getTrailer().getKey("/Info");
}

std::string xmp_of(QPDF& pdf) {
    QPDFObjectHandle metadata = pdf.getRoot().getKey("/Metadata");
    if (!metadata.isStream()) return "";
    Allowance allowance;
    constexpr std::size_t largest = 16'000'000;
    return unpacked(metadata, allowance, largest).value_or("");
}

QPDFObjectHandle pdfx_intent(QPDF& pdf) {
    QPDFObjectHandle intents = pdf.getRoot().getKey("/OutputIntents");
    if (!intents.isArray()) return QPDFObjectHandle::newNull();
    for (QPDFObjectHandle intent : intents.getArrayAsVector()) {
        if (intent.isDictionary() && intent.getKey("/S").isNameAndEquals("/GTS_PDFX")) return intent;
    }
    return QPDFObjectHandle::newNull();
}

class DocumentRules {
 public:
    DocumentRules(Examination& examination)
        : examination_(examination),
          pdf_(examination.pdf),
          root_(pdf_.getRoot()),
          info_(information_of(pdf_)),
          xmp_(xmp_of(pdf_)),
          wants_pdfx_(examination.level != PdfxLevel::None) {}

    void look(const std::string& stem) {
        if (pdf_.isEncrypted()) {
            error("encrypted", {"The file is encrypted: save it without a password.",
                                "Het bestand is versleuteld: bewaar het zonder wachtwoord."});
        }
        look_at_level();
        look_at_intent();
        look_at_identification();
        look_at_what_moves();
        look_at_names(stem);
        look_at_pages();
    }

 private:
    void error(const std::string& rule, const Sentence& sentence) { examination_.error(rule, sentence); }

    void look_at_level() {
        if (!wants_pdfx_) return;
        const PdfxLevel claimed = level_claimed_by(pdf_);
        const std::string wanted = in_words(examination_.level);
        if (claimed != examination_.level) {
            error("pdfx-level",
                  {fmt::format("The file says it is {} and must be {}: export it anew.", in_words(claimed),
                               wanted),
                   fmt::format("Het bestand zegt dat het {} is en moet {} zijn: exporteer het opnieuw.",
                               claimed == PdfxLevel::None ? "geen PDF/X" : in_words(claimed), wanted)});
        }
        if (examination_.level == PdfxLevel::X1a &&
            text_at(info_, "/GTS_PDFXConformance") != "PDF/X-1a:2001") {
            error(
                "pdfx-conformance",
                {"The file does not say which part of PDF/X-1 it keeps to: export it anew as PDF/X-1a:2001.",
                 "Het bestand zegt niet welk deel van PDF/X-1 het volgt: exporteer het als PDF/X-1a:2001."});
        }
        const std::string version = pdf_.getPDFVersion();
        const std::string newest = is_pdf_1_3(examination_.level) ? "1.3" : "1.6";
        if (version > newest) {
            error("pdf-version",
                  {fmt::format("It is PDF {} and {} allows {} at most: export it anew.", version, wanted,
                               newest),
                   fmt::format("Het is PDF {} en {} mag hoogstens {} zijn: exporteer het opnieuw.", version,
                               wanted, newest)});
        }
    }

    void look_at_intent() {
        QPDFObjectHandle intent = pdfx_intent(pdf_);
        if (!intent.isDictionary()) {
            if (!wants_pdfx_) return;
            return error(
                "output-intent-missing",
                {"The file does not say for which press and paper it is meant: add an output intent.",
                 "Het bestand zegt niet voor welke pers en welk papier het is: voeg een output intent toe."});
        }
        look_at_condition(text_at(intent, "/OutputConditionIdentifier"));
        QPDFObjectHandle profile = intent.getKey("/DestOutputProfile");
        if (profile.isStream()) {
            look_at_profile(profile);
        } else if (examination_.level == PdfxLevel::X4 ||
                   (examination_.printer != nullptr && examination_.printer->embeds_profile && wants_pdfx_)) {
            error("profile-missing", {"The ICC profile of the press is not in the file: embed it.",
                                      "Het ICC-profiel van de pers zit niet in het bestand: sluit het in."});
        }
    }

    void look_at_condition(const std::string& condition) {
        if (condition.empty()) {
            error("condition-missing",
                  {"The output intent does not name its condition: name it, such as FOGRA39.",
                   "De output intent noemt geen drukconditie: noem die, zoals FOGRA39."});
        }
        const PrintCondition* wanted = examination_.condition;
        if (wanted != nullptr && !condition.empty() && condition != wanted->identifier) {
            error("condition-other",
                  {fmt::format(
                       "The file is meant for {} and this printer's paper is {}: make it for that paper.",
                       condition, wanted->identifier),
                   fmt::format(
                       "Het bestand is voor {} en het papier van deze drukker is {}: maak het daarvoor.",
                       condition, wanted->identifier)});
        }
    }

    void look_at_profile(QPDFObjectHandle& profile) {
        if (examination_.printer != nullptr && !examination_.printer->embeds_profile) {
            error("profile-unwanted", {"This printer wants no ICC profile in the file: leave it out.",
                                       "Deze drukker wil geen ICC-profiel in het bestand: laat het weg."});
        }
        Allowance allowance;
        const auto icc = unpacked(profile, allowance, largest_profile);
        if (!icc || !is_press_profile(*icc)) {
            error("profile-wrong",
                  {"The profile of the output intent is not of a CMYK press: embed the right one.",
                   "Het profiel van de output intent is niet van een CMYK-pers: sluit het goede in."});
        }
    }

    void look_at_identification() {
        if (!wants_pdfx_) return;
        if (text_at(info_, "/Title").empty()) {
            error("title-missing",
                  {"The file has no title: give it one.", "Het bestand heeft geen titel: geef het er een."});
        }
        if (text_at(info_, "/CreationDate").empty() || text_at(info_, "/ModDate").empty()) {
            error("dates-missing", {"The file does not say when it was made and changed: export it anew.",
                                    "Het bestand zegt niet wanneer het gemaakt is: exporteer het opnieuw."});
        }
        QPDFObjectHandle trapped =
            info_.isDictionary() ? info_.getKey("/Trapped") : QPDFObjectHandle::newNull();
        if (!trapped.isNameAndEquals("/True") && !trapped.isNameAndEquals("/False")) {
            error("trapped-missing", {"The file does not say whether it is trapped: set Trapped to False.",
                                      "Het bestand zegt niet of het overvuld is: zet Trapped op False."});
        }
        QPDFObjectHandle id = pdf_.getTrailer().getKey("/ID");
        if (!id.isArray() || id.getArrayNItems() != 2) {
            error("id-missing", {"The file has no identifier of its own: export it anew.",
                                 "Het bestand heeft geen eigen kenmerk: exporteer het opnieuw."});
        }
        if (examination_.level != PdfxLevel::X4) return;
        if (xmp_.find("GTS_PDFXVersion") == std::string::npos) {
            error("xmp-pdfx-missing",
                  {"The metadata (XMP) do not say that this is PDF/X-4: export it anew.",
                   "De metadata (XMP) zeggen niet dat dit PDF/X-4 is: exporteer het opnieuw."});
        }
        for (const char* key : {"DocumentID", "VersionID", "RenditionClass"}) {
            if (xmp_.find(key) != std::string::npos) continue;
            error("xmp-ids-missing",
                  {fmt::format("The metadata (XMP) have no {}: export it anew.", key),
                   fmt::format("De metadata (XMP) hebben geen {}: exporteer het opnieuw.", key)});
        }
    }

    void look_at_what_moves() {
        QPDFObjectHandle names = root_.getKey("/Names");
        const bool has_names = names.isDictionary();
        QPDFObjectHandle opening = root_.getKey("/OpenAction");
        if (root_.hasKey("/AA") || opening.isDictionary() || (has_names && names.hasKey("/JavaScript"))) {
            error("actions", {"The file does something when it is opened: take actions and scripts out.",
                              "Het bestand doet iets bij het openen: haal acties en scripts eruit."});
        }
        if ((has_names && names.hasKey("/EmbeddedFiles")) || root_.hasKey("/Collection")) {
            error("attachments", {"Other files are attached: take them out.",
                                  "Er zitten andere bestanden aan vast: haal die eruit."});
        }
        if (root_.hasKey("/AcroForm")) {
            error("forms", {"There are fields to fill in: flatten them.",
                            "Er staan velden in om in te vullen: maak die plat."});
        }
        QPDFObjectHandle layers = root_.getKey("/OCProperties");
        if (!layers.isDictionary()) return;
        if (is_pdf_1_3(examination_.level)) {
            error("layers", {"There are layers, which this PDF/X does not know: flatten them.",
                             "Er zijn lagen, en die kent deze PDF/X niet: maak ze plat."});
        }
        QPDFObjectHandle configuration = layers.getKey("/D");
        QPDFObjectHandle off =
            configuration.isDictionary() ? configuration.getKey("/OFF") : QPDFObjectHandle::newNull();
        if (off.isArray() && off.getArrayNItems() > 0) {
            error("hidden-layers",
                  {"A layer is hidden, and presses may print it: take it out.",
                   "Een laag is verborgen, en een pers kan die toch drukken: haal hem eruit."});
        }
    }

    void look_at_names(const std::string& stem) {
        const bool has_author =
            !text_at(info_, "/Author").empty() || xmp_.find("dc:creator") != std::string::npos;
        if (has_author) {
            error("names-person", {"The metadata name who made the file: take the author out.",
                                   "De metadata noemen wie het bestand maakte: haal de auteur eruit."});
        }
        // Programs that know no better make the file's path its title: C:\\Users\\somebody, /home/somebody.
        const std::string title = text_at(info_, "/Title");
        for (const char* folder : {":\\", "/Users/", "/home/", "file:"}) {
            if (title.find(folder) == std::string::npos) continue;
            error("names-path", {"The title is a path on somebody's computer: give the file a title.",
                                 "De titel is een pad op iemands computer: geef het bestand een titel."});
        }
        for (const char* key :
             {"exif:GPS", "photoshop:City", "Iptc4xmpCore:Location", "Iptc4xmpExt:Location"}) {
            if (xmp_.find(key) == std::string::npos) continue;
            error("names-place", {"The metadata name a place: take it out.",
                                  "De metadata noemen een plaats: haal die eruit."});
        }
        if (examination_.printer != nullptr && !takes_name(*examination_.printer, stem)) {
            error(
                "file-name",
                {fmt::format(
                     "This printer does not take a file of the name \"{}\": use plain letters and digits.",
                     stem),
                 fmt::format(
                     "Deze drukker neemt geen bestand met de naam \"{}\": gebruik gewone letters en cijfers.",
                     stem)});
        }
    }

    void look_at_pages() {
        const auto count = static_cast<int>(pdf_.getAllPages().size());
        const PrinterProfile* printer = examination_.printer;
        if (count == 0) {
            error("no-pages", {"There are no pages that can be found: export it anew.",
                               "Er zijn geen pagina's te vinden: exporteer het opnieuw."});
        }
        constexpr int sheet = 2;  // a poster or a flyer is no booklet
        if (printer == nullptr || count <= sheet) return;
        if (count > printer->most_pages) {
            error("too-many-pages",
                  {fmt::format("It has {} pages and this printer binds {} at most.", count,
                               printer->most_pages),
                   fmt::format("Het heeft {} pagina's en deze drukker bindt er hoogstens {}.", count,
                               printer->most_pages)});
        }
        if (printer->cover == PrinterProfile::Cover::Apart || printer->spreads) return;
        if (count < printer->least_pages) {
            error("too-few-pages", {fmt::format("It has {} pages and this printer binds {} at least.", count,
                                                printer->least_pages),
                                    fmt::format("Het heeft {} pagina's en deze drukker bindt er minstens {}.",
                                                count, printer->least_pages)});
        }
        if (count % printer->multiple != 0) {
            error("page-multiple",
                  {fmt::format("{} pages cannot be bound: make them a multiple of {}.", count,
                               printer->multiple),
                   fmt::format("{} pagina's kunnen niet gebonden worden: maak er een veelvoud van {} van.",
                               count, printer->multiple)});
        }
    }

    Examination& examination_;
    QPDF& pdf_;
    QPDFObjectHandle root_;
    QPDFObjectHandle info_;
    std::string xmp_;
    bool wants_pdfx_;
};

}  // namespace

PdfxLevel level_claimed_by(QPDF& pdf) {
    const std::string version = text_at(information_of(pdf), "/GTS_PDFXVersion");
    if (version.starts_with("PDF/X-1")) return PdfxLevel::X1a;
    if (version.starts_with("PDF/X-3")) return PdfxLevel::X3;
    const bool is_x4 = version.starts_with("PDF/X-4") || xmp_of(pdf).find("PDF/X-4") != std::string::npos;
    return is_x4 ? PdfxLevel::X4 : PdfxLevel::None;
}

void examine_document(Examination& examination, const std::string& stem) {
    DocumentRules(examination).look(stem);
}

}  // namespace render
