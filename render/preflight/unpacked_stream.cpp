#include "render/preflight/unpacked_stream.hpp"

#include "render/pdf/qpdf.hpp"
#include "render/preflight/allowance.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace render {

namespace {

/// Keeps what comes until it is too much, and then stops who sends it.
class Limited : public Pipeline {
 public:
    explicit Limited(std::size_t most) : Pipeline("limited", nullptr), most_(most) {}

    void write(const unsigned char* data, std::size_t length) override {
        if (length > most_ - bytes_.size()) {
            overflows_ = true;
            throw std::runtime_error("a stream that is too long");
        }
        // NOLINTNEXTLINE(*-reinterpret-cast): qpdf's own type for bytes
        bytes_.append(reinterpret_cast<const char*>(data), length);
    }
    void finish() override {}

    bool overflows() const { return overflows_; }
    std::string take() { return std::move(bytes_); }

 private:
    std::size_t most_;
    std::string bytes_;
    bool overflows_ = false;
};

}  // namespace

std::optional<std::string> unpacked(QPDFObjectHandle stream, Allowance& allowance, std::size_t most) {
    if (!stream.isStream()) return std::nullopt;
    Limited bytes(most);
    bool unpacks = false;
    try {
        stream.pipeStreamData(&bytes, &unpacks, 0, qpdf_dl_generalized, true, false);
    } catch (const std::exception&) {
        unpacks = false;
    }
    if (!unpacks || bytes.overflows()) return std::nullopt;
    std::string whole = bytes.take();
    allowance.pay_bytes(static_cast<std::int64_t>(whole.size()));
    return whole;
}

}  // namespace render
