// The cells of one sheet (Office Open XML, ECMA-376 part 1, §18.3) as rows, while it is read. One thread.
#pragma once
#include "base/row_source.h"
#include "base/xlsx_parts.h"

#include <functional>

namespace baton {

struct XlsxSheet final : XmlHandler {
    static constexpr std::int64_t most_rows = 1'048'576; // that a spreadsheet program shows

    XlsxStrings const& strings;
    XlsxStyles const& styles;
    DateSystem const dates;
    std::function<void(TableRow)> const take; // rows without anything too

    XlsxSheet(XlsxStrings const& strings, XlsxStyles const& styles, DateSystem dates,
              std::function<void(TableRow)> take)
        : strings(strings), styles(styles), dates(dates), take(std::move(take)) {}

    void begin(std::string_view element, XmlAttributes const&) override;
    void text(std::string_view) override;
    void end(std::string_view element) override;

private:
    void begin_row(XmlAttributes const&);
    void begin_cell(XmlAttributes const&);
    void end_cell();
    std::string cell_text() const;
    bool shows_date() const;

    TableRow row_;
    std::size_t row_bytes_ = 0, column_ = 0, next_column_ = 0;
    std::string type_, value_; // of the cell
    std::size_t style_ = 0;
    XlsxText inline_;
    bool in_cell_ = false, in_value_ = false, in_inline_ = false;
};

} // namespace baton
