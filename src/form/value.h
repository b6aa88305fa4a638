// Values of fields: one normal form per kind, however they were given. Pure rules.
//
// text, long_text, business_object, asset: text as given, not blank. number: exact decimal text, "12.5", also given as
// a JSON number. money: {"amount": "12.5", "currency": "CNY"} (ISO 4217), at most four decimals. date: "2026-11-21".
// datetime: RFC 3339, stored as UTC. choice, cascade: the key of an option, of a cascade one with none below it.
// multi_choice: a list of keys. checkbox: true or false. phone: normalised, see customer/contact; what is shown and
// stands on the ticket is masked. customer: an id.
#pragma once
#include "form/field.h"

namespace baton {

struct FieldValue {
    json::value value;
    std::string problem;               // "" when the value will do
    std::optional<std::string> secret; // a phone number in full, normalised
};
FieldValue normalise(Field const&, json::value const& given);

// What a value is found by and what conditions compare; of a cascade the chosen option and those above it. Empty for
// null, and for a phone, which is found by its blind index.
std::vector<std::string> words_of(Field const&, json::value const&);

// What words_of gives for a value that was written in an address; of a phone its normal form. Absent when it is none.
std::optional<std::string> word_from_text(FieldKind, std::string const& written);

} // namespace baton
