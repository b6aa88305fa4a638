#include "view/store.h"

#include "db/check_table.h"
#include "db/marks.h"
#include "view/service.h"

#include <algorithm>

template <> inline constexpr std::string_view baton::db::table<baton::View> = "views";

namespace baton {

void insert_view(Tx& tx, View const& view) { tx.insert(view); }

void save_view(Tx& tx, View const& view) { tx.update<View>(view.id, view); }

std::optional<View> lock_view(Tx& tx, ViewId id) {
    return tx.find<View>("where tenant_id = $1 and id = $2 and archived_at is null" + std::string(tx.for_update()),
                         tx.tenant(), id);
}

std::vector<View> list_views(Tx& tx, std::optional<UserId> owner, std::vector<DepartmentId> const& departments) {
    db::Params params;
    auto sql = "select " + db::columns<View>() + " from views where tenant_id = " + params.mark(tx.tenant());
    sql += " and archived_at is null and (owner_id = " + params.mark(owner.value_or(UserId{}));
    if (!departments.empty()) sql += " or department_id in " + list_of(params, departments);
    sql += " or (owner_id is null and department_id is null)) order by position, id";
    std::vector<View> views;
    tx.query_with(sql, params, [&](db::Row const& row) { views.push_back(db::read_row<View>(row)); });
    return views;
}

std::vector<View> lock_views_asking_for(Tx& tx, std::string const& tag) {
    auto pattern = to_json_text(tag); // as it stands in the filter; what `like` or JSON escapes may be anything
    std::ranges::replace_if(
        pattern, [](char c) { return c == '\\' || c == '%'; }, '_');
    pattern = fmt::format("%{}%", pattern);
    return tx.select<View>("where tenant_id = $1 and archived_at is null and filter like $2 order by id" +
                               std::string(tx.for_update()),
                           tx.tenant(), pattern);
}

std::vector<View> list_shared_views(Tx& tx) {
    return tx.select<View>("where tenant_id = $1 and archived_at is null and owner_id is null order by id",
                           tx.tenant());
}

void check_view_tables(Tx& tx) { db::check_table<View>(tx); }

} // namespace baton
