// Views 视图: lists that somebody keeps, for himself, for the people of a department, or for everyone. Values and
// rules.
#pragma once
#include "ticket/service.h"

namespace baton {

struct ViewTag;
using ViewId = Id<ViewTag>;

BOOST_DEFINE_ENUM_CLASS(Sharing, personal, department, everyone)

struct ViewFields {
    Text<1, 100> name;
    TicketWords filter;
    std::optional<std::string> sort; // absent: newest first
    std::int64_t position = 0;       // smaller first
    bool operator==(ViewFields const&) const = default;
};
DESCRIBE(ViewFields, (), (name, filter, sort, position));
void check(ViewFields const&, Problems&);

// Whose it is stays as it was made.
struct NewView : ViewFields {
    Sharing sharing = Sharing::personal;
    std::optional<DepartmentId> department_id;
};
DESCRIBE(NewView, (ViewFields), (sharing, department_id));
void check(NewView const&, Problems&);

// The row.
struct View : ViewFields {
    ViewId id{};
    std::optional<UserId> owner_id;            // of a personal one
    std::optional<DepartmentId> department_id; // of one for a department
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(View, (ViewFields), (id, owner_id, department_id, archived_at, version));
Sharing sharing_of(View const&);

// What one person, and all of them together, can keep.
inline constexpr std::size_t max_personal_views = 100, max_shared_views = 200;

// The query of GET /tickets that lists these.
std::string query_of(TicketWords const&, std::optional<std::string> const& sort);

} // namespace baton
