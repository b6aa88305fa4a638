// How the numbers of tickets are made: "GD{yyyymmdd}{seq}" gives GD20261121007. Letters, digits, - and _ stand for
// themselves; {yyyymmdd} {yyyymm} {yyyy} {yy} {mm} {dd} are the local date; {seq}, which ends it, counts on for each
// beginning, with at least three digits, or as many as {seq:5} says. A number begins with a letter, so that it is never
// taken for an id, and has at most 40 characters. Values and pure rules.
#pragma once
#include "base/json.h"

namespace baton {

inline constexpr std::string_view first_number_pattern = "GD{yyyymmdd}{seq}";

struct NumberPattern {
    std::string prefix;
    std::string dates; // for each character of prefix: YYYY, yy, MM, DD of the date instead of it, or ' ' as it is
    int least_digits = 3;
};

// Throws Error::invalid for "number_pattern" with what is wrong.
NumberPattern number_pattern(std::string_view text);

// What all numbers of this local date, such as 20261121, begin with.
std::string prefix_on(NumberPattern const&, std::int64_t local_date);
std::string ticket_number(NumberPattern const&, std::string prefix, std::int64_t sequence);

// Whether two patterns can come to the same number on some days, before a sequence reaches a billion. Those with
// beginnings of the same length cannot: where these are the same, so is their sequence.
bool may_meet(NumberPattern const&, NumberPattern const&);

} // namespace baton
