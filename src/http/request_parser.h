// Reads one HTTP/1.x request from bytes as they arrive: first its head, then its body piece by piece. Refuses what
// two servers could read differently (RFC 9112 §6: Transfer-Encoding beside Content-Length, unknown codings, two
// Hosts). Errors are thrown as Error: malformed, headers_too_large, too_large. One request per parser; not thread-safe.
#pragma once
#include "http/message.h"
#include <boost/beast/http/basic_parser.hpp>
#include <optional>

namespace baton::http {

class RequestParser : private boost::beast::http::basic_parser<true> {
public:
    explicit RequestParser(std::size_t max_header_bytes);

    // Returns how many bytes were used; what is left belongs to the next call. Stops behind the head and behind the
    // body.
    std::size_t feed(std::string_view bytes);

    bool head_complete() const { return is_header_done(); }
    bool complete() const { return is_done() && !broken_; }
    bool has_body() const;
    bool wants_continue() const { return expects_continue_; }
    bool wants_keep_alive() const { return keep_alive(); }
    bool is_http_1_0() const { return http_1_0_; }
    std::optional<std::uint64_t> body_length() const;

    std::shared_ptr<Request> const& request() const { return request_; }
    std::string& body() { return body_; } // what arrived and was not taken away yet
    std::uint64_t body_received() const { return received_; }
    void limit_body(std::uint64_t bytes);

private:
    using Code = boost::system::error_code;
    using View = boost::beast::string_view;
    void on_request_impl(boost::beast::http::verb, View method, View target, int version, Code&) override;
    void on_response_impl(int, View, int, Code&) override {}
    void on_field_impl(boost::beast::http::field, View name, View value, Code&) override;
    void on_header_impl(Code&) override;
    void on_body_init_impl(boost::optional<std::uint64_t> const&, Code&) override {}
    std::size_t on_body_impl(View piece, Code&) override;
    void on_chunk_header_impl(std::uint64_t, View, Code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, View piece, Code&) override;
    void on_finish_impl(Code&) override {}

    void count_head(std::size_t bytes, Code&);
    void check_body_headers(boost::beast::http::field, View value, Code&);

    std::shared_ptr<Request> request_;
    std::string body_;
    std::size_t head_left_;
    std::uint64_t received_ = 0;
    std::uint64_t body_limit_ = UINT64_MAX;
    int hosts_ = 0;
    bool transfer_encoding_ = false;
    bool expects_continue_ = false;
    bool http_1_0_ = false;
    bool in_trailer_ = false;
    bool broken_ = false; // where the next request would begin is not known
};

} // namespace baton::http
