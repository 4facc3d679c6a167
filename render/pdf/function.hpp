#pragma once

#include "render/pdf/qpdf.hpp"

#include <cstddef>
#include <utility>
#include <variant>
#include <vector>

namespace render {

/// Why a function of a PDF cannot be followed.
enum class FunctionTrouble {
    Damaged,
    Rare,     // of several numbers, or a program of its own (type 4)
    TooMuch,  // more pieces than any drawing needs
};

/// A function of one number, as gradients have them: samples, powers, and such pieces after each other (ISO
/// 32000-1 §7.10.2 to .4). Of a stranger's file, so read once and bounded.
class PdfFunction {
 public:
    /// function: a dictionary or stream, or an array with one for each result.
    static std::variant<PdfFunction, FunctionTrouble> read(const QPDFObjectHandle& function);

    std::size_t results() const;
    std::vector<double> at(double x) const;
    /// Within from and to, where it may bend or jump: in order, each once.
    std::vector<double> turns(double from, double to) const;

 private:
    enum class Kind { Powers, Samples, Stitched, Several };
    struct Reader;

    std::vector<double> stitched_at(double x) const;
    std::vector<double> sampled_at(double x) const;
    std::pair<double, double> piece(std::size_t number) const;
    void add_turns(std::vector<double>& all) const;

    Kind kind_ = Kind::Powers;
    std::pair<double, double> domain_{0, 1};
    std::vector<double> encode_;
    std::vector<double> range_;  // empty: any
    // Powers
    std::vector<double> first_;
    std::vector<double> last_;
    double power_ = 1;
    // Samples
    std::vector<double> samples_;  // decoded
    std::size_t results_ = 0;
    // Stitched, and Several
    std::vector<double> bounds_;
    std::vector<PdfFunction> functions_;
};

}  // namespace render
