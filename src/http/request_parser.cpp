#include "http/request_parser.h"

#include <algorithm>
#include <boost/beast/http/error.hpp>

namespace baton::http {

namespace beast = boost::beast;
using beast::http::field;
using beast::http::verb;
using HttpError = beast::http::error;

namespace {

constexpr std::size_t max_fields = 100;
constexpr std::size_t shortest_last_chunk = 5; // "0", CRLF, CRLF (RFC 9112 §7.1)

Method method_of(verb v) {
    switch (v) {
    case verb::get:
        return Method::get;
    case verb::head:
        return Method::head;
    case verb::post:
        return Method::post;
    case verb::put:
        return Method::put;
    case verb::patch:
        return Method::patch;
    case verb::delete_:
        return Method::del;
    case verb::options:
        return Method::options;
    default:
        return Method::other;
    }
}

std::string_view view(beast::string_view s) { return {s.data(), s.size()}; }

[[noreturn]] void refuse(boost::system::error_code error) {
    if (error == HttpError::header_limit)
        throw Error(ErrorCode::headers_too_large, "The header of the request is too large.");
    if (error == HttpError::body_limit) throw Error(ErrorCode::too_large, "The body of the request is too large.");
    throw Error(ErrorCode::malformed, "The request is not valid HTTP: " + error.message() + ".");
}

} // namespace

RequestParser::RequestParser(std::size_t max_header_bytes)
    : request_(std::make_shared<Request>()), head_left_(max_header_bytes) {
    eager(false);
    header_limit(std::uint32_t(max_header_bytes));
    basic_parser::body_limit(boost::none); // counted here, because the limit is known only after the head
    request_->headers.reserve(12);
}

std::size_t RequestParser::feed(std::string_view bytes) {
    std::size_t used = 0;
    bool const head_was_complete = head_complete();
    while (used < bytes.size() && !is_done() && head_complete() == head_was_complete) {
        boost::system::error_code error;
        auto const rest = bytes.substr(used);
        // Beast asserts this many once it has seen the size of the last chunk; less never ends a body anyway.
        if (head_was_complete && chunked() && rest.size() < shortest_last_chunk) break;
        used += put({rest.data(), rest.size()}, error);
        if (error == HttpError::need_more) break;
        if (error) {
            broken_ = true;
            refuse(error);
        }
    }
    return used;
}

bool RequestParser::has_body() const { return chunked() || body_length().value_or(0) > 0; }

std::optional<std::uint64_t> RequestParser::body_length() const {
    auto const n = content_length();
    return n ? std::optional(*n) : std::nullopt;
}

void RequestParser::limit_body(std::uint64_t bytes) {
    body_limit_ = bytes;
    if (std::max(received_, body_length().value_or(0)) > bytes) refuse(make_error_code(HttpError::body_limit));
}

void RequestParser::count_head(std::size_t bytes, Code& error) {
    if (bytes > head_left_) error = HttpError::header_limit;
    else head_left_ -= bytes;
}

void RequestParser::on_request_impl(verb v, View, View target, int version, Code& error) {
    count_head(target.size() + sizeof "OPTIONS  HTTP/1.1\r\n", error);
    http_1_0_ = version < 11;
    request_->method = method_of(v);
    request_->target = view(target);
}

void RequestParser::on_field_impl(field f, View name, View value, Code& error) {
    if (in_trailer_) return; // RFC 9110 §6.5.1: a trailer must not change what the head said
    count_head(name.size() + value.size() + sizeof ": \r\n", error);
    if (request_->headers.size() >= max_fields) error = HttpError::header_limit;
    if (!error) check_body_headers(f, value, error);
    if (!error) request_->headers.push_back({std::string(view(name)), std::string(view(value))});
}

void RequestParser::check_body_headers(field f, View value, Code& error) {
    if (f == field::host) ++hosts_;
    else if (f == field::transfer_encoding) {
        transfer_encoding_ = true;
        if (!same_name(view(value), "chunked") || http_1_0_) error = HttpError::bad_transfer_encoding;
    } else if (f == field::content_length) {
        auto const digit = [](char c) { return c >= '0' && c <= '9'; };
        if (value.empty() || !std::ranges::all_of(value, digit)) error = HttpError::bad_content_length;
    } else if (f == field::expect) expects_continue_ = same_name(view(value), "100-continue") && !http_1_0_;
}

void RequestParser::on_header_impl(Code& error) {
    in_trailer_ = true;
    if (hosts_ > 1 || (hosts_ == 0 && !http_1_0_)) error = HttpError::bad_field;
    if (transfer_encoding_ && !chunked()) error = HttpError::bad_transfer_encoding;
}

std::size_t RequestParser::on_body_impl(View piece, Code& error) {
    received_ += piece.size();
    if (received_ > body_limit_) error = HttpError::body_limit;
    else body_.append(piece.data(), piece.size());
    return piece.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, View piece, Code& error) {
    return on_body_impl(piece, error);
}

} // namespace baton::http
