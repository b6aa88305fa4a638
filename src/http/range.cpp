#include "http/range.h"

#include "http/scan.h"
#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace baton::http {

namespace {

// A number too large for its type is as far away as any.
std::optional<std::uint64_t> number(std::string_view digits) {
    if (digits.empty() || !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    std::uint64_t value = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc() ? value : UINT64_MAX;
}

std::optional<ByteRange> last_bytes(std::string_view digits, std::uint64_t size) {
    auto const count = number(digits);
    if (!count) return std::nullopt;
    auto const given = std::min(*count, size);
    return ByteRange{size - given, given};
}

class Part : public Source {
public:
    Part(std::unique_ptr<Source> whole, ByteRange range)
        : whole_(std::move(whole)), before_(range.first), size_(range.size), left_(range.size) {}

    std::optional<std::uint64_t> size() const override { return size_; }

    std::size_t read(char* to, std::size_t capacity) override {
        while (before_ > 0) {
            auto const passed = whole_->read(to, std::size_t(std::min<std::uint64_t>(capacity, before_)));
            if (passed == 0) return 0;
            before_ -= passed;
        }
        auto const got = whole_->read(to, std::size_t(std::min<std::uint64_t>(capacity, left_)));
        left_ -= got;
        return got;
    }

private:
    std::unique_ptr<Source> whole_;
    std::uint64_t before_, size_, left_;
};

bool takes_ranges(Request const& request, Response const& r) {
    return r.status == 200 && request.method == Method::get && r.source && r.source->size() &&
           find_header(r.headers, "Accept-Ranges") == "bytes";
}

// Strongly: a weak tag or a date never is (RFC 9110 §13.1.5).
bool is_current(std::string_view if_range, Response const& r) {
    return if_range.empty() || (if_range.starts_with('"') && if_range == find_header(r.headers, "ETag"));
}

void refuse(Response& r, std::uint64_t size) {
    r.status = 416;
    r.source.reset();
    std::erase_if(r.headers, [](Header const& h) {
        return same_name(h.name, "Content-Type") || same_name(h.name, "Content-Disposition");
    });
    r.headers.push_back({"Content-Range", fmt::format("bytes */{}", size)});
}

} // namespace

std::optional<ByteRange> asked_range(std::string_view header, std::uint64_t size) {
    auto rest = trim(header);
    if (lower_case(take_until(rest, '=')) != "bytes" || rest.find('-') == rest.npos) return std::nullopt;
    auto const first = take_until(rest, '-');
    auto const last = trim(rest);
    if (first.empty()) return last_bytes(last, size);
    auto const from = number(first), to = last.empty() ? UINT64_MAX : number(last);
    if (!from || !to || *from > *to) return std::nullopt;
    if (*from >= size) return ByteRange{};
    return ByteRange{*from, std::min(*to, size - 1) - *from + 1};
}

void answer_range(Request const& request, Response& r) {
    if (!takes_ranges(request, r) || !is_current(trim(request.header("If-Range")), r)) return;
    auto const size = *r.source->size();
    auto const range = size > 0 ? asked_range(request.header("Range"), size) : std::nullopt;
    if (!range) return;
    if (range->size == 0) return refuse(r, size);
    r.status = 206;
    r.headers.push_back(
        {"Content-Range", fmt::format("bytes {}-{}/{}", range->first, range->first + range->size - 1, size)});
    r.source = std::make_unique<Part>(std::move(r.source), *range);
}

} // namespace baton::http
