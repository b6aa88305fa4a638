#include "http/tls.h"

#include <ctime>
#include <memory>
#include <openssl/pem.h>
#include <stdexcept>

namespace baton::http {

namespace ssl = boost::asio::ssl;

boost::asio::ssl::context make_tls_context(std::string const& certificate_file, std::string const& private_key_file) {
    ssl::context context(ssl::context::tls_server);
    context.set_options(ssl::context::no_sslv2 | ssl::context::no_sslv3 | ssl::context::no_tlsv1 |
                        ssl::context::no_tlsv1_1 | ssl::context::single_dh_use);
    ::SSL_CTX_set_options(context.native_handle(), SSL_OP_NO_RENEGOTIATION); // a cheap way to keep a server busy
    boost::system::error_code error;
    if (context.use_certificate_chain_file(certificate_file, error))
        throw std::runtime_error("The TLS certificate " + certificate_file + " cannot be used: " + error.message());
    if (context.use_private_key_file(private_key_file, ssl::context::pem, error))
        throw std::runtime_error("The TLS private key " + private_key_file + " cannot be used: " + error.message());
    return context;
}

Timestamp certificate_expiry(std::string const& certificate_file) {
    auto const refuse = [&](char const* why) {
        throw std::runtime_error("The TLS certificate " + certificate_file + " cannot be read: " + why);
    };
    std::unique_ptr<BIO, decltype(&::BIO_free)> const file(::BIO_new_file(certificate_file.c_str(), "r"), ::BIO_free);
    if (!file) refuse("there is no such file, or it is not for us");
    std::optional<Timestamp> earliest;
    for (;;) {
        std::unique_ptr<X509, decltype(&::X509_free)> const certificate(
            ::PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr), ::X509_free);
        if (!certificate) break;
        std::tm end{};
        if (::ASN1_TIME_to_tm(::X509_get0_notAfter(certificate.get()), &end) != 1) refuse("it has no end");
        Timestamp const at{std::int64_t(::timegm(&end)) * microseconds_per_second};
        earliest = std::min(earliest.value_or(at), at);
    }
    ::ERR_clear_error(); // the end of the file is one
    if (!earliest) refuse("there is none in it");
    return *earliest;
}

} // namespace baton::http
