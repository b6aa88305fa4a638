// What is masked, shown for a while to who says why. The event names fields and reason, never values.
#pragma once
#include "customer/customer.h"
#include "db/tx.h"
#include "user/actor.h"

namespace baton {

struct RevealOrder {
    std::vector<Text<1, 100>> fields; // phones, emails, identities, id_number, address, fields.<key>
    Text<5, 500> reason;
};
DESCRIBE(RevealOrder, (), (fields, reason));
void check(RevealOrder const&, Problems&);

struct Revealed {
    json::object values;
    Timestamp until{}; // when the screen hides them again
};
DESCRIBE(Revealed, (), (values, until));

// A replay shows until when it was revealed, but not what.
inline void hide_secrets(Revealed& revealed) { revealed.values.clear(); }

inline constexpr std::int64_t reveal_lifetime_s = 600;

Revealed reveal(Tx&, Actor const&, CustomerId, RevealOrder const&, Timestamp now);

} // namespace baton
