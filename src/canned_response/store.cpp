#include "canned_response/store.h"

#include "canned_response/service.h"
#include "db/check_table.h"
#include "db/marks.h"

template <> inline constexpr std::string_view baton::db::table<baton::CannedResponse> = "canned_responses";

namespace baton {

void insert_canned_response(Tx& tx, CannedResponse const& response) { tx.insert(response); }

void save_canned_response(Tx& tx, CannedResponse const& response) { tx.update<CannedResponse>(response.id, response); }

std::optional<CannedResponse> find_canned_response(Tx& tx, CannedResponseId id) {
    return tx.find<CannedResponse>("where tenant_id = $1 and id = $2 and archived_at is null", tx.tenant(), id);
}

std::optional<CannedResponse> lock_canned_response(Tx& tx, CannedResponseId id) {
    return tx.find<CannedResponse>(
        "where tenant_id = $1 and id = $2 and archived_at is null" + std::string(tx.for_update()), tx.tenant(), id);
}

std::vector<CannedResponse> list_canned_responses(Tx& tx, std::optional<UserId> owner,
                                                  std::vector<DepartmentId> const& departments, CannedResponseId after,
                                                  int limit) {
    db::Params params;
    auto sql = "select " + db::columns<CannedResponse>() +
               " from canned_responses where tenant_id = " + params.mark(tx.tenant());
    sql += " and archived_at is null and (owner_id = " + params.mark(owner.value_or(UserId{}));
    if (!departments.empty()) sql += " or department_id in " + list_of(params, departments);
    sql += " or (owner_id is null and department_id is null)) and id > " + params.mark(after);
    sql += " order by id limit " + params.mark(limit);
    std::vector<CannedResponse> responses;
    tx.query_with(sql, params, [&](db::Row const& row) { responses.push_back(db::read_row<CannedResponse>(row)); });
    return responses;
}

std::size_t count_canned_responses(Tx& tx, std::optional<UserId> owner, std::size_t limit) {
    std::size_t n = 0;
    auto const count = [&](db::Row const&) { ++n; };
    if (owner)
        tx.query("select 1 from canned_responses where tenant_id = $1 and owner_id = $2 and archived_at is null"
                 " limit $3",
                 count, tx.tenant(), *owner, limit);
    else
        tx.query("select 1 from canned_responses where tenant_id = $1 and owner_id is null and archived_at is null"
                 " limit $2",
                 count, tx.tenant(), limit);
    return n;
}

void check_canned_response_tables(Tx& tx) { db::check_table<CannedResponse>(tx); }

} // namespace baton
