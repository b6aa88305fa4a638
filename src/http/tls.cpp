#include "http/tls.h"

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

} // namespace baton::http
