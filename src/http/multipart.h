// Reads multipart/form-data (RFC 7578, RFC 2046 §5.1) as its bytes arrive, wherever the pieces are cut, keeping no more
// than one part header. Errors are thrown as Error::malformed or too_large, and what the sink throws passes through;
// after either the reader must not be used again. Not thread-safe.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace baton::http {

struct PartHead {
    std::string name;                    // UTF-8
    std::optional<std::string> filename; // as sent, see safe_file_name(); absent for plain fields
    std::string media_type;              // as sent; "" when absent
};

// Gets every part: begin, data any number of times, end.
class PartSink {
public:
    virtual ~PartSink() = default;
    virtual void part_begin(PartHead const&) = 0;
    virtual void part_data(std::string_view) = 0;
    virtual void part_end() = 0;
};

struct MultipartLimits {
    std::size_t parts = 100;
    std::size_t header_bytes = 8 * 1024; // of one part; also of what stands before the first part
};

// The boundary in a Content-Type header. Throws Error::unsupported_type when it is no multipart/form-data with one.
std::string multipart_boundary(std::string_view content_type);

class Multipart {
public:
    // REQUIRES: the sink outlives the reader.
    Multipart(std::string_view boundary, MultipartLimits, PartSink&);

    void write(std::string_view piece);
    // The body is complete: throws when its last boundary is missing.
    void finish() const;

private:
    enum class State { preamble, boundary, head, data, epilogue };

    bool step();
    bool skip_preamble();
    bool read_boundary();
    bool read_head();
    bool read_data();
    void begin_part(std::string_view head);
    bool drop(std::size_t bytes, State next);
    std::string_view rest() const { return std::string_view(pending_).substr(used_); }

    std::string delimiter_; // CRLF "--" boundary
    MultipartLimits limits_;
    PartSink& sink_;
    std::string pending_ = "\r\n"; // so that a boundary at the very beginning stands at the start of a line
    std::size_t used_ = 0;
    std::size_t parts_ = 0;
    State state_ = State::preamble;
    bool data_begun_ = false;
};

} // namespace baton::http
