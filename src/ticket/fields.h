// A ticket's values against the form of its type: what every channel goes through.
#pragma once
#include "form/form.h"
#include "ticket/ticket.h"
#include "user/actor.h"

namespace baton {

// Adds everything that is wrong below "fields". No statement for a type that never had a field.
Filled fill_new(Tx&, Actor const&, Type const&, json::object const& given, Circumstances const&, Problems&);
// `from` and `to` are the ticket's type before and after; the circumstances are those after.
Filled fill_again(Tx&, Actor const&, Ticket const&, Type const& from, Type const& to, json::object const& given,
                  Circumstances const&, Problems&);

struct FieldRevealOrder {
    std::vector<Text<1, 100>> fields; // fields.<key>
    Text<5, 500> reason;
};
DESCRIBE(FieldRevealOrder, (), (fields, reason));
void check(FieldRevealOrder const&, Problems&);

struct RevealedFields {
    json::object values;
    Timestamp until{}; // when the screen hides them again
};
DESCRIBE(RevealedFields, (), (values, until));
// A replay shows until when it was revealed, but not what.
inline void hide_secrets(RevealedFields& revealed) { revealed.values.clear(); }

// Phones of a ticket in full, with a reason; recorded without the values.
RevealedFields reveal_fields(Tx&, Actor const&, std::string const& ticket, FieldRevealOrder const&, Timestamp now);

} // namespace baton
