#include "db/migration_files.h"

#include <gtest/gtest.h>

namespace baton::db {
namespace {

TEST(MigrationFiles, AreNumberedWithoutGapsAndNotEmpty) {
    int expected = 1;
    for (Migration const& migration : embedded_migrations()) {
        EXPECT_EQ(migration.number, expected++) << migration.name;
        EXPECT_FALSE(migration.sql.empty()) << migration.name;
    }
}

} // namespace
} // namespace baton::db
