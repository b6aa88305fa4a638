#include "base/csv.h"

#include <algorithm>
#include <array>
#include <utility>

namespace baton {
namespace {

// Programs for East Asian text read the full-width signs like the plain ones.
constexpr std::array<std::string_view, 11> formulas_begin{"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

bool is_number(std::string_view cell) {
    if (cell.starts_with('-')) cell.remove_prefix(1);
    auto const is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return !cell.empty() && is_digit(cell.front()) && is_digit(cell.back()) && std::ranges::count(cell, '.') <= 1 &&
           std::ranges::all_of(cell, [&](char c) { return is_digit(c) || c == '.'; });
}

bool could_be_formula(std::string_view cell) {
    return !is_number(cell) && std::ranges::any_of(formulas_begin, [&](auto sign) { return cell.starts_with(sign); });
}

void append_cell(std::string& to, std::string_view cell) {
    bool const guarded = could_be_formula(cell);
    if (!guarded && cell.find_first_of(",\"\r\n") == std::string_view::npos) {
        to += cell;
        return;
    }
    to += '"';
    if (guarded) to += '\'';
    for (char const c : cell) {
        if (c == '"') to += '"';
        to += c;
    }
    to += '"';
}

} // namespace

void append_csv_row(std::string& to, std::span<std::string const> cells) {
    bool is_first = true;
    for (auto const& cell : cells) {
        if (!std::exchange(is_first, false)) to += ',';
        append_cell(to, cell);
    }
    to += "\r\n";
}

} // namespace baton
