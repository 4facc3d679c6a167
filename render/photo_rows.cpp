#include "render/photo_rows.hpp"

#include "render/composition.hpp"
#include "render/slicing_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace render {

namespace {

/// Dividing photos into rows by a shortest path: the aspects of the rows' photos together should be the same,
/// for then the rows are equally high.
class RowBreaks {
 public:
    RowBreaks(const std::vector<PhotoShape>& photos, std::size_t rows)
        : count_(photos.size()),
          sums_(count_ + 1, 0),
          costs_(rows + 1, std::vector<double>(count_ + 1, std::numeric_limits<double>::infinity())),
          starts_(rows + 1, std::vector<std::size_t>(count_ + 1, 0)) {
        for (std::size_t i = 0; i < count_; ++i) sums_[i + 1] = sums_[i] + photos[i].aspect;
        ideal_ = sums_[count_] / static_cast<double>(rows);
        costs_[0][0] = 0;
        for (std::size_t row = 1; row <= rows; ++row) {
            for (std::size_t end = row; end <= count_; ++end) end_row(row, end);
        }
    }

    /// The first photo of each row.
    std::vector<std::size_t> starts() const {
        std::vector<std::size_t> firsts;
        std::size_t end = count_;
        for (std::size_t row = starts_.size() - 1; row > 0; --row) firsts.push_back(end = starts_[row][end]);
        std::reverse(firsts.begin(), firsts.end());
        return firsts;
    }

 private:
    void end_row(std::size_t row, std::size_t end) {
        for (std::size_t start = row - 1; start < end; ++start) {
            const double off = (sums_[end] - sums_[start]) / ideal_ - 1;
            const double cost = costs_[row - 1][start] + off * off;
            if (cost >= costs_[row][end]) continue;
            costs_[row][end] = cost;
            starts_[row][end] = start;
        }
    }

    std::size_t count_;
    double ideal_ = 0;
    std::vector<double> sums_;  // of the aspects of the photos before
    std::vector<std::vector<double>> costs_;
    std::vector<std::vector<std::size_t>> starts_;
};

/// Adds a node over these nodes, or gives back the only one.
std::size_t joined(SlicingTrees& trees, SlicingNode::Kind kind, const std::vector<std::size_t>& children) {
    if (children.size() == 1) return children.front();
    return trees.add(kind, children);
}

std::size_t add_row_tree(SlicingTrees& trees, const std::vector<std::size_t>& starts, std::size_t count) {
    std::vector<std::size_t> lines;
    for (std::size_t row = 0; row < starts.size(); ++row) {
        const std::size_t end = row + 1 < starts.size() ? starts[row + 1] : count;
        std::vector<std::size_t> photos;
        for (std::size_t photo = starts[row]; photo < end; ++photo) photos.push_back(photo);
        lines.push_back(joined(trees, SlicingNode::Kind::Row, photos));
    }
    return joined(trees, SlicingNode::Kind::Column, lines);
}

/// The first photo of each row: bit i says that photo i + 1 begins a row.
std::vector<std::size_t> starts_in(std::size_t breaks, std::size_t count) {
    std::vector<std::size_t> starts{0};
    for (std::size_t photo = 1; photo < count; ++photo) {
        if ((breaks >> (photo - 1)) % 2 == 1) starts.push_back(photo);
    }
    return starts;
}

/// What rows show, made as large as the frame allows: their heights add up to an affine function of
/// their width.
double shown_by(const std::vector<std::size_t>& starts, const CompositionRequest& request) {
    const double gutter = request.gutter.in_mm();
    const std::size_t count = request.photos.size();
    double fixed = gutter * static_cast<double>(starts.size() - 1);
    double per_width = 0;
    std::vector<std::pair<double, double>> rows;  // aspects together, gutters together
    for (std::size_t row = 0; row < starts.size(); ++row) {
        const std::size_t end = row + 1 < starts.size() ? starts[row + 1] : count;
        double aspects = 0;
        for (std::size_t photo = starts[row]; photo < end; ++photo) aspects += request.photos[photo].aspect;
        const double gutters = gutter * static_cast<double>(end - starts[row] - 1);
        rows.emplace_back(aspects, gutters);
        fixed -= gutters / aspects;
        per_width += 1 / aspects;
    }
    const double width =
        std::min(request.frame.width.in_mm(), (request.frame.height.in_mm() - fixed) / per_width);
    double shown = 0;
    for (const auto& [aspects, gutters] : rows) {
        if (width <= gutters) return 0;
        shown += (width - gutters) * (width - gutters) / aspects;
    }
    return shown;
}

constexpr std::size_t most_photos_in_all_rows = 12;  // 2048 ways to divide them

std::vector<std::size_t> fullest_rows(const CompositionRequest& request) {
    const std::size_t count = request.photos.size();
    std::vector<std::size_t> best;
    double most = -1;
    for (std::size_t breaks = 0; breaks < std::size_t{1} << (count - 1); ++breaks) {
        std::vector<std::size_t> starts = starts_in(breaks, count);
        const double shown = shown_by(starts, request);
        if (shown <= most) continue;
        most = shown;
        best = std::move(starts);
    }
    return best;
}

}  // namespace

void add_all_rows(SlicingTrees& trees, const CompositionRequest& request) {
    const std::size_t count = request.photos.size();
    if (count > most_photos_in_all_rows) return;
    for (std::size_t breaks = 0; breaks < std::size_t{1} << (count - 1); ++breaks) {
        trees.roots.push_back(add_row_tree(trees, starts_in(breaks, count), count));
    }
}

std::vector<std::size_t> add_rows(SlicingTrees& trees, const CompositionRequest& request) {
    std::vector<std::size_t> roots;
    const std::size_t count = request.photos.size();
    for (std::size_t rows = 1; rows <= count; ++rows) {
        roots.push_back(add_row_tree(trees, RowBreaks(request.photos, rows).starts(), count));
    }
    if (count <= most_photos_in_all_rows) {
        roots.push_back(add_row_tree(trees, fullest_rows(request), count));
    }
    return roots;
}

}  // namespace render
