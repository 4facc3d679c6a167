// TLS by OpenSSL 3: the only place that knows it.

#include "catalogue/catalogue.hpp"
#include "server/certificate.hpp"
#include "server/tls_session.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <exception>
#include <filesystem>
#include <fstream>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <openssl/asn1.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/tls1.h>
#include <openssl/types.h>
#include <openssl/x509.h>
#include <spdlog/spdlog.h>
#include <sys/stat.h>

namespace server {

namespace {

using catalogue::CannotWork;

// What OpenSSL says of it, in its own words.
std::string reason() {
    const unsigned long error = ERR_peek_last_error();
    const char* words = error == 0 ? nullptr : ERR_reason_error_string(error);
    ERR_clear_error();
    return words == nullptr ? "unknown reason" : words;
}

void check_readable(const std::filesystem::path& file, const char* key_of_settings) {
    const std::ifstream stream(file);
    if (stream) return;
    throw CannotWork(
        fmt::format("{} cannot be read ({}): name the file in `{}`, and let it be read by the "
                    "user that In Beeld runs as.",
                    file.string(), std::strerror(errno), key_of_settings));
}

// A key with a password would have us wait for somebody to type it.
int no_password(char*, int, int, void*) {
    return 0;
}

using Key = std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)>;

Key read_key(const std::filesystem::path& file) {
    check_readable(file, "key");
    const std::unique_ptr<BIO, void (*)(BIO*)> stream(BIO_new_file(file.c_str(), "r"), BIO_free_all);
    Key key(stream ? PEM_read_bio_PrivateKey(stream.get(), nullptr, no_password, nullptr) : nullptr,
            EVP_PKEY_free);
    if (key) return key;
    throw CannotWork(
        fmt::format("{} is not a key without a password ({}): `key` names the file that begins "
                    "with \"-----BEGIN PRIVATE KEY-----\".",
                    file.string(), reason()));
}

void use_certificate(SSL_CTX* context, const std::filesystem::path& file) {
    check_readable(file, "certificate");
    if (SSL_CTX_use_certificate_chain_file(context, file.c_str()) == 1) return;
    throw CannotWork(
        fmt::format("{} cannot be used as a certificate ({}): `certificate` names the file that "
                    "begins with \"-----BEGIN CERTIFICATE-----\", the server's own first.",
                    file.string(), reason()));
}

// Of what is offered, the one that we speak; no other is refused for it.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                    unsigned int offered_length, void*) {
    static constexpr std::array<unsigned char, 9> ours = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* found = nullptr;
    if (SSL_select_next_proto(&found, length, ours.data(), ours.size(), offered, offered_length) !=
        OPENSSL_NPN_NEGOTIATED) {
        return SSL_TLSEXT_ERR_NOACK;
    }
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

void set_manners(SSL_CTX* context) {
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");  // of 1.2; those of 1.3 are all good
    SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384");
    // Where a question ends it says itself, so that a cut one is never taken for a whole one.
    SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                     SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    // What a visitor brings along to come back faster is theirs to keep; here nothing grows by it.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(context, 1);
    // Without the last one every screen that waits would hold 34 KB.
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

std::string day_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return "?";
    return fmt::format("{:04}-{:02}-{:02}", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
}

}  // namespace

void TlsSession::Free::operator()(SSL* session) const {
    SSL_free(session);
}

Progress TlsSession::after(int result) {
    if (result > 0) return Progress::Some;
    const int error = SSL_get_error(session_.get(), result);
    waits_to_write_ = error == SSL_ERROR_WANT_WRITE;
    if (waits_to_write_ || error == SSL_ERROR_WANT_READ) return Progress::NothingYet;
    broken_ = broken_ || error == SSL_ERROR_SSL || error == SSL_ERROR_SYSCALL;
    return Progress::End;
}

Progress TlsSession::greet() {
    ERR_clear_error();
    const Progress made = after(SSL_accept(session_.get()));
    agreed_ = made == Progress::Some;
    return made;
}

Progress TlsSession::receive(char* into, std::size_t most, std::size_t& came) {
    ERR_clear_error();
    return after(SSL_read_ex(session_.get(), into, most, &came));
}

Progress TlsSession::send(std::string_view bytes, std::size_t& sent) {
    ERR_clear_error();
    return after(SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &sent));
}

void TlsSession::say_goodbye() {
    if (!agreed_ || broken_) return;
    ERR_clear_error();
    SSL_shutdown(session_.get());
    ERR_clear_error();
    agreed_ = false;
}

bool TlsSession::has_more() const {
    return SSL_has_pending(session_.get()) == 1;
}

void Certificate::Free::operator()(SSL_CTX* context) const {
    SSL_CTX_free(context);
}

Certificate::Certificate(Files files) : files_(std::move(files)), read_at_(stand()), last_seen_(read_at_) {
    // OpenSSL writes to sockets in a way that would end us when the other side is gone.
    std::signal(SIGPIPE, SIG_IGN);
    context_ = read(files_);
    tell_trouble();
}

Certificate::~Certificate() = default;

Certificate::Context Certificate::read(const Files& files) {
    ERR_clear_error();
    Context context(SSL_CTX_new(TLS_server_method()));
    if (!context) throw CannotWork("TLS cannot be begun: " + reason());
    set_manners(context.get());
    use_certificate(context.get(), files.certificate);
    const Key key = read_key(files.key);
    if (X509_check_private_key(SSL_CTX_get0_certificate(context.get()), key.get()) != 1) {
        ERR_clear_error();
        throw CannotWork(
            fmt::format("{} is not the key of the certificate in {}: name two files that were "
                        "made together.",
                        files.key.string(), files.certificate.string()));
    }
    if (SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1) {
        throw CannotWork(
            fmt::format("{} cannot be used ({}): ask for a certificate with a key of another "
                        "kind, such as ECDSA P-256 or RSA of 2048 bits.",
                        files.key.string(), reason()));
    }
    return context;
}

// How both files are on the disk, where links lead to.
std::string Certificate::stand() const {
    std::string text;
    for (const std::filesystem::path& file : {files_.certificate, files_.key}) {
        struct stat found{};
        if (::stat(file.c_str(), &found) != 0) found = {};
        text += fmt::format("{}/{}/{}/{}.{} ", found.st_dev, found.st_ino, found.st_size,
                            found.st_mtim.tv_sec, found.st_mtim.tv_nsec);
    }
    return text;
}

std::unique_ptr<TlsSession> Certificate::begin(int descriptor) const {
    const std::scoped_lock lock(mutex_);
    std::unique_ptr<SSL, TlsSession::Free> session(SSL_new(context_.get()));
    if (!session || SSL_set_fd(session.get(), descriptor) != 1) throw CannotWork("TLS: " + reason());
    return std::make_unique<TlsSession>(std::move(session));
}

void Certificate::renew() {
    std::string now = stand();
    try {
        Context renewed = read(files_);
        const std::scoped_lock lock(mutex_);
        context_.swap(renewed);
        spdlog::info("{} is used from now on, valid until {}", files_.certificate.string(),
                     day_of(X509_get0_notAfter(SSL_CTX_get0_certificate(context_.get()))));
    } catch (const std::exception& error) {
        spdlog::error("{} Until then the certificate of before is used.", error.what());
    }
    read_at_ = std::move(now);
    tell_trouble();
}

void Certificate::look_again() {
    const std::string now = stand();
    const bool lies_still = now == std::exchange(last_seen_, now);
    if (lies_still && now != read_at_) renew();
    tell_trouble();
}

std::string Certificate::trouble(std::time_t now) const {
    const std::scoped_lock lock(mutex_);
    const X509* own = SSL_CTX_get0_certificate(context_.get());
    const std::string name = files_.certificate.string();
    if (X509_cmp_time(X509_get0_notAfter(own), &now) < 0) {
        return fmt::format(
            "The certificate in {} is valid until {}, which is over: browsers refuse it. Renew "
            "it; it is read again by itself.",
            name, day_of(X509_get0_notAfter(own)));
    }
    if (X509_cmp_time(X509_get0_notBefore(own), &now) > 0) {
        return fmt::format("The certificate in {} is valid from {} on: is the clock of this machine right?",
                           name, day_of(X509_get0_notBefore(own)));
    }
    return {};
}

// Once, and again when it is another one.
void Certificate::tell_trouble() {
    std::string now = trouble(std::time(nullptr));
    if (!now.empty() && now != told_) spdlog::error("{}", now);
    told_ = std::move(now);
}

}  // namespace server
