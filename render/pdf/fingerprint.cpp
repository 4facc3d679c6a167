#include "render/pdf/fingerprint.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>

namespace render {

void Fingerprint::add(std::string_view bytes) {
    for (const char c : bytes) {
        for (auto& half : halves_) half = (half ^ static_cast<unsigned char>(c)) * 1099511628211u;
    }
}

std::string Fingerprint::hexadecimal() const {
    return fmt::format("{:016x}{:016x}", halves_[0], halves_[1]);
}

}  // namespace render
