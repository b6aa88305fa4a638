#include "scratch_database.h"

#include "base/hash.h"

#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>
#include <libpq-fe.h>

namespace baton::db {
namespace {

bool is_set(char const* name) {
    char const* const value = std::getenv(name);
    return value && std::string_view(value) == "1";
}

bool sqlite_only() { return is_set("BATON_TEST_SQLITE_ONLY"); }
bool row_security() { return is_set("BATON_TEST_ROW_SECURITY"); }

std::string admin_url() {
    char const* const url = std::getenv("BATON_TEST_POSTGRES");
    if (!url)
        throw std::runtime_error("BATON_TEST_POSTGRES is not set: give the admin URL of a PostgreSQL 15, or set "
                                 "BATON_TEST_SQLITE_ONLY=1 to leave that half out");
    return url;
}

void run_as_admin(std::string const& url, std::string const& sql) {
    std::unique_ptr<PGconn, decltype(&PQfinish)> const connection(PQconnectdb(url.c_str()), PQfinish);
    std::unique_ptr<PGresult, decltype(&PQclear)> const result(PQexec(connection.get(), sql.c_str()), PQclear);
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK)
        throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
}

// The same URL with another database: what stands between the host and the parameters.
std::string with_database(std::string const& url, std::string const& name) {
    auto const host = url.find("://") + 3;
    auto const parameters = std::min(url.find('?', host), url.size());
    auto const path = std::min(url.find('/', host), parameters);
    return url.substr(0, path) + "/" + name + url.substr(parameters);
}

constexpr std::string_view ordinary_role = "baton_test_ordinary";

// Left behind for the next test; several processes may make it at once.
void make_ordinary_role(std::string const& url) {
    run_as_admin(url, fmt::format("do $$ begin create role {} login createdb; exception when duplicate_object or "
                                  "unique_violation then null; end $$",
                                  ordinary_role));
}

// The same URL with another user: what stands before the host.
std::string with_user(std::string const& url, std::string_view user) {
    auto const begin = url.find("://") + 3;
    auto const authority = url.substr(begin, url.find_first_of("/?", begin) - begin);
    auto const at = authority.find('@');
    auto const host = at == std::string::npos ? authority : authority.substr(at + 1);
    return fmt::format("{}{}@{}{}", url.substr(0, begin), user, host, url.substr(begin + authority.size()));
}

std::string unique_name() { return "baton_test_" + hex(random_bytes<6>()); }

} // namespace

ScratchDatabase::ScratchDatabase(Dialect dialect, Owner owner) : name_(unique_name()) {
    std::vector<Secret> masters;
    masters.push_back(Secret::random());
    options_.keys = std::make_shared<KeyRing>(std::move(masters));
    if (dialect == Dialect::sqlite) {
        options_.data_dir = (std::filesystem::temp_directory_path() / name_).string();
        return;
    }
    admin_url_ = admin_url();
    run_as_admin(admin_url_, "create database " + name_ + " template template0 encoding 'UTF8' locale 'C'");
    options_.url = with_database(admin_url_, name_);
    if (row_security()) owner = Owner::ordinary;
    if (owner == Owner::ordinary) {
        make_ordinary_role(admin_url_);
        run_as_admin(admin_url_, fmt::format("alter database {} owner to {}", name_, ordinary_role));
        options_.url = with_user(options_.url, ordinary_role);
    }
    if (row_security()) options_.row_security = RowSecurity::on;
    options_.connections = 4;
}

ScratchDatabase::~ScratchDatabase() {
    try {
        if (admin_url_.empty()) std::filesystem::remove_all(options_.data_dir);
        else run_as_admin(admin_url_, "drop database " + name_ + " with (force)");
    } catch (std::exception const& error) {
        ADD_FAILURE() << error.what();
    }
}

std::string ScratchDatabase::superuser_url() const { return with_database(admin_url_, name_); }

std::unique_ptr<Database> ScratchDatabase::open(Options const& options, std::string_view schema) const {
    auto const embedded = embedded_migrations();
    std::vector<Migration> all(embedded.begin(), embedded.end());
    if (!schema.empty()) all.push_back({9000, "9000_of_the_test", schema});
    return db::open(options, all);
}

std::string name_of_dialect(testing::TestParamInfo<Dialect> const& info) {
    return info.param == Dialect::sqlite ? "Sqlite" : "Postgres";
}

std::vector<Dialect> tested_dialects() {
    if (sqlite_only()) return {Dialect::sqlite};
    return {Dialect::sqlite, Dialect::postgres};
}

std::vector<Dialect> tested_postgres() {
    if (sqlite_only()) return {};
    return {Dialect::postgres};
}

} // namespace baton::db
