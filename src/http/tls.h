// TLS of the edge: 1.2 and newer, certificate chain and key from PEM files.
#pragma once
#include "base/time.h"
#include <boost/asio/ssl/context.hpp>
#include <string>

namespace baton::http {

// Throws std::runtime_error naming the file that could not be used; never shows what is in it.
boost::asio::ssl::context make_tls_context(std::string const& certificate_file, std::string const& private_key_file);

// When the first certificate of a chain ends to be valid. Throws std::runtime_error like the above.
Timestamp certificate_expiry(std::string const& certificate_file);

} // namespace baton::http
