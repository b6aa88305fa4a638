// The fields of a form: what they are called, what they hold and by which rules. Values and pure rules.
#pragma once
#include "base/json.h"
#include "type/type.h"
#include <functional>

namespace baton {

struct FieldTag;
using FieldId = Id<FieldTag>;

BOOST_DEFINE_ENUM_CLASS(FieldKind, text, long_text, number, money, date, datetime, choice, multi_choice, cascade,
                        checkbox, phone, customer, business_object, asset)

// What is chosen from. An archived one stays the value of tickets that have it and is offered no more.
struct Option {
    Text<1, 50> key; // stays the same
    Text<1, 100> label;
    std::optional<Text<1, 50>> parent; // the option it lies below, which comes before it; of kind cascade only
    bool archived = false;
    bool operator==(Option const&) const = default;
};
DESCRIBE(Option, (), (key, label, parent, archived));

// True when the field has one of these values. `field`: the key of another field, "priority" or "status"; a status is
// named by its key or its category.
struct Clause {
    Text<1, 50> field;
    std::vector<Text<1, 100>> is;
    bool operator==(Clause const&) const = default;
};
DESCRIBE(Clause, (), (field, is));

// All of `all` and, when there are any, one of `any`.
struct Condition {
    std::vector<Clause> all, any;
    bool operator==(Condition const&) const = default;
};
DESCRIBE(Condition, (), (all, any));

// The words a field, priority or status has at the moment; none for a hidden or empty one.
using WordsOf = std::function<std::vector<std::string>(std::string const& field)>;
bool holds(Condition const&, WordsOf const&);

// What may be edited.
struct FieldFields {
    Text<1, 100> label;
    Text<0, 1'000> help;
    std::vector<Option> options;
    json::value default_value; // null: none
    bool required = false;
    std::optional<Condition> required_if;
    std::optional<Condition> shown_if; // absent: always
    bool read_only = false;
    std::optional<Condition> read_only_if;
    bool agents_only = false;  // customers neither see nor fill it in
    std::int64_t position = 0; // fields stand in the order of it, then of their making
    bool operator==(FieldFields const&) const = default;
};
DESCRIBE(FieldFields, (),
         (label, help, options, default_value, required, required_if, shown_if, read_only, read_only_if, agents_only,
          position));

struct NewField : FieldFields {
    Text<1, 50> key; // small letters, digits and _
    std::optional<FieldKind> kind;
    bool filterable = false;
};
DESCRIBE(NewField, (FieldFields), (key, kind, filterable));
void check(NewField const&, Problems&);

// Kind and filterable are here so that changing them can be answered with the way out.
struct FieldEdit : FieldFields {
    FieldKind kind = FieldKind::text;
    bool filterable = false;
};
DESCRIBE(FieldEdit, (FieldFields), (kind, filterable));

struct Field : FieldFields {
    FieldId id{};
    TypeId type_id{}; // where it was made; types below inherit it
    std::string key;
    FieldKind kind = FieldKind::text;
    bool filterable = false;
    bool archived = false; // takes no new values; those there are stay
};
DESCRIBE(Field, (FieldFields), (id, type_id, key, kind, filterable, archived));

inline constexpr std::size_t max_fields = 200, max_field_options = 1'000, max_form_options = 5'000, max_clauses = 10,
                             max_clause_values = 100;

Option const* option_of(Field const&, std::string_view key);
bool has_options(FieldKind);
// Kinds that conditions may look at.
bool may_be_asked(FieldKind);

} // namespace baton
