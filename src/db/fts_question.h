// A question to a text index in the words of FTS5 and of PostgreSQL's tsquery. Nothing in a word can be taken for a
// sign of either language: words hold letters, digits, marks and `_` only, and stand between quotation marks all the
// same.
#pragma once
#include "db/text_index.h"

namespace baton::db {

// ("奶粉 粉罐" OR "n_1234") AND ("d_7")
std::string fts_question(TextQuestion const&);
// (('奶粉' <-> '粉罐') | 'n_1234') & ('d_7')
std::string tsquery_text(TextQuestion const&);
// The words with the places they stand at; those of the title weigh A, open ones B, inner ones D. Keys have no place.
std::string tsvector_text(IndexedText const&);

} // namespace baton::db
