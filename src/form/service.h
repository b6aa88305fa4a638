// Use cases of forms. Each runs inside the caller's unit of work.
#pragma once
#include "db/tx.h"
#include "form/form.h"
#include "user/actor.h"

namespace baton {

// As it is now. No statement for a type that never had a field.
Form form_of(Tx&, Type const&);
// As it was in this version. Throws Error::not_found.
Form form_at(Tx&, TypeId, std::int64_t version);

struct FieldUsage {
    std::int64_t tickets = 0; // that hold a value
    bool or_more = false;     // counted no further
};
DESCRIBE(FieldUsage, (), (tickets, or_more));

struct FieldView : Field {
    FieldUsage usage;
    std::int64_t version = 0; // of the form
};
DESCRIBE(FieldView, (Field), (usage, version));

FieldView field_with_usage(Tx&, TypeId, std::string const& key);
// The types below have it as well from now on.
FieldView create_field(Tx&, Actor const&, TypeId, NewField const&, Timestamp now);
// `version` is the form's. An inherited field is changed where it was made.
FieldView edit_field(Tx&, Actor const&, TypeId, std::string const& key, json::object const& changes,
                     std::int64_t version, Timestamp now);
// Values that stand are kept. Refused (Error::conflict) while conditions look at it.
void archive_field(Tx&, Actor const&, TypeId, std::string const& key, Timestamp now);
// It takes values again, as it was defined last. Refused (Error::conflict) when it is not archived.
FieldView restore_field(Tx&, Actor const&, TypeId, std::string const& key, Timestamp now);

// For a type that is new or stands elsewhere in the tree, and all below it: what they inherit from there. Throws
// Error::invalid for "path" when a key would be there twice or the form too large.
void inherit_form(Tx&, Type const&, Timestamp now);

// What the field index holds for a value.
struct FieldWord {
    FieldId field{};
    std::string word;
};
// Of filterable fields with this key, for values as written in an address. Throws Error::invalid for "field.<key>".
std::vector<FieldWord> field_words(Tx&, std::string const& key, std::vector<std::string> const& written);
// What a filterable field's value is found by; `phone` stands for it when it is masked.
std::vector<std::string> words_found_by(Tx&, Field const&, json::value const&, std::optional<std::string> const& phone);

// Throws db::DbError naming a missing column.
void check_form_tables(Tx&);

} // namespace baton
