#pragma once

#include "catalogue/course_report.hpp"
#include "render/form_sheets.hpp"
#include "render/length.hpp"
#include "render/report_paper.hpp"

namespace render {

/// A line from 1 to 5 for each question, with where people stood at the beginning and at the end.
class ScaleChart {
 public:
    explicit ScaleChart(const ReportTemplate& look) : look_(look) {}

    void write_legend(FormSheets& sheets) const;
    void write(FormSheets& sheets, const catalogue::ReportQuestion& question) const;

 private:
    Length left(const FormSheets& sheets) const;
    Length at(const FormSheets& sheets, double value) const;

    const ReportTemplate& look_;
};

/// A bar for each group, with its number.
void write_bars(FormSheets& sheets, const ReportTemplate& look, const catalogue::ReportBreakdown& breakdown);

}  // namespace render
