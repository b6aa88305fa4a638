#include "type/store.h"

#include "db/check_table.h"
#include "db/marks.h"
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

std::vector<RequiredSkill> find_nearest_skills(Tx& tx, std::vector<std::string> const& paths) {
    using Skills = std::vector<RequiredSkill>;
    auto const read = [&]() -> std::optional<Skills> {
        db::Params params;
        auto sql = "select required_skills from types where tenant_id = " + params.mark(tx.tenant());
        sql += " and archived_at is null and required_skills <> '[]' and path in " + list_of(params, paths);
        sql += " order by length(path) desc limit 1";
        Skills skills;
        tx.query_with(sql, params, [&](db::Row const& row) { db::detail::read_column(row, 0, skills); });
        return skills;
    };
    return tx.remember<Skills>({"types"}, fmt::format("above {}", paths.front()), read).value();
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

void save_effective(Tx& tx, TypeId id, EffectiveType const& effective) {
    tx.exec("update types set effective = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, effective);
}

std::vector<std::string> list_number_patterns(Tx& tx) {
    std::vector<std::string> patterns;
    tx.query(
        "select pattern from number_patterns where tenant_id = $1 order by pattern",
        [&](db::Row const& row) { patterns.emplace_back(row.bytes(0)); }, tx.tenant());
    return patterns;
}

void insert_number_pattern(Tx& tx, std::string const& pattern) {
    tx.exec("insert into number_patterns (tenant_id, pattern) values ($1, $2) on conflict do nothing", tx.tenant(),
            pattern);
}

void set_form_version(Tx& tx, TypeId id, std::int64_t version) {
    tx.exec("update types set form_version = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, version);
}

void insert_sla_target(Tx& tx, SlaTarget const& t) { tx.insert(t); }

std::vector<SlaTarget> list_sla_targets(Tx& tx) { return tx.select<SlaTarget>("where tenant_id = $1", tx.tenant()); }

void save_sla_target(Tx& tx, SlaTarget const& t) {
    tx.exec("update sla_targets set first_response_s = $3, resolution_s = $4 where tenant_id = $1 and priority = $2",
            tx.tenant(), t.priority, t.first_response_s, t.resolution_s);
}

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
