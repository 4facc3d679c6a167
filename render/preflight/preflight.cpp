#include "render/preflight/preflight.hpp"

#include "catalogue/catalogue.hpp"
#include "render/pdf/output_intent.hpp"
#include "render/pdf/page_boxes.hpp"
#include "render/pdf/pdf.hpp"
#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"
#include "render/preflight/examination.hpp"
#include "render/preflight/finding.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/other_reading.hpp"
#include "render/preflight/printed_page.hpp"
#include "render/preflight/told_findings.hpp"
#include "render/preflight/unpacked_stream.hpp"
#include "render/press/press.hpp"

#include <algorithm>
#include <cmath>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

/// The profile by which RGB becomes ink: the file's own, else the printer's.
std::string press_icc(QPDF& pdf, const PrintCondition* condition, Allowance& allowance) {
    QPDFObjectHandle intents = pdf.getRoot().getKey("/OutputIntents");
    if (intents.isArray()) {
        for (QPDFObjectHandle intent : intents.getArrayAsVector()) {
            QPDFObjectHandle profile =
                intent.isDictionary() ? intent.getKey("/DestOutputProfile") : QPDFObjectHandle::newNull();
            if (auto icc = unpacked(profile, allowance, largest_profile)) return *icc;
        }
    }
    return condition != nullptr ? press_profile_of(*condition) : std::string();
}

void look_at_damage(Examination& examination) {
    const auto warnings = examination.pdf.getWarnings();
    if (warnings.empty()) return;
    examination.page = 0;
    const std::string what = warnings.front().getMessageDetail();
    examination.error("damaged",
                      {fmt::format("The file is not quite in order ({}): export it anew.", what),
                       fmt::format("Het bestand is niet helemaal in orde ({}): exporteer opnieuw.", what)});
}

catalogue::CannotWork not_a_pdf(const std::filesystem::path& file, const std::string& why) {
    return catalogue::CannotWork("The file " + file.string() + " cannot be read as PDF (" + legible(why) +
                                 "): look whether it is the right file.");
}

bool same_size(const UserBox& one, const UserBox& other) {
    constexpr double slack = 1;  // point
    return std::abs(one.width() - other.width()) < slack && std::abs(one.height() - other.height()) < slack;
}

class Preflight {
 public:
    Preflight(QPDF& pdf, const std::filesystem::path& file, const PreflightOrder& order)
        : file_(file), order_(order), examination_(pdf) {
        if (order.press) {
            examination_.printer = &order.press->printer;
            const auto& condition = order.press->printer.condition(order.press->paper);
            examination_.condition = condition ? &*condition : nullptr;
        }
        examination_.level =
            examination_.printer != nullptr ? examination_.printer->level : level_claimed_by(pdf);
    }

    PreflightReport look(const std::string& stem) {
        examine_document(examination_, stem);
        const std::string icc = press_icc(examination_.pdf, examination_.condition, allowance_);
        const PressColours press(icc);
        OtherReading other(file_, icc);
        report_.level = examination_.level;
        const std::vector<QPDFObjectHandle> pages = examination_.pdf.getAllPages();
        report_.pages = static_cast<int>(pages.size());
        for (const QPDFObjectHandle& page : pages) {
            ++examination_.page;
            try {
                look_at_page(QPDFPageObjectHelper(page), press, other);
            } catch (const Allowance::Spent&) {
                tell_too_much(examination_);
                break;
            }
        }
        look_at_damage(examination_);
        report_.findings = std::move(examination_).findings();
        return report_;
    }

 private:
    /// Where our own reading leaves out more than letters, the other one takes its place.
    void read_again_if_needed(const ExaminedPage& examined, PrintedPage& printed, OtherReading& other) {
        const bool complete = std::ranges::all_of(
            printed.not_measured, [](const auto& left_out) { return left_out.first == "letters"; });
        if (complete || printed.unreadable) return;
        const int turned = ((turn_of(examined.page) % 360) + 360) % 360;
        auto inks = other.read(
            {examination_.page, examined.media.height(), turned, printed.inks.width, printed.inks.height});
        if (!inks) return;
        printed.inks = *std::move(inks);
        printed.not_measured.clear();
    }

    static int turn_of(QPDFPageObjectHelper page) {
        QPDFObjectHandle turn = page.getAttribute("/Rotate", false);
        return turn.isInteger() ? turn.getIntValueAsInt() : 0;
    }

    void look_at_page(const QPDFPageObjectHelper& page, const PressColours& press, OtherReading& other) {
        auto examined = examine_boxes(examination_, page);
        if (!examined) return;
        if (first_trim_ && !same_size(*first_trim_, examined->trim)) {
            examination_.error(
                "page-sizes",
                {"The page has another size than the first: make all of one size.",
                 "De pagina heeft een andere maat dan de eerste: maak ze allemaal even groot."});
        }
        if (!first_trim_) first_trim_ = examined->trim;
        PrintedPage printed = read_printed_page(examination_.pdf, page, {examined->media, press, allowance_});
        read_again_if_needed(*examined, printed, other);
        examined->printed.emplace(std::move(printed));
        examine_page(examination_, *examined);
        examine_marks(examination_, *examined);
        const int most = examine_ink(examination_, *examined);
        if (most > report_.most_ink) {
            report_.most_ink = most;
            report_.inkiest_page = examination_.page;
        }
        for (const auto& [what, times] : examined->printed->not_measured) report_.not_measured[what] += times;
        if (order_.heat_maps) {
            const int limit = examination_.printer != nullptr ? examination_.printer->most_ink : 300;
            paint_heat_map(examined->printed->inks, limit,
                           *order_.heat_maps / fmt::format("ink-{:02}.png", examination_.page));
        }
    }

    const std::filesystem::path& file_;
    const PreflightOrder& order_;
    Examination examination_;
    Allowance allowance_;
    PreflightReport report_;
    std::optional<UserBox> first_trim_;
};

}  // namespace

bool PreflightReport::passes() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Severity::Error; });
}

PreflightReport preflight(const std::filesystem::path& file, const PreflightOrder& order) {
    if (!std::filesystem::is_regular_file(file)) {
        throw catalogue::CannotWork("There is no file " + file.string() + ": look at its name.");
    }
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    try {
        pdf.processFile(file.c_str());
        return Preflight(pdf, file, order).look(order.name.empty() ? file.stem().string() : order.name);
    } catch (const catalogue::CannotWork&) {
        throw;
    } catch (const QPDFExc& error) {
        if (error.getErrorCode() == qpdf_e_password) {
            throw catalogue::CannotWork("The file " + file.string() +
                                        " asks for a password: save it without one.");
        }
        throw not_a_pdf(file, error.getMessageDetail());
    } catch (const std::exception& error) {  // qpdf has several for what is broken
        throw not_a_pdf(file, error.what());
    }
}

}  // namespace render
