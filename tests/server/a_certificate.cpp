#include "a_certificate.hpp"

#include "server/certificate.hpp"
#include "server/http_server.hpp"
#include "visitor.hpp"

#include <array>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include <openssl/asn1.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

namespace a_certificate {

namespace {

using File = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

File written(const std::filesystem::path& path) {
    File file(std::fopen(path.c_str(), "w"), std::fclose);
    if (!file) throw std::runtime_error("cannot write " + path.string());
    return file;
}

std::string hear_some(SSL* session, bool& goodbye) {
    std::array<char, 16384> bytes{};
    std::size_t came = 0;
    if (SSL_read_ex(session, bytes.data(), bytes.size(), &came) == 1) return {bytes.data(), came};
    goodbye = SSL_get_error(session, 0) == SSL_ERROR_ZERO_RETURN;
    return {};
}

}  // namespace

server::Certificate::Files make(const std::filesystem::path& folder, const Made& made) {
    constexpr long a_day = 24L * 60 * 60;
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, void (*)(X509*)> certificate(X509_new(), X509_free);
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), made.number);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -100 * a_day);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), made.days * a_day);
    X509_set_pubkey(certificate.get(), key.get());
    X509_NAME* name = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"),
                               -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    server::Certificate::Files files{folder / "certificate.pem", folder / "key.pem"};
    PEM_write_X509(written(files.certificate).get(), certificate.get());
    PEM_write_PrivateKey(written(files.key).get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return files;
}

void Visitor::Free::operator()(SSL* session) const {
    SSL_free(session);
}

void Visitor::Free::operator()(SSL_CTX* context) const {
    SSL_CTX_free(context);
}

Visitor::Visitor(const server::HttpServer& server, int newest)
    : socket_(visitor::connected_to(server)), context_(SSL_CTX_new(TLS_client_method())) {
    constexpr std::array<unsigned char, 12> offered = {2,   'h', '2', 8,   'h', 't',
                                                       't', 'p', '/', '1', '.', '1'};
    SSL_CTX_set_security_level(context_.get(), 0);  // so that old versions are tried at all
    SSL_CTX_set_min_proto_version(context_.get(), TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context_.get(), newest);
    session_.reset(SSL_new(context_.get()));
    SSL_set_alpn_protos(session_.get(), offered.data(), offered.size());
    SSL_set_fd(session_.get(), socket_.impl()->sockfd());
    in_ = SSL_connect(session_.get()) == 1;
}

Visitor::~Visitor() = default;

std::string Visitor::version() const {
    return SSL_get_version(session_.get());
}

std::string Visitor::protocol() const {
    const unsigned char* chosen = nullptr;
    unsigned int length = 0;
    SSL_get0_alpn_selected(session_.get(), &chosen, &length);
    return chosen == nullptr ? std::string{} : std::string{reinterpret_cast<const char*>(chosen), length};
}

int Visitor::number() const {
    const X509* shown = SSL_get0_peer_certificate(session_.get());
    return shown == nullptr ? 0 : static_cast<int>(ASN1_INTEGER_get(X509_get0_serialNumber(shown)));
}

void Visitor::say(const std::string& bytes) {
    std::size_t sent = 0;
    SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &sent);
}

std::string Visitor::hear(std::size_t bytes) {
    std::string all;
    while (all.size() < bytes) {
        const std::string some = hear_some(session_.get(), goodbye_);
        if (some.empty()) break;
        all += some;
    }
    return all;
}

std::string Visitor::hear_all() {
    return hear(static_cast<std::size_t>(-1));
}

std::string answer_to(const server::HttpServer& server, const std::string& raw) {
    Visitor visitor(server);
    visitor.say(raw);
    return visitor.hear_all();
}

}  // namespace a_certificate
