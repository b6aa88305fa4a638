// A database for one test, on either engine, gone with the object. SQLite in a temporary directory;
// PostgreSQL in a scratch database made through the admin URL in BATON_TEST_POSTGRES. Without that
// variable the PostgreSQL half fails, unless BATON_TEST_SQLITE_ONLY=1 leaves it out. With
// BATON_TEST_ROW_SECURITY=1 the latter are under row-level security.
#pragma once
#include "db/database.h"
#include <gtest/gtest.h>

namespace baton::db {

// Who owns a PostgreSQL database and opens it: the superuser of the admin URL, or a role the policies of row-level
// security hold for.
enum class Owner { superuser, ordinary };

class ScratchDatabase {
public:
    explicit ScratchDatabase(Dialect, Owner = Owner::superuser);
    ~ScratchDatabase();
    ScratchDatabase(ScratchDatabase const&) = delete;

    Options const& options() const { return options_; }
    Options& options() { return options_; } // before open()
    // PostgreSQL: of the same database, whoever owns it.
    std::string superuser_url() const;
    // The embedded migrations; open() also runs `schema` as a last one of its own.
    std::unique_ptr<Database> open(std::string_view schema = {}) const { return open(options_, schema); }
    // The same database once more, as another process would see it.
    std::unique_ptr<Database> open(Options const&, std::string_view schema) const;

private:
    Options options_;
    std::string admin_url_, name_; // PostgreSQL
};

// "Sqlite", "Postgres": the second half of a test's name.
std::string name_of_dialect(testing::TestParamInfo<Dialect> const&);
// Both, or only SQLite with BATON_TEST_SQLITE_ONLY=1.
std::vector<Dialect> tested_dialects();
// For what only PostgreSQL has.
std::vector<Dialect> tested_postgres();

// A fixture that runs every test on both databases:
//   using TicketStore = OnBothDatabases;
//   TEST_P(TicketStore, Finds…) { run(*database, tenant, …) }
//   ON_BOTH_DATABASES(TicketStore);
class OnBothDatabases : public testing::TestWithParam<Dialect> {
protected:
    ScratchDatabase scratch{GetParam()};
    std::unique_ptr<Database> database; // opened by open(), or by SetUp() of a derived fixture

    void open(std::string_view schema = {}) { database = scratch.open(schema); }
};

#define ON_BOTH_DATABASES(Fixture)                                                                                     \
    INSTANTIATE_TEST_SUITE_P(Db, Fixture, testing::ValuesIn(::baton::db::tested_dialects()),                           \
                             ::baton::db::name_of_dialect)

} // namespace baton::db
