#include "sheet/slice.h"

namespace baton {

std::vector<RowProblem> problems_of(std::exception const& exception) {
    auto const* const error = dynamic_cast<Error const*>(&exception);
    if (!error || error->errors.empty()) return {{"", exception.what()}};
    std::vector<RowProblem> problems;
    for (auto const& each : error->errors) problems.push_back({each.field, each.message});
    return problems;
}

} // namespace baton
