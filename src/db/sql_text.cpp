#include "db/sql_text.h"

#include <cctype>

namespace baton::db {
namespace {

// The length of the literal, quoted name or comment at the front; 0 when there is code. A doubled
// quote inside a literal reads as two literals side by side, which is just as good here.
std::size_t quoted_length(std::string_view sql) {
    auto const through = [&](std::string_view end, std::size_t from) {
        auto const at = sql.find(end, from);
        return at == sql.npos ? sql.size() : at + end.size();
    };
    if (sql.starts_with("--")) return through("\n", 2);
    if (sql.starts_with("/*")) return through("*/", 2);
    if (sql[0] == '\'' || sql[0] == '"') return through(sql.substr(0, 1), 1);
    return 0;
}

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// Calls on_word for each word of code and passes everything else through.
template <class F> std::string rewrite(std::string_view sql, F on_word) {
    std::string out;
    out.reserve(sql.size());
    while (!sql.empty()) {
        std::size_t length = quoted_length(sql);
        if (length == 0 && is_word(sql[0])) {
            while (length < sql.size() && is_word(sql[length])) ++length;
            on_word(out, sql.substr(0, length));
        } else {
            length = std::max<std::size_t>(length, 1);
            out += sql.substr(0, length);
        }
        sql.remove_prefix(length);
    }
    return out;
}

// Drops the last word of `out` when it is this one.
bool take_back(std::string& out, std::string_view word) {
    auto const end = out.find_last_not_of(" \n\t") + 1;
    if (!std::string_view(out).substr(0, end).ends_with(word)) return false;
    out.resize(end - word.size());
    return true;
}

} // namespace

std::string sqlite_statement(std::string_view sql) {
    return rewrite(sql, [](std::string& out, std::string_view word) {
        bool const number = std::isdigit(static_cast<unsigned char>(word[0]));
        if (number && out.ends_with('$')) out.back() = '?';
        out += word;
    });
}

std::string postgres_migration(std::string_view sql) {
    return rewrite(sql, [](std::string& out, std::string_view word) {
        if (word == "blob") out += "bytea";
        else if (word != "rowid" || !take_back(out, "without")) out += word;
    });
}

} // namespace baton::db
