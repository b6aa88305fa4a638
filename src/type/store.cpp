#include "type/store.h"

#include "db/check_table.h"
#include "type/service.h"

#include <fmt/format.h>

namespace baton::db {
template <> inline constexpr std::string_view table<Type> = "types";
template <> inline constexpr std::string_view table<SlaTarget> = "sla_targets";
} // namespace baton::db

namespace baton {

void insert_type(Tx& tx, Type const& t) { tx.insert(t); }

std::optional<Type> find_type(Tx& tx, TypeId id) {
    return tx.remember<Type>({"types"}, fmt::format("id {}", id.value),
                             [&] { return tx.find<Type>("where tenant_id = $1 and id = $2", tx.tenant(), id); });
}

std::optional<Type> find_type_by_path(Tx& tx, std::string const& path) {
    return tx.remember<Type>({"types"}, fmt::format("path {}", path), [&] {
        return tx.find<Type>("where tenant_id = $1 and path = $2 and archived_at is null", tx.tenant(), path);
    });
}

std::optional<Type> find_first_type(Tx& tx) {
    return tx.remember<Type>({"types"}, "first", [&] {
        return tx.find<Type>("where tenant_id = $1 and archived_at is null order by id limit 1", tx.tenant());
    });
}

std::vector<Type> list_types(Tx& tx) {
    return tx.select<Type>("where tenant_id = $1 and archived_at is null order by path", tx.tenant());
}

std::vector<Type> list_types_ever(Tx& tx) {
    return tx.select<Type>("where tenant_id = $1 order by path, id", tx.tenant());
}

bool was_type(Tx& tx, std::string const& path) {
    return tx
        .value<std::int64_t>(
            "select 1 from types where tenant_id = $1 and path = $2 and archived_at is not null limit 1", tx.tenant(),
            path)
        .has_value();
}

void save_type(Tx& tx, Type const& t) { tx.update<Type>(t.id, t); }

void set_form_version(Tx& tx, TypeId id, std::int64_t version) {
    tx.exec("update types set form_version = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, version);
}

void insert_sla_target(Tx& tx, SlaTarget const& t) { tx.insert(t); }

std::optional<SlaTarget> find_sla_target(Tx& tx, Priority priority) {
    return tx.remember<SlaTarget>({"sla_targets"}, name_of(priority), [&] {
        return tx.find<SlaTarget>("where tenant_id = $1 and priority = $2", tx.tenant(), priority);
    });
}

db::Names type_paths(Tx& tx, std::vector<std::int64_t> const& ids) { return db::names_of(tx, "types", "path", ids); }

void check_type_tables(Tx& tx) {
    db::check_table<Type>(tx);
    check_status_tables(tx);
    db::check_table<SlaTarget>(tx);
}

} // namespace baton
