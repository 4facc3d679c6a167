#include "catalogue/digest.hpp"

#include "catalogue/failure.hpp"

#include <array>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <memory>
#include <new>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace catalogue {

namespace {

struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

/// By OpenSSL, which uses the processor's own instructions for it: five times as fast as libsodium's.
class Digest {
 public:
    Digest() : context_(EVP_MD_CTX_new()) {
        expect(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr));
    }

    void add(std::string_view bytes) { expect(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size())); }

    std::string hexadecimal() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
        unsigned length = 0;
        expect(EVP_DigestFinal_ex(context_.get(), hash.data(), &length));
        std::string text;
        for (unsigned i = 0; i < length; ++i) text += fmt::format("{:02x}", hash.at(i));
        return text;
    }

 private:
    static void expect(int done) {
        if (done != 1) throw std::bad_alloc();  // the only way in which it fails
    }

    std::unique_ptr<EVP_MD_CTX, Free> context_;
};

}  // namespace

std::string sha256_of(std::string_view bytes) {
    Digest digest;
    digest.add(bytes);
    return digest.hexadecimal();
}

std::string sha256_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    Digest digest;
    std::array<char, 65536> piece{};
    while (file.read(piece.data(), piece.size()) || file.gcount() > 0) {
        digest.add({piece.data(), static_cast<std::size_t>(file.gcount())});
    }
    if (!file.eof()) {
        throw CannotWork(fmt::format("{} cannot be read; check the name and its permissions", path.string()));
    }
    return digest.hexadecimal();
}

}  // namespace catalogue
