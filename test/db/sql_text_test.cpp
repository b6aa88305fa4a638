#include "db/sql_text.h"

#include <gtest/gtest.h>

namespace baton::db {
namespace {

TEST(SqlText, NumbersParametersForSqliteOutsideOfLiterals) {
    EXPECT_EQ(sqlite_statement("select $1, $10 from t where a=$2"), "select ?1, ?10 from t where a=?2");
    EXPECT_EQ(sqlite_statement("select '$1', \"$2\", $3"), "select '$1', \"$2\", ?3");
    EXPECT_EQ(sqlite_statement("select 'it''s $1' || $1 -- $2\n, $2 /* $3 */"),
              "select 'it''s $1' || ?1 -- $2\n, ?2 /* $3 */");
    EXPECT_EQ(sqlite_statement("'open $1"), "'open $1");
    EXPECT_EQ(sqlite_statement(""), "");
}

TEST(SqlText, TranslatesTheAliasesOfMigrations) {
    EXPECT_EQ(postgres_migration("create table t (a blob not null, blobs text) without rowid;"),
              "create table t (a bytea not null, blobs text) ;");
    EXPECT_EQ(postgres_migration(") without\n  rowid;"), ") ;");
    EXPECT_EQ(postgres_migration("default 'blob' -- without rowid\n"), "default 'blob' -- without rowid\n");
}

} // namespace
} // namespace baton::db
