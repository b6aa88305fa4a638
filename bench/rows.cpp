#include "rows.h"

namespace baton::bench {

std::string insert_statement(Table const& table, char mark) {
    std::string names, marks;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        (names += i ? ", " : "") += table.columns[i];
        (marks += i ? ", " : "") += mark + std::to_string(i + 1);
    }
    return "insert into " + table.name + " (" + names + ") values (" + marks + ")";
}

Share share(Table const& table, std::size_t unit, std::size_t units) {
    return {table.rows.size() * unit / units, table.rows.size() * (unit + 1) / units};
}

} // namespace baton::bench
