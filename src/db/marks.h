// Lists of values inside a statement that is put together.
#pragma once
#include "db/tx.h"

namespace baton {

// "($3, $4)": the marks of the values just added.
template <class T> std::string list_of(db::Params& params, std::vector<T> const& values) {
    std::string marks;
    for (auto const& value : values) marks += (marks.empty() ? "" : ", ") + params.mark(value);
    return "(" + marks + ")";
}

} // namespace baton
