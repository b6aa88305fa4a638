// Use cases of views, each inside the caller's unit of work, and how many tickets each holds.
#pragma once
#include "user/actor.h"
#include "view/view.h"

namespace baton {

// Those he may use, in their order.
std::vector<View> views_of(Tx&, Actor const&);
// Personal ones are anyone's to make; those of a department its lead's, and all of them who manages settings'.
View create_view(Tx&, Actor const&, NewView const&, Timestamp now);
View edit_view(Tx&, Actor const&, ViewId, json::object const& changes, std::int64_t version, Timestamp now);
void archive_view(Tx&, Actor const&, ViewId, Timestamp now);

// Whoever's views ask for the new name instead of the old one. For use cases that checked the actor.
void rename_tag_in_views(Tx&, Actor const&, std::string const& from, std::string const& to, Timestamp now);

struct ViewCount {
    std::string id; // mine, unassigned, open, or of a view
    std::string name;
    std::int64_t count = 0;
    bool is_more = false; // there are more than `count`
    std::string filter;   // query of GET /tickets that lists exactly these
};
DESCRIBE(ViewCount, (), (id, name, count, is_more, filter));

// Exact by the roll-up, at any size, for views by status, department, assignee, type and priority. Views by tags or
// fields, and by departments he does not see all of, are counted up to a thousand.
std::vector<ViewCount> view_counts(Tx&, Actor const&);

// Throws db::DbError naming a missing column.
void check_view_tables(Tx&);

} // namespace baton
