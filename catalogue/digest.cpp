#define OPENSSL_SUPPRESS_DEPRECATED  // SHA256_Init and its like, see below
#include "catalogue/digest.hpp"

#include "catalogue/failure.hpp"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ios>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <openssl/sha.h>

namespace catalogue {

struct Sha256::State {
    SHA256_CTX context{};
};

namespace {

void expect(int done) {
    assert(done == 1);  // these cannot fail
}

}  // namespace

Sha256::Sha256() : state_(std::make_unique<State>()) {
    expect(SHA256_Init(&state_->context));
}

Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::uint8_t> bytes) {
    expect(SHA256_Update(&state_->context, bytes.data(), bytes.size()));
}

void Sha256::add(std::string_view bytes) {
    expect(SHA256_Update(&state_->context, bytes.data(), bytes.size()));
}

std::string Sha256::hexadecimal() {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> hash{};
    expect(SHA256_Final(hash.data(), &state_->context));
    return fmt::format("{:02x}", fmt::join(hash, ""));
}

std::string sha256_of(std::string_view bytes) {
    Sha256 digest;
    digest.add(bytes);
    return digest.hexadecimal();
}

std::string sha256_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    Sha256 digest;
    std::array<char, 65536> piece{};
    while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
        digest.add(std::string_view{piece.data(), static_cast<std::size_t>(file.gcount())});
    }
    if (!file.eof()) {
        throw CannotWork(fmt::format("{} cannot be read; check the name and its permissions", path.string()));
    }
    return digest.hexadecimal();
}

}  // namespace catalogue
