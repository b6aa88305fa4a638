// A user as who manages people sees him.
#pragma once
#include "user/user.h"

namespace baton {

struct PersonView : UserFields {
    UserId id{};
    std::string login;
    Presence presence = Presence::offline;
    Timestamp created_at{};
    std::int64_t version = 1;
};
DESCRIBE(PersonView, (UserFields), (id, login, presence, created_at, version));

inline PersonView person_view(User const& user, UserFields const& fields) {
    return {fields, user.id, user.login, user.presence, user.created_at, user.version};
}

} // namespace baton
