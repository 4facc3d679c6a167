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
std::size_t joined(SlicingTrees& trees, SlicingNode::Kind kind, std::vector<std::size_t> children) {
    if (children.size() == 1) return children.front();
    trees.nodes.push_back({kind, 0, std::move(children)});
    return trees.nodes.size() - 1;
}

}  // namespace

SlicingTrees row_trees(const CompositionRequest& request) {
    SlicingTrees trees;
    const std::size_t count = request.photos.size();
    for (std::size_t photo = 0; photo < count; ++photo) {
        trees.nodes.push_back({SlicingNode::Kind::Photo, photo, {}});
    }
    for (std::size_t rows = 1; rows <= count; ++rows) {
        std::vector<std::size_t> starts = RowBreaks(request.photos, rows).starts();
        starts.push_back(count);
        std::vector<std::size_t> lines;
        for (std::size_t row = 0; row < rows; ++row) {
            std::vector<std::size_t> photos;
            for (std::size_t photo = starts[row]; photo < starts[row + 1]; ++photo) photos.push_back(photo);
            lines.push_back(joined(trees, SlicingNode::Kind::Row, photos));
        }
        trees.roots.push_back(joined(trees, SlicingNode::Kind::Column, lines));
    }
    return trees;
}

}  // namespace render
