// Rows pasted from a spreadsheet: columns divided by tabs, or by commas as in RFC 4180, under a header line in Chinese
// or English. Reading only; nothing here knows who exists.
#pragma once
#include "base/json.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(UserColumn, login, name, password, email, departments, roles, skills, capacity, languages,
                        location, region, expires_at)

struct UserRow {
    std::int64_t line = 0; // in the pasted text, from 1
    std::map<UserColumn, std::string> cells;
};

struct ReadRows {
    std::vector<UserRow> rows; // without the header and blank lines
    std::string problem;       // of the header; "" when there is none
};
ReadRows read_user_rows(std::string_view text);

// "退货组; 财务部" → two words; divided by ; ； 、 | or a comma.
std::vector<std::string> words_in(std::string_view cell);

} // namespace baton
