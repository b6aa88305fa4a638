// Rows in, rows out. The only place that knows the tables of forms; what tickets hold is in ticket/field_store.
#pragma once
#include "db/tx.h"
#include "form/form.h"

namespace baton {

// One version of a type's form, those it inherits included.
void insert_form(Tx&, Form const&, Timestamp now);
std::optional<Form> find_form(Tx&, TypeId, std::int64_t version);

// What stays the same of a field for good.
struct FieldIdentity {
    FieldId id{};
    std::string key;
    FieldKind kind = FieldKind::text;
    bool filterable = false;
};
DESCRIBE(FieldIdentity, (), (id, key, kind, filterable));
void insert_identity(Tx&, FieldIdentity const&);
// Of all types.
std::vector<FieldIdentity> list_identities(Tx&, std::string const& key);

// How many tickets hold a value of the field, counted up to `most`.
std::int64_t count_holders(Tx&, FieldId, std::int64_t most);

} // namespace baton
