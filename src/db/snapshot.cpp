#include "db/snapshot.h"

#include "db/postgres_snapshot.h"
#include "db/sqlite_snapshot.h"

#include <bit>

namespace baton::db {
namespace {

constexpr std::int64_t rows_between_questions = 1000;

void go_on_unless(IsOver const& is_over, std::int64_t rows) {
    if (is_over && rows % rows_between_questions == 0 && is_over()) throw Unavailable("Given up: the program ends.");
}

} // namespace

bool TableLayout::is_of_tenants() const {
    return std::ranges::find(columns, "tenant_id", &Column::name) != columns.end();
}

void TableHash::number(char kind, std::uint64_t value) {
    text_ += kind;
    for (int shift = 56; shift >= 0; shift -= 8) text_ += char(value >> shift);
}

void TableHash::bytes(char kind, std::string_view value) {
    number(kind, value.size());
    text_ += value;
}

void TableHash::add(Row const& row) {
    using Kind = TableLayout::Kind;
    int i = 0;
    for (auto const& column : layout_.columns) {
        int const at = i++;
        if (row.is_null(at)) text_ += 'n';
        else if (column.kind == Kind::integer) number('i', std::uint64_t(row.integer(at)));
        else if (column.kind == Kind::real) number('d', std::bit_cast<std::uint64_t>(row.real(at)));
        else bytes(column.kind == Kind::text ? 't' : 'b', row.bytes(at));
    }
    ++rows_;
    hash_.update(text_);
    text_.clear();
}

TableDigest TableHash::finish() { return {layout_.table, rows_, hex(hash_.finish())}; }

void Snapshot::add_column(std::vector<TableLayout>& all, Row const& row) {
    if (all.empty() || all.back().table != row.bytes(0)) all.push_back({std::string(row.bytes(0)), {}});
    auto const type = row.bytes(2);
    using Kind = TableLayout::Kind;
    auto kind = Kind::blob;
    if (type.find("int") != type.npos) kind = Kind::integer;
    else if (type.find("text") != type.npos) kind = Kind::text;
    else if (type.find("double") != type.npos) kind = Kind::real;
    all.back().columns.push_back({std::string(row.bytes(1)), kind, row.integer(3)});
}

std::int64_t Snapshot::schema() {
    auto const all = layouts();
    if (std::ranges::find(all, "schema_migrations", &TableLayout::table) == all.end()) return 0;
    std::int64_t newest = 0;
    read(default_tenant,
         [&](Tx& tx) { newest = tx.value<std::int64_t>("select max(number) from schema_migrations").value_or(0); });
    return newest;
}

std::vector<TenantId> Snapshot::tenants() {
    std::vector<TenantId> all;
    read(default_tenant, [&](Tx& tx) {
        tx.query("select tenant_id from tenants order by tenant_id",
                 [&](Row const& row) { all.push_back(TenantId{row.integer(0)}); });
    });
    return all;
}

std::vector<TableDigest> Snapshot::digests(IsOver const& is_over) {
    auto const tenants = this->tenants();
    std::vector<TableDigest> all;
    for (auto const& layout : layouts()) all.push_back(digest(layout, tenants, is_over));
    return all;
}

// Tenant by tenant: where row-level security is on, that is how rows are had at all.
void Snapshot::each_row(TableLayout const& layout, std::vector<TenantId> const& tenants,
                        std::function<void(TenantId, Row const&)> const& f) {
    std::vector<std::string> names;
    std::map<std::int64_t, std::string> key;
    for (auto const& column : layout.columns) {
        names.push_back(column.name);
        if (column.key_place > 0) key.emplace(column.key_place, column.name);
    }
    std::string order;
    for (auto const& [place, name] : key) order += (order.empty() ? " order by " : ", ") + name;
    auto const select = fmt::format("select {} from {}", fmt::join(names, ", "), layout.table);
    auto const give = [&](TenantId tenant, std::string const& sql) {
        stream(tenant, sql + order, [&](Row const& row) { f(tenant, row); });
    };
    if (!layout.is_of_tenants()) return give(default_tenant, select);
    for (auto const tenant : tenants) give(tenant, fmt::format("{} where tenant_id = {}", select, tenant.value));
}

TableDigest Snapshot::digest(TableLayout const& layout, std::vector<TenantId> const& tenants, IsOver const& is_over) {
    TableHash hash(layout);
    std::int64_t rows = 0;
    each_row(layout, tenants, [&](TenantId, Row const& row) {
        go_on_unless(is_over, rows++);
        hash.add(row);
    });
    return hash.finish();
}

std::unique_ptr<Snapshot> copy_database(Place const& place, std::string const& file, IsOver const& is_over) {
    if (!place.url.empty()) return dump_postgres(place.url, file, is_over);
    copy_sqlite(place.data_dir + "/baton.db", file, is_over);
    return read_database_file(file);
}

std::unique_ptr<Snapshot> read_database_file(std::string const& file) { return std::make_unique<SqliteSnapshot>(file); }

} // namespace baton::db
