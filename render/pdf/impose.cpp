#include "render/pdf/impose.hpp"

#include "render/folded_sheets.hpp"
#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/label_grid.hpp"
#include "render/length.hpp"
#include "render/paper.hpp"
#include "render/pdf/imposed_sheets.hpp"
#include "render/pdf/source_pdf.hpp"
#include "render/poster_tiles.hpp"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

struct Imposed {
    std::vector<ImposedSide> sides;
    Duplex duplex = Duplex::Simplex;
    std::vector<std::string> warnings;
};

/// Lays out the sheets of one style. Knows pages by their sizes only.
class Imposer {
 public:
    Imposer(std::vector<SourcePage> pages, Binding binding) : pages_(std::move(pages)), binding_(binding) {}

    Imposed operator()(const SaddleStitch& style) const {
        const auto sheets = impose_saddle_stitch(count());
        Imposed imposed = folded(sheets, style.fold);
        warn_of_creep(imposed, total_creep(sheets, style.fold.paper_thickness), style.inner_margin);
        constexpr int most_for_staples = 64;
        if (count() > most_for_staples) {
            imposed.warnings.push_back(fmt::format(
                "{} pages are too many to staple through the fold; above 64, glue them: --style perfect.",
                count()));
        }
        return imposed;
    }

    Imposed operator()(const PerfectBinding& style) const {
        const auto sheets = impose_signatures(count(), style.pages_per_signature);
        Imposed imposed = folded(sheets, style.fold);
        warn_of_creep(imposed, total_creep(sheets, style.fold.paper_thickness), style.inner_margin);
        return imposed;
    }

    Imposed operator()(const TwoUp& style) const {
        Imposed imposed = folded(impose_two_up(count()), {style.paper, {}});
        if (imposed.sides.back().pages.empty()) imposed.sides.pop_back();
        return imposed;
    }

    Imposed operator()(const GridStyle& style) const {
        Imposed imposed{lay_out_grid(pages_, style), style.paper.duplex.value_or(Duplex::Simplex), {}};
        warn_of_sizes(imposed);
        return imposed;
    }

    Imposed operator()(const TileStyle& style) const {
        return {lay_out_tiles(pages_, style), Duplex::Simplex, {}};
    }

 private:
    int count() const { return static_cast<int>(pages_.size()); }

    Imposed folded(const std::vector<Sheet>& sheets, const FoldStyle& style) const {
        Imposed imposed{lay_out_folded(pages_, bound_at(binding_, sheets), style), {}, {}};
        imposed.duplex = style.paper.duplex.value_or(turning_like_a_page(imposed.sides.front().paper));
        warn_of_sizes(imposed);
        return imposed;
    }

    void warn_of_sizes(Imposed& imposed) const {
        if (same_size(pages_)) return;
        const Size largest = largest_trim(pages_);
        const auto other = std::find_if(pages_.begin(), pages_.end(), [&](const SourcePage& page) {
            return !same_size({page, {largest, {}}});
        });
        imposed.warnings.push_back(fmt::format(
            "The pages differ in size (page {} is {}); each is put in the middle of a space of {}, unscaled.",
            other - pages_.begin() + 1, in_words(other->trim), in_words(largest)));
    }

    static void warn_of_creep(Imposed& imposed, Length creep, Length inner_margin) {
        const Length most = inner_margin - 5_mm;  // what must stay white beside the fold
        if (creep <= most) return;
        imposed.warnings.push_back(fmt::format(
            "The innermost pages move {:.1f} mm into the fold, and of an inner margin of {:.1f} mm "
            "they may take {:.1f}: use thinner paper, or glue signatures (--style perfect).",
            creep.in_mm(), inner_margin.in_mm(), std::max(most, Length{}).in_mm()));
    }

    std::vector<SourcePage> pages_;
    Binding binding_;
};

double scale_of(const std::vector<ImposedSide>& sides, const std::vector<SourcePage>& pages) {
    for (const ImposedSide& side : sides) {
        if (side.pages.empty()) continue;
        const PlacedPage& placed = side.pages.front();
        return placed.trim.size.width.in_mm() /
               pages[static_cast<std::size_t>(placed.page) - 1].trim.width.in_mm();
    }
    return 1;
}

}  // namespace

ImpositionReport impose_pdf(const std::filesystem::path& from, const std::filesystem::path& to,
                            const ImpositionOrder& order) {
    SourcePdf source(from);
    const Binding read = source.reads_from_right() ? Binding::Right : Binding::Left;
    const auto pages = source.pages();
    Imposed imposed = std::visit(Imposer(pages, order.binding.value_or(read)), order.style);
    write_imposed(source, {imposed.sides, imposed.duplex}, to);
    if (const auto complaint = source.complaint()) {
        imposed.warnings.push_back(
            fmt::format("The file {} is not quite in order ({}): look at every page of the result.",
                        from.string(), *complaint));
    }
    return {static_cast<int>(pages.size()), static_cast<int>(imposed.sides.size()),
            imposed.sides.front().paper,    imposed.duplex,
            scale_of(imposed.sides, pages), std::move(imposed.warnings)};
}

}  // namespace render
