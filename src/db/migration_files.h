#pragma once
// The files of migrations/, embedded into the binary by tools/embed_migrations.py, in ascending order of their number.
// Both databases run the same ones.
#include <span>
#include <string_view>

namespace baton::db {

struct Migration {
    int number;            // 1 of 0001_first.sql
    std::string_view name; // "0001_first"
    std::string_view sql;
};

std::span<Migration const> embedded_migrations();

} // namespace baton::db
