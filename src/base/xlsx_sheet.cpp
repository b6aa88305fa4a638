#include "base/xlsx_sheet.h"

#include <charconv>

namespace baton {
namespace {

template <class T> std::optional<T> number_in(std::optional<std::string_view> text) {
    T number{};
    if (!text) return std::nullopt;
    auto const [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    return error == std::errc() && end == text->data() + text->size() ? std::optional(number) : std::nullopt;
}

// 2025-03-01T09:00:00.000, as some programs write dates instead of numbers.
std::string iso_date_text(std::string text) {
    if (auto const t = text.find('T'); t != text.npos) text[t] = ' ';
    if (auto const point = text.find('.'); point != text.npos && text.find_first_not_of("0Z", point + 1) == text.npos)
        text.resize(point);
    return text;
}

} // namespace

void XlsxSheet::begin(std::string_view element, XmlAttributes const& attributes) {
    if (element == "row") return begin_row(attributes);
    if (element == "c") return begin_cell(attributes);
    if (!in_cell_) return;
    if (element == "v") in_value_ = true;
    if (element == "is") in_inline_ = true;
    if (in_inline_) inline_.begin(element);
}

void XlsxSheet::text(std::string_view piece) {
    if (in_value_) value_ += piece;
    if (in_inline_) inline_.add(piece);
    if (value_.size() + inline_.size() > RowSource::longest_row) throw XmlError("has a text that is too long");
}

void XlsxSheet::end(std::string_view element) {
    if (element == "row") {
        if (!row_.problem.empty()) row_.cells.clear();
        take(std::move(row_));
        row_ = {.line = row_.line};
    }
    if (element == "c" && in_cell_) end_cell();
    if (element == "v") in_value_ = false;
    if (in_inline_) inline_.end(element);
    if (element == "is") in_inline_ = false;
}

// Its number may be missing: it is the next one then.
void XlsxSheet::begin_row(XmlAttributes const& attributes) {
    auto const number = number_in<std::int64_t>(attributes.find("r")).value_or(row_.line + 1);
    if (number <= row_.line || number > most_rows) throw XmlError("has rows out of order");
    row_ = {.line = number};
    row_bytes_ = next_column_ = 0;
}

// So may its reference, and so are cells without anything.
void XlsxSheet::begin_cell(XmlAttributes const& attributes) {
    auto const reference = attributes.find("r");
    column_ = reference ? column_of_reference(*reference).value_or(next_column_) : next_column_;
    next_column_ = column_ + 1;
    type_ = attributes.text("t");
    style_ = number_in<std::size_t>(attributes.find("s")).value_or(0);
    value_.clear();
    inline_.clear();
    in_cell_ = row_.line > 0;
}

void XlsxSheet::end_cell() {
    in_cell_ = false;
    auto text = cell_text();
    if (text.empty() || !row_.problem.empty()) return;
    row_bytes_ += text.size();
    if (column_ >= RowSource::most_cells || row_bytes_ > RowSource::longest_row) {
        row_.problem = "The line is too long.";
        return;
    }
    if (row_.cells.size() <= column_) row_.cells.resize(column_ + 1);
    row_.cells[column_] = std::move(text);
}

std::string XlsxSheet::cell_text() const {
    if (type_ == "s") {
        auto const text = strings.find(number_in<std::size_t>(value_).value_or(std::size_t(-1)));
        if (!text && !value_.empty()) throw XmlError("names a text that is not there");
        return std::string(text.value_or(""));
    }
    if (type_ == "inlineStr") return inline_.decoded();
    if (type_ == "str") return decoded_text(value_);
    if (type_ == "b") return value_ == "1" ? "true" : value_ == "0" ? "false" : value_;
    if (type_ == "d") return iso_date_text(value_);
    if (type_ == "e" || value_.empty()) return value_;
    return shows_date() ? date_text(value_, dates) : number_text(value_);
}

bool XlsxSheet::shows_date() const { return style_ < styles.is_date.size() && styles.is_date[style_]; }

} // namespace baton
