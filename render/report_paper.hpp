#pragma once

#include "catalogue/catalogue.hpp"
#include "catalogue/course_report.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/page.hpp"
#include "render/pictograms.hpp"
#include "render/template_file.hpp"
#include "render/type.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace render {

struct ReportTemplate {
    FormLook form;
    Length band;
    Length scale;
    Length photos;
    WordStyle figure;
    WordStyle quote;
    Ink light;  // what stands back in a chart
    std::map<std::string, std::string> texts;

    const std::string& text(const std::string& key) const { return texts.at(key); }
};

ReportTemplate read_report_template(const std::filesystem::path& file);

using ReportPhotos = std::vector<catalogue::Cleared<catalogue::Channel::Report>>;

struct ReportSetting {
    const ReportTemplate& look;
    const Typesetter& typesetter;
    const Pictograms& pictograms;
};

/// The report for municipality and funds. photos: shown without a name; none will do.
Publication lay_out_report(const ReportSetting& setting, const catalogue::CourseReport& report,
                           const ReportPhotos& photos);

/// How many photos fit beside each other; a report takes the first.
inline constexpr std::size_t photos_in_report = 3;

}  // namespace render
