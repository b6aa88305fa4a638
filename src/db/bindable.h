// What both databases would not store alike is refused before either sees it.
#pragma once
#include "db/session.h"

namespace baton::db {

// Throws DbError for NUL or broken UTF-8 in text (PostgreSQL refuses both) and for NaN (SQLite stores null).
void check_bindable(std::string_view sql, std::span<Param const>);

} // namespace baton::db
