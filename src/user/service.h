// Use cases of people and roles. Each runs inside the caller's unit of work; what needs
// the slow password hash takes it ready-made.
#pragma once
#include "db/names.h"
#include "user/user.h"

namespace baton {

struct NewUser : UserFields {
    Text<1, 100> login;
    Text<1, 200> password;
};
DESCRIBE(NewUser, (UserFields), (login, password));
void check(NewUser const&, Problems&);
// Called by the router before the unit of work of a creation: replaces the password by its slow hash.
void prepare(NewUser&);

// The editable part of a stored user.
UserFields fields_of(Tx&, User const&);

User create_user(Tx&, Actor const&, NewUser const&, std::string const& password_hash, Timestamp now);
// Somebody who may manage people must be left.
User edit_user(Tx&, Actor const&, UserId, json::object const& changes, std::int64_t version, Timestamp now);
// Ends his sessions and tokens. Refused (Error::conflict) while he leads a department, and for the last who may manage
// people.
void archive_user(Tx&, Actor const&, UserId, Timestamp now);
// Not archived and not expired.
bool is_let_in(Tx&, UserId, Timestamp now);
// Who may, and what follows from it, is session/service.h's change_password.
void set_password_hash(Tx&, UserId, std::string const& password_hash);
std::optional<User> user_by_login(Tx&, std::string const& login);
// Throws Error::invalid for `field` when there is no such user.
User require_user(Tx&, UserId, std::string const& field);
// Also one whose account has ended.
std::optional<User> find_person(Tx&, UserId);
// Throws Error::not_found.
User known_user(Tx&, UserId);
User user_of(Tx&, Actor const&);
std::vector<User> users_after(Tx&, UserId after, int limit);
bool has_users(Tx&);
// Encrypts mail addresses that an earlier version stored in clear, at most `limit`; returns how many it met.
int seal_clear_emails(Tx&, int limit);
// No other unit changes it until the end of this one. What it is, follows from presence/service.h.
std::optional<Presence> lock_presence(Tx&, UserId);
void write_presence(Tx&, UserId, Presence);

// As whom he acts when he signs in, with all that his roles allow.
Actor actor_of(Tx&, UserId, std::string name);

// Names for a page of ids; unknown ids are left out.
db::Names user_names(Tx&, std::vector<std::int64_t> const& ids);

// Throws db::DbError naming a missing column.
void check_user_tables(Tx&);

} // namespace baton
