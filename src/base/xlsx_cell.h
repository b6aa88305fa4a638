// What a cell of a workbook says as a person reads it (Office Open XML, ECMA-376 part 1, §18.3.1.4). Pure.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace baton {

// The first day: 1899-12-31 with a 29 February 1900 that never was, or 1904-01-01.
enum class DateSystem { from_1900, from_1904 };

// "BC12" is in column 54, counted from 0. Absent when it is no reference.
std::optional<std::size_t> column_of_reference(std::string_view);

// The shortest text that reads back as the same number, without an exponent where that is not absurd: 13800138000, 0.1.
// What is no number stays as it is written.
std::string number_text(std::string_view written);
// 2025-03-01, or 2025-03-01 09:30:00 when there is a time; 09:30:00 when there is no day. A number that is no day is a
// number.
std::string date_text(std::string_view written, DateSystem);
// Of a built-in number format (§18.8.30), with those of East Asia.
bool is_date_format(int id);
// Of one that somebody made: there is a letter of dates outside quotes and brackets.
bool is_date_format(std::string_view code);

// _x000D_ and the like stand for characters (§22.9.2.19).
std::string decoded_text(std::string_view);

} // namespace baton
