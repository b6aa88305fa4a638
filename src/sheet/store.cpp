#include "sheet/store.h"

#include "db/check_table.h"

#include <fmt/format.h>

namespace baton {
namespace {

// Numbers of elsewhere may be phone numbers or worse.
std::string index_of(Tx& tx, RowKey const& key) {
    return tx.vault().blind_index(tx.tenant(), "imported.external_id",
                                  fmt::format("{}\n{}", key.source, key.external_id));
}

} // namespace

std::optional<std::int64_t> find_imported(Tx& tx, SheetKind kind, RowKey const& key) {
    return tx.value<std::int64_t>(
        "select id from imported_rows where tenant_id = $1 and kind = $2 and blind_index = $3", tx.tenant(), kind,
        index_of(tx, key));
}

void insert_imported(Tx& tx, SheetKind kind, RowKey const& key, std::int64_t id, Timestamp now) {
    tx.exec("insert into imported_rows (tenant_id, kind, blind_index, id, imported_at) values ($1, $2, $3, $4, $5)",
            tx.tenant(), kind, index_of(tx, key), id, now);
}

void check_sheet_tables(Tx& tx) {
    db::check_columns(tx, "imported_rows", {"tenant_id", "kind", "blind_index", "id", "imported_at"});
}

} // namespace baton
