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

void insert_role(Tx&, Role const&);
std::optional<Role> find_role(Tx&, std::string const& name);
void give_role(Tx&, UserId, RoleId);
std::vector<std::string> permission_words_of(Tx&, UserId);

} // namespace baton
