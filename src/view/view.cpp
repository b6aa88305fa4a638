#include "view/view.h"

#include <boost/url/url.hpp>

namespace baton {

void check(ViewFields const& view, Problems& problems) {
    check_sort(view.sort, problems);
    problems.take(
        [&] {
            Problems filter;
            check(view.filter, filter);
            filter.raise();
        },
        "filter");
}

void check(NewView const& view, Problems& problems) {
    check(static_cast<ViewFields const&>(view), problems);
    check(static_cast<Shared const&>(view), problems);
}

std::string query_of(TicketWords const& words, std::optional<std::string> const& sort) {
    boost::urls::url url;
    auto query = url.params();
    for (auto const& word : words.status) query.append({"status", word});
    for (auto const id : words.department_id) query.append({"department_id", std::to_string(id.value)});
    for (auto const& word : words.assignee_id) query.append({"assignee_id", word});
    for (auto const id : words.type_id) query.append({"type_id", std::to_string(id.value)});
    for (auto const priority : words.priority) query.append({"priority", name_of(priority)});
    for (auto const& tag : words.tag) query.append({"tag", tag});
    for (auto const& [key, values] : words.field)
        for (auto const& value : values) query.append({"field." + key, value});
    if (words.snoozed) query.append({"snoozed", *words.snoozed});
    if (sort) query.append({"sort", *sort});
    return std::string(url.encoded_query());
}

} // namespace baton
