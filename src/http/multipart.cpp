#include "http/multipart.h"

#include "base/error.h"
#include "base/text.h"
#include "http/header_value.h"
#include "http/message.h"
#include "http/scan.h"
#include <algorithm>

namespace baton::http {

namespace {

constexpr std::size_t max_padding = 64;

[[noreturn]] void refuse(std::string const& why) {
    throw Error(ErrorCode::malformed, "The multipart body " + why + ".");
}

std::string_view take_line(std::string_view& rest) {
    auto const end = rest.find("\r\n");
    auto const line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 2);
    return line;
}

void read_disposition(std::string_view value, PartHead& part) {
    auto const disposition = parse_header_value(value);
    if (!disposition || disposition->value != "form-data") refuse("has a part that is no form-data");
    auto const name = disposition->parameter("name");
    if (!name || !is_utf8(*name) || name->find('\0') != std::string_view::npos)
        refuse("has a part without a usable name");
    part.name = *name;
    if (auto const plain = disposition->parameter("filename")) part.filename = *plain;
    if (auto const extended = disposition->parameter("filename*"))
        if (auto decoded = decode_extended(*extended)) part.filename = std::move(decoded);
}

// RFC 7578 §4.7 forbids encodings; bytes that were encoded anyway must not be taken for the file.
void check_encoding(std::string_view value) {
    for (auto const* plain : {"binary", "8bit", "7bit"})
        if (same_name(value, plain)) return;
    refuse("has a part with a transfer encoding");
}

PartHead read_part_head(std::string_view lines) {
    PartHead part;
    bool named = false;
    while (!lines.empty()) {
        auto line = take_line(lines);
        if (line.find(':') == std::string_view::npos) refuse("has a part header without a colon");
        auto const name = take_until(line, ':');
        auto const value = trim(line);
        if (same_name(name, "Content-Disposition")) {
            if (std::exchange(named, true)) refuse("has a part with two names");
            read_disposition(value, part);
        } else if (same_name(name, "Content-Type")) part.media_type = value;
        else if (same_name(name, "Content-Transfer-Encoding")) check_encoding(value);
    }
    if (!named) refuse("has a part without a name");
    return part;
}

} // namespace

std::string multipart_boundary(std::string_view content_type) {
    auto const type = parse_header_value(content_type);
    auto const boundary = type ? type->parameter("boundary") : std::nullopt;
    auto const printable = [](char c) { return c >= 0x20 && c < 0x7f; };
    if (!boundary || type->value != "multipart/form-data" || boundary->empty() || boundary->size() > 70 ||
        !std::ranges::all_of(*boundary, printable))
        throw Error(ErrorCode::unsupported_type, "The body must be multipart/form-data with a boundary.");
    return std::string(*boundary);
}

Multipart::Multipart(std::string_view boundary, MultipartLimits limits, PartSink& sink)
    : delimiter_("\r\n--" + std::string(boundary)), limits_(limits), sink_(sink) {}

void Multipart::write(std::string_view piece) {
    if (state_ == State::epilogue) return;
    pending_ += piece;
    while (step()) {}
    pending_.erase(0, std::exchange(used_, 0));
}

void Multipart::finish() const {
    if (state_ != State::epilogue) refuse("ends before its last boundary");
}

// False when more bytes are needed.
bool Multipart::step() {
    switch (state_) {
    case State::preamble:
        return skip_preamble();
    case State::boundary:
        return read_boundary();
    case State::head:
        return read_head();
    case State::data:
        return read_data();
    case State::epilogue:
        used_ = pending_.size();
        return false;
    }
    return false;
}

bool Multipart::drop(std::size_t bytes, State next) {
    used_ += bytes;
    state_ = next;
    return true;
}

bool Multipart::skip_preamble() {
    auto const at = rest().find(delimiter_);
    if (at != std::string_view::npos) return drop(at + delimiter_.size(), State::boundary);
    if (rest().size() > limits_.header_bytes) refuse("does not begin with its boundary");
    return false;
}

// Behind a boundary: "--" ends the body, white space and a line end begin a part.
bool Multipart::read_boundary() {
    if (rest().size() < 2) return false;
    if (rest().starts_with("--")) return drop(2, State::epilogue);
    auto const padding = std::min(rest().size(), rest().find_first_not_of(" \t"));
    if (padding > max_padding) refuse("has a boundary that does not end");
    auto const line_end = rest().substr(padding, 2);
    if (line_end.size() < 2) return false;
    if (line_end != "\r\n") refuse("has something behind a boundary");
    return drop(padding, State::head); // the line end stays: a part without headers is CRLF CRLF
}

bool Multipart::read_head() {
    auto const end = rest().find("\r\n\r\n");
    if (std::min(end, rest().size()) > limits_.header_bytes)
        throw Error(ErrorCode::too_large, "The multipart body has a part with too large a header.");
    if (end == std::string_view::npos) return false;
    begin_part(end == 0 ? std::string_view() : rest().substr(2, end - 2));
    return drop(end + 2, State::data); // the second line end may belong to the next boundary
}

void Multipart::begin_part(std::string_view head) {
    if (++parts_ > limits_.parts) throw Error(ErrorCode::too_large, "The multipart body has too many parts.");
    sink_.part_begin(read_part_head(head));
    data_begun_ = false;
}

bool Multipart::read_data() {
    auto const at = rest().find(delimiter_);
    // The line end behind the header is not part of the data, unless it is the one of the next boundary.
    if (!data_begun_ && at != 0) {
        if (at == std::string_view::npos && rest().size() < delimiter_.size()) return false;
        data_begun_ = true;
        used_ += 2;
        return true;
    }
    bool const found = at != std::string_view::npos;
    auto const length = found ? at : rest().size() - std::min(rest().size(), delimiter_.size() - 1);
    if (length > 0) sink_.part_data(rest().substr(0, length));
    if (!found) {
        used_ += length;
        return false;
    }
    sink_.part_end();
    return drop(length + delimiter_.size(), State::boundary);
}

} // namespace baton::http
