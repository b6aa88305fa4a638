#include "db/migrate.h"

#include "base/hash.h"
#include "base/time.h"
#include "db/schema_loss.h"
#include "db/sql_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <map>

namespace baton::db {
namespace {

constexpr auto create_table = "create table if not exists schema_migrations ("
                              "number bigint not null primary key, name text not null, "
                              "sha256 text not null, applied_at bigint not null)";

struct Applied {
    std::string name;
    std::string sha256;
};

std::string sha256_of(std::string_view text) { return hex(sha256(text)); }

std::map<std::int64_t, Applied> applied_migrations(Session& session) {
    std::map<std::int64_t, Applied> all;
    session.query("select number, name, sha256 from schema_migrations", {}, [&](Row const& row) {
        all[row.integer(0)] = {std::string(row.bytes(1)), std::string(row.bytes(2))};
    });
    return all;
}

bool has_migrations(Session& session) {
    std::int64_t tables = 0;
    session.query(session.dialect() == Dialect::sqlite
                      ? "select count(*) from sqlite_schema where name = 'schema_migrations'"
                      : "select count(*) from pg_class where oid = to_regclass('schema_migrations')",
                  {}, [&](Row const& row) { tables = row.integer(0); });
    return tables > 0;
}

void refuse_newer(Session& session, std::map<std::int64_t, Applied> const& applied, std::span<Migration const> known) {
    int const newest = known.empty() ? 0 : known.back().number;
    auto const first = applied.upper_bound(newest);
    if (first == applied.end()) return;
    std::vector<std::string_view> names;
    for (auto it = first; it != applied.end(); ++it) names.push_back(it->second.name);
    throw NewerDatabase(fmt::format("The database is newer than this program: it has {}, the program knows up to "
                                    "{:04}. Start the newer program. {}",
                                    fmt::join(names, ", "), newest, what_would_be_lost(session, known)),
                        first->first);
}

void refuse_edited(Applied const& was, Migration const& is) {
    if (was.sha256 != sha256_of(is.sql))
        throw DbError(fmt::format("Migration {} was applied to this database with another text. An applied migration "
                                  "is never edited; write a new one.",
                                  is.name));
}

void apply(Session& session, Script const& script, Migration const& migration) {
    bool const postgres = session.dialect() == Dialect::postgres;
    try {
        script(postgres ? postgres_migration(migration.sql) : std::string(migration.sql));
    } catch (DbError const& error) {
        throw DbError(fmt::format("Migration {} failed: {}", migration.name, error.what()));
    }
    auto const text = [](std::string_view v) { return Param{.kind = Param::Kind::text, .bytes = v}; };
    std::string const hash = sha256_of(migration.sql);
    std::array const values{Param{.integer = migration.number}, text(migration.name), text(hash),
                            Param{.integer = now().us}};
    session.exec("insert into schema_migrations (number, name, sha256, applied_at) values ($1, $2, $3, $4)", values);
}

} // namespace

std::vector<std::string> Standing::names() const {
    std::vector<std::string> names;
    for (auto const& migration : pending) names.emplace_back(migration.name);
    return names;
}

Standing standing_of(Session& session, std::span<Migration const> migrations) {
    Standing standing;
    auto const applied = has_migrations(session) ? applied_migrations(session) : std::map<std::int64_t, Applied>();
    refuse_newer(session, applied, migrations);
    if (!applied.empty()) standing.schema = applied.rbegin()->first;
    for (Migration const& migration : migrations) {
        auto const was = applied.find(migration.number);
        if (was != applied.end()) refuse_edited(was->second, migration);
        else if (migration.number < standing.schema)
            throw DbError(
                fmt::format("Migration {} comes before {}, which is applied already. Give it the next number.",
                            migration.name, applied.rbegin()->second.name));
        else standing.pending.push_back(migration);
    }
    return standing;
}

Standing migrate(Session& session, Script const& script, std::span<Migration const> migrations,
                 std::function<void(Standing const&)> const& before) {
    script(create_table);
    auto standing = standing_of(session, migrations);
    if (before && !standing.pending.empty()) before(standing);
    for (Migration const& migration : standing.pending) apply(session, script, migration);
    return standing;
}

} // namespace baton::db
