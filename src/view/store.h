// Rows in, rows out. The only place that knows the table of views.
#pragma once
#include "db/tx.h"
#include "user/actor.h"
#include "view/view.h"

namespace baton {

void insert_view(Tx&, View const&);
void save_view(Tx&, View const&);
// Locked until the end of the unit. Absent when archived.
std::optional<View> lock_view(Tx&, ViewId);
// His own, those of these departments, and everyone's, in their order.
std::vector<View> list_views(Tx&, std::optional<UserId>, std::vector<DepartmentId> const&);
// Whoever's, those whose filter may ask for this tag, and perhaps a few more; locked until the end of the unit.
std::vector<View> lock_views_asking_for(Tx&, std::string const& tag);
// Those that are not personal.
std::vector<View> list_shared_views(Tx&);

} // namespace baton
