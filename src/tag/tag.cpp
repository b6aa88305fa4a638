#include "tag/tag.h"

#include "base/unicode.h"

#include <algorithm>

namespace baton {
namespace {

bool is_colour(std::string_view text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

} // namespace

void check(TagFields const& fields, Problems& problems) {
    if (!fields.colour.empty() && !is_colour(fields.colour))
        problems.add("colour", "must be such as #d9480f, or empty");
}

bool begins_with(TagFields const& fields, std::string const& typed) {
    return folded(fields.name).starts_with(folded(typed));
}

} // namespace baton
