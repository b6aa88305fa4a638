// The form 表单 of a ticket type: its own fields and those it inherits, in one version of their definition. Filling it
// in is one rule for every channel a ticket comes by.
#pragma once
#include "form/field.h"

namespace baton {

struct Form {
    TypeId type_id{};
    std::int64_t version = 0;  // goes up with every change; 0: never had a field
    std::vector<Field> fields; // archived ones too
};
DESCRIBE(Form, (), (type_id, version, fields));

Field const* field_of(Form const&, std::string_view key);

// What conditions look at besides fields.
struct Circumstances {
    Priority priority = Priority::normal;
    std::string status; // key
    StatusCategory category = StatusCategory::new_;
};

struct FieldChange {
    Field field;
    json::value before, after;         // null: none; a phone is masked in both
    std::optional<std::string> secret; // what a masked `after` stands for
};

struct Filled {
    json::object values;
    std::vector<FieldChange> changes;
};

// What the ticket has, `given` over it (null takes a value away), and defaults when the ticket is new to the form. Adds
// everything that is wrong below "fields". Values given as they are already are not looked at again, so that options
// and fields archived since stay valid.
Filled fill(Form const&, json::object const& before, json::object const& given, bool is_new, Circumstances const&,
            Problems&);
// The form as a customer meets it: what only agents fill in asks nothing of him and takes nothing from him.
Form for_customers(Form);
// Whether customers see and fill in this field.
bool is_for_customers(Field const&);
// What a ticket keeps when it moves from one form to another: values of fields that both have. The rest are changes.
Filled carry_over(Form const& from, Form const& to, json::object const& values);
// Fields that become required by this move and are empty.
void check_move(Form const&, json::object const& values, Circumstances const& from, Circumstances const& to, Problems&);

// Whether this definition will do beside the other fields of the form.
void check_definition(Form const&, Field const&, Problems&);

} // namespace baton
