// Views 视图: lists that somebody keeps, for himself, for the people of a department, or for everyone. Values and
// rules.
#pragma once
#include "sharing/sharing.h"
#include "ticket/service.h"

namespace baton {

struct ViewTag;
using ViewId = Id<ViewTag>;

struct ViewFields {
    Text<1, 100> name;
    TicketWords filter;
    std::optional<std::string> sort; // absent: newest first
    std::int64_t position = 0;       // smaller first
    bool operator==(ViewFields const&) const = default;
};
DESCRIBE(ViewFields, (), (name, filter, sort, position));
void check(ViewFields const&, Problems&);

struct NewView : ViewFields, Shared {};
DESCRIBE(NewView, (ViewFields, Shared), ());
void check(NewView const&, Problems&);

// The row.
struct View : ViewFields, Owner {
    ViewId id{};
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(View, (ViewFields, Owner), (id, archived_at, version));

// What one person, and all of them together, can keep.
inline constexpr std::size_t max_personal_views = 100, max_shared_views = 200;

// The query of GET /tickets that lists these.
std::string query_of(TicketWords const&, std::optional<std::string> const& sort);

} // namespace baton
