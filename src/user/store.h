// Rows in, rows out. The only place that knows the tables of users and roles.
#pragma once
#include "db/tx.h"
#include "user/user.h"

namespace baton {

void insert_user(Tx&, User const&);
std::optional<User> find_user(Tx&, UserId);
std::optional<User> find_user_by_login(Tx&, std::string const& login);
std::vector<User> list_users(Tx&, UserId after, int limit);
bool any_user(Tx&);
void save_password(Tx&, UserId, std::string const& hash);
void save_presence(Tx&, UserId, Presence);
std::optional<Presence> lock_and_find_presence(Tx&, UserId);

void save_user(Tx&, User const&);
// Also by somebody who was archived: his name stays on what he did.
bool is_login_taken(Tx&, std::string const& login);
std::vector<Skill> skills_of(Tx&, UserId);
void replace_skills(Tx&, UserId, std::vector<Skill> const&);

} // namespace baton
