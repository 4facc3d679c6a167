#include "render/pdf/function.hpp"

#include "render/pdf/numbers.hpp"
#include "render/pdf/qpdf.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace render {

namespace {

using Stretch = std::pair<double, double>;

/// From one stretch of numbers to another (§7.10.2).
double between(double x, Stretch from, Stretch to) {
    if (from.second == from.first) return to.first;
    return to.first + (x - from.first) * (to.second - to.first) / (from.second - from.first);
}

double within(double x, Stretch stretch) {
    return std::min(std::max(x, stretch.first), stretch.second);
}

}  // namespace

/// Throws Unread, which does not leave PdfFunction::read.
struct PdfFunction::Reader {
    struct Unread : std::exception {
        explicit Unread(FunctionTrouble trouble) : why(trouble) {}
        FunctionTrouble why;
    };

    int left = 4000;  // functions and samples that may still come
    int depth = 0;

    void pay(int price) {
        left -= price;
        if (left < 0) throw Unread(FunctionTrouble::TooMuch);
    }

    PdfFunction read(QPDFObjectHandle function) {
        constexpr int deepest = 6;
        if (depth >= deepest) throw Unread(FunctionTrouble::Damaged);
        pay(1);
        ++depth;
        PdfFunction read = function.isArray() ? several(function) : single(function);
        --depth;
        return read;
    }

    std::vector<PdfFunction> all_in(QPDFObjectHandle array) {
        std::vector<PdfFunction> functions;
        if (array.isArray()) {
            pay(array.getArrayNItems());
            for (const QPDFObjectHandle& each : array.getArrayAsVector()) functions.push_back(read(each));
        }
        if (functions.empty()) throw Unread(FunctionTrouble::Damaged);
        return functions;
    }

    PdfFunction several(const QPDFObjectHandle& array) {
        PdfFunction function;
        function.kind_ = Kind::Several;
        function.functions_ = all_in(array);
        function.domain_ = function.functions_.front().domain_;
        return function;
    }

    PdfFunction single(QPDFObjectHandle object) {
        QPDFObjectHandle dictionary = object.isStream() ? object.getDict() : object;
        if (!dictionary.isDictionary()) throw Unread(FunctionTrouble::Damaged);
        const std::vector<double> domain = numbers_in(dictionary.getKey("/Domain"));
        if (domain.size() > 2) throw Unread(FunctionTrouble::Rare);
        if (domain.size() != 2 || !(domain[0] < domain[1])) throw Unread(FunctionTrouble::Damaged);
        PdfFunction function;
        function.domain_ = {domain[0], domain[1]};
        function.range_ = numbers_in(dictionary.getKey("/Range"));
        function.encode_ = numbers_in(dictionary.getKey("/Encode"));
        const double type = number_in(dictionary, "/FunctionType", -1);
        if (type == 0 && object.isStream()) {
            sampled(function, object);
        } else if (type == 2) {
            powers(function, dictionary);
        } else if (type == 3) {
            stitched(function, dictionary);
        } else {
            throw Unread(type == 4 && object.isStream() ? FunctionTrouble::Rare : FunctionTrouble::Damaged);
        }
        return function;
    }

    static void powers(PdfFunction& function, QPDFObjectHandle dictionary) {
        function.kind_ = Kind::Powers;
        function.first_ = numbers_in(dictionary.getKey("/C0"));
        function.last_ = numbers_in(dictionary.getKey("/C1"));
        if (function.first_.empty()) function.first_ = {0};
        if (function.last_.empty()) function.last_ = {1};
        function.power_ = number_in(dictionary, "/N", -1);
        constexpr double steepest = 1000;
        if (function.first_.size() != function.last_.size() || function.power_ < 0 ||
            function.power_ > steepest || (function.domain_.first < 0 && function.power_ != 1))
            throw Unread(FunctionTrouble::Damaged);
    }

    void stitched(PdfFunction& function, QPDFObjectHandle dictionary) {
        function.kind_ = Kind::Stitched;
        function.bounds_ = numbers_in(dictionary.getKey("/Bounds"));
        function.functions_ = all_in(dictionary.getKey("/Functions"));
        const std::size_t count = function.functions_.size();
        const std::size_t results = function.functions_.front().results();
        const bool alike = std::all_of(function.functions_.begin(), function.functions_.end(),
                                       [&](const PdfFunction& each) { return each.results() == results; });
        const bool in_order =
            std::is_sorted(function.bounds_.begin(), function.bounds_.end()) &&
            (function.bounds_.empty() || (function.bounds_.front() >= function.domain_.first &&
                                          function.bounds_.back() <= function.domain_.second));
        if (!alike || !in_order || function.bounds_.size() + 1 != count ||
            function.encode_.size() != 2 * count)
            throw Unread(FunctionTrouble::Damaged);
    }

    /// In whole bytes, as programs write them.
    void sampled(PdfFunction& function, QPDFObjectHandle stream) {
        QPDFObjectHandle dictionary = stream.getDict();
        const std::vector<double> size = numbers_in(dictionary.getKey("/Size"));
        const double bits = number_in(dictionary, "/BitsPerSample", 0);
        if (function.range_.size() < 2 || function.range_.size() % 2 != 0 || size.size() != 1 || size[0] < 1)
            throw Unread(FunctionTrouble::Damaged);
        if (bits != 8 && bits != 16) throw Unread(FunctionTrouble::Rare);
        constexpr double most = 4000;
        if (size[0] < 2) throw Unread(FunctionTrouble::Rare);
        if (size[0] > most) throw Unread(FunctionTrouble::TooMuch);
        const auto samples = static_cast<std::size_t>(size[0]);
        pay(static_cast<int>(samples));
        function.kind_ = Kind::Samples;
        function.results_ = function.range_.size() / 2;
        if (function.encode_.empty()) function.encode_ = {0, size[0] - 1};
        std::vector<double> decode = numbers_in(dictionary.getKey("/Decode"));
        if (decode.empty()) decode = function.range_;
        if (function.encode_.size() != 2 || decode.size() != function.range_.size())
            throw Unread(FunctionTrouble::Damaged);
        const auto bytes = static_cast<std::size_t>(bits / 8);
        const auto data = unpacked_samples(stream, samples * function.results_ * bytes);
        for (std::size_t i = 0; i < samples * function.results_; ++i) {
            const auto* at = &data[i * bytes];
            const double share = bytes == 1 ? at[0] / 255.0 : (at[0] * 256 + at[1]) / 65535.0;
            const std::size_t result = i % function.results_;
            function.samples_.push_back(between(share, {0, 1}, {decode[2 * result], decode[2 * result + 1]}));
        }
    }

    /// So many bytes, and no more of a stream that may unfold without end.
    static std::vector<unsigned char> unpacked_samples(QPDFObjectHandle stream, std::size_t wanted) {
        class Beginning : public Pipeline {
         public:
            Beginning(std::size_t wanted, std::vector<unsigned char>& kept)
                : Pipeline("samples", nullptr), wanted_(wanted), kept_(kept) {}
            void write(const unsigned char* bytes, std::size_t length) override {
                kept_.insert(kept_.end(), bytes, bytes + std::min(length, wanted_ - kept_.size()));
                if (kept_.size() == wanted_)
                    throw std::runtime_error("enough");  // qpdf ends the stream there
            }
            void finish() override {}

         private:
            std::size_t wanted_;
            std::vector<unsigned char>& kept_;
        };
        std::vector<unsigned char> kept;
        Beginning beginning(wanted, kept);
        stream.pipeStreamData(&beginning, 0, qpdf_dl_generalized, true, false);
        if (kept.size() < wanted) throw Unread(FunctionTrouble::Damaged);
        return kept;
    }
};

std::variant<PdfFunction, FunctionTrouble> PdfFunction::read(const QPDFObjectHandle& function) {
    try {
        return Reader{}.read(function);
    } catch (const Reader::Unread& unread) {
        return unread.why;
    } catch (const std::exception&) {  // qpdf has several for what is broken
        return FunctionTrouble::Damaged;
    }
}

std::size_t PdfFunction::results() const {
    if (kind_ == Kind::Powers) return first_.size();
    if (kind_ == Kind::Samples) return results_;
    if (kind_ == Kind::Stitched) return functions_.front().results();
    std::size_t all = 0;
    for (const PdfFunction& each : functions_) all += each.results();
    return all;
}

std::vector<double> PdfFunction::at(double x) const {
    std::vector<double> values;
    x = within(x, domain_);
    switch (kind_) {
        case Kind::Powers:
            values = first_;
            for (std::size_t i = 0; i < values.size(); ++i)
                values[i] += std::pow(x, power_) * (last_[i] - first_[i]);
            break;
        case Kind::Samples:
            values = sampled_at(x);
            break;
        case Kind::Stitched:
            values = stitched_at(x);
            break;
        case Kind::Several:
            for (const PdfFunction& each : functions_) {
                for (const double value : each.at(x)) values.push_back(value);
            }
            break;
    }
    for (std::size_t i = 0; i < values.size() && 2 * i + 1 < range_.size(); ++i)
        values[i] = within(values[i], {range_[2 * i], range_[2 * i + 1]});
    return values;
}

std::vector<double> PdfFunction::sampled_at(double x) const {
    const std::size_t count = samples_.size() / results_;
    const double last = static_cast<double>(count - 1);
    const double place = within(between(x, domain_, {encode_[0], encode_[1]}), {0, last});
    const std::size_t before = std::min(static_cast<std::size_t>(place), count - 2);
    const double share = place - static_cast<double>(before);
    std::vector<double> values;
    for (std::size_t i = 0; i < results_; ++i) {
        const double from = samples_[before * results_ + i];
        values.push_back(from + share * (samples_[(before + 1) * results_ + i] - from));
    }
    return values;
}

std::pair<double, double> PdfFunction::piece(std::size_t number) const {
    return {number == 0 ? domain_.first : bounds_[number - 1],
            number == bounds_.size() ? domain_.second : bounds_[number]};
}

std::vector<double> PdfFunction::stitched_at(double x) const {
    const auto number =
        static_cast<std::size_t>(std::upper_bound(bounds_.begin(), bounds_.end(), x) - bounds_.begin());
    return functions_[number].at(between(x, piece(number), {encode_[2 * number], encode_[2 * number + 1]}));
}

void PdfFunction::add_turns(std::vector<double>& all) const {
    if (kind_ == Kind::Several) {
        for (const PdfFunction& each : functions_) each.add_turns(all);
    }
    if (kind_ == Kind::Samples) {
        for (std::size_t i = 0; i < samples_.size() / results_; ++i)
            all.push_back(between(static_cast<double>(i), {encode_[0], encode_[1]}, domain_));
    }
    if (kind_ != Kind::Stitched) return;
    for (std::size_t number = 0; number < functions_.size(); ++number) {
        const Stretch here = piece(number);
        const Stretch there{encode_[2 * number], encode_[2 * number + 1]};
        all.push_back(here.first);
        if (there.first == there.second) continue;
        std::vector<double> own;
        functions_[number].add_turns(own);
        for (const double turn : own) {
            const double at = between(turn, there, here);
            if (at > here.first && at < here.second) all.push_back(at);
        }
    }
}

std::vector<double> PdfFunction::turns(double from, double to) const {
    std::vector<double> all;
    add_turns(all);
    std::erase_if(all, [&](double turn) { return turn <= from || turn >= to || std::isnan(turn); });
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

}  // namespace render
