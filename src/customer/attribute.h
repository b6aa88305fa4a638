// Attributes a tenant keeps about its customers besides: contract number, skin type, size of shoes.
// The server checks values by their definition. Pure rules.
#pragma once
#include "base/json.h"

namespace baton {

struct AttributeTag;
using AttributeId = Id<AttributeTag>;

BOOST_DEFINE_ENUM_CLASS(AttributeKind, text, number, date, choice, boolean)

// What may be edited later. Values that stand are not looked at again.
struct AttributeFields {
    Text<1, 100> label;
    std::vector<Text<1, 100>> choices; // of kind choice
    bool operator==(AttributeFields const&) const = default;
};
DESCRIBE(AttributeFields, (), (label, choices));

struct NewAttribute : AttributeFields {
    Text<1, 50> key; // small letters, digits and _
    std::optional<AttributeKind> kind;
    bool sensitive = false; // encrypted, masked, shown by revealing only
};
DESCRIBE(NewAttribute, (AttributeFields), (key, kind, sensitive));
void check(NewAttribute const&, Problems&);

// The row.
struct Attribute : AttributeFields {
    AttributeId id{};
    std::string key;
    AttributeKind kind = AttributeKind::text;
    bool sensitive = false;
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(Attribute, (AttributeFields), (id, key, kind, sensitive, archived_at, version));
// Also for what it becomes by editing.
void check_choices(AttributeKind, std::vector<Text<1, 100>> const&, Problems&);

inline constexpr std::size_t max_attributes = 100;

// "" when the value will do, else what is wrong with it. Dates are "2026-11-21", texts at most 1,000 characters.
std::string attribute_problem(Attribute const&, json::value const&);

} // namespace baton
