#include "db/postgres_row_security.h"

#include <fmt/format.h>

namespace baton::db {
namespace {

// Which tenants there are, and which host means which, is asked before a tenant is known, and by what works for one
// tenant after the other. Any unit may read them; it writes its own tenant's rows only.
constexpr std::array<std::string_view, 2> tables_read_by_all{"tenants", "tenant_hosts"};

// After the first transaction that set it, an unset value is '' and no longer null.
constexpr std::string_view own_rows = "tenant_id = cast(nullif(current_setting('baton.tenant', true), '') as bigint)";

constexpr std::string_view find_tables = R"(
    select quote_ident(c.relname), p.oid is not null, p.oid is not null and c.relrowsecurity and c.relforcerowsecurity
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
    left join pg_policy p on p.polrelid = c.oid and p.polname = 'baton_tenant'
    where c.relkind in ('r', 'p') order by c.relname)";

struct Table {
    std::string name; // quoted where needed
    bool has_policy = false;
    bool is_protected = false; // has it, in force for the owner too
};

std::vector<Table> tables_of_tenants(PostgresConnection& connection) {
    std::vector<Table> tables;
    auto const answer = connection.ask(find_tables, {});
    for (int i = 0; i < PQntuples(answer.get()); ++i) {
        PostgresRow const row(answer.get(), i);
        tables.push_back({std::string(row.bytes(0)), row.integer(1) != 0, row.integer(2) != 0});
    }
    return tables;
}

bool is_read_by_all(Table const& table) {
    return std::ranges::find(tables_read_by_all, table.name) != tables_read_by_all.end();
}

std::string without_policies(Table const& table) {
    return fmt::format("drop policy if exists baton_tenant on {0}; drop policy if exists baton_list on {0}; ",
                       table.name);
}

std::string protection(Table const& table) {
    auto sql = without_policies(table);
    sql += fmt::format("create policy baton_tenant on {0} using ({1}) with check ({1}); ", table.name, own_rows);
    if (is_read_by_all(table))
        sql += fmt::format("create policy baton_list on {} for select using (1 = 1); ", table.name);
    sql += fmt::format("alter table {0} enable row level security; alter table {0} force row level security; ",
                       table.name);
    return sql;
}

std::string no_protection(Table const& table) {
    return fmt::format("{1}alter table {0} no force row level security; alter table {0} disable row level security; ",
                       table.name, without_policies(table));
}

bool is_on(std::vector<Table> const& tables) { return std::ranges::any_of(tables, &Table::has_policy); }

// Whoever the server lets past every policy would only seem to be held by them.
void refuse_who_passes_by(PostgresConnection& connection) {
    auto const answer = connection.ask("select cast(rolname as text), rolsuper or rolbypassrls from pg_roles "
                                       "where rolname = current_user",
                                       {});
    PostgresRow const row(answer.get(), 0);
    if (row.integer(1) == 0) return;
    throw DbError(fmt::format(
        "Row-level security would protect nothing: the role {} is a superuser or has BYPASSRLS, and PostgreSQL lets it "
        "past every policy. Connect as an ordinary role that owns the tables, or switch row-level security off: baton "
        "migrate --no-row-level-security.",
        row.bytes(0)));
}

} // namespace

void lift_row_security(PostgresConnection& connection) {
    std::string sql;
    for (auto const& table : tables_of_tenants(connection))
        if (table.is_protected) sql += fmt::format("alter table {} no force row level security; ", table.name);
    if (!sql.empty()) connection.script(sql);
}

bool settle_row_security(PostgresConnection& connection, RowSecurity wanted) {
    auto const tables = tables_of_tenants(connection);
    bool const was_on = is_on(tables), on = wanted == RowSecurity::on || (was_on && wanted == RowSecurity::as_it_is);
    std::string sql;
    if (on) refuse_who_passes_by(connection);
    for (auto const& table : tables) {
        if (on && !table.is_protected) sql += protection(table);
        if (!on && was_on) sql += no_protection(table);
    }
    // What was written before it in the transaction is checked first: a table with checks to come takes no policy.
    if (!sql.empty()) connection.script("set constraints all immediate; " + sql);
    return on;
}

} // namespace baton::db
