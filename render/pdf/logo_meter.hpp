#pragma once

#include "render/pdf/qpdf.hpp"

#include <cstddef>
#include <stdexcept>
#include <vector>

namespace render {

/// Counts what comes through, and no further than a logo may be large.
class LogoMeter : public Pipeline {
 public:
    LogoMeter() : Pipeline("meter", nullptr) {}
    void write(const unsigned char* /*bytes*/, std::size_t length) override {
        counted_ += length;
        if (is_full()) throw std::runtime_error("too large");  // qpdf ends the stream there
    }
    void finish() override {}
    bool is_full() const { return counted_ > most_bytes; }

    /// Of a page or a form.
    void measure(QPDFObjectHandle contents) {
        if (contents.isPageObject()) contents = contents.getKey("/Contents");
        const auto parts = contents.isArray() ? contents.getArrayAsVector() : std::vector{contents};
        for (QPDFObjectHandle part : parts) {
            if (part.isStream()) part.pipeStreamData(this, 0, qpdf_dl_generalized, true, false);
        }
    }

 private:
    static constexpr std::size_t most_bytes = 16UL * 1024 * 1024;
    std::size_t counted_ = 0;
};

}  // namespace render
