#include "base/json.h"

#include <algorithm>

namespace baton {

json::value parse_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = 32;
    boost::system::error_code error;
    auto value = json::parse(text, error, {}, options);
    if (error) throw Error(ErrorCode::malformed, "The body is not valid JSON: " + error.message());
    return value;
}

void Problems::add(std::string field, std::string message) {
    if (errors_.size() < most_problems && !has(field)) errors_.push_back({std::move(field), std::move(message)});
}

bool Problems::has(std::string_view field) const {
    return std::ranges::any_of(errors_, [&](FieldError const& e) { return e.field == field; });
}

namespace detail {

std::string wrong_type(char const* expected) { return std::string("must be ") + expected; }

bool check_text(std::string_view text, std::size_t min, std::size_t max, std::string const& path, Problems& problems) {
    if (text.find('\0') != std::string_view::npos) {
        problems.add(path, "must not contain the NUL character");
        return false;
    }
    auto const length = code_points(text);
    if (length > max) {
        problems.add(path, "must have at most " + std::to_string(max) + " characters, has " + std::to_string(length));
        return false;
    }
    if (min > 0 && is_blank(text)) {
        problems.add(path, "must not be empty");
        return false;
    }
    if (length < min) {
        problems.add(path, "must have at least " + std::to_string(min) + " characters");
        return false;
    }
    return true;
}

} // namespace detail
} // namespace baton
