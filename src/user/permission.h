// What an actor may do, named once. The word outside is "tickets.read_all"; the record-level
// question "may he see this ticket" is answered by ticket/scope, not here.
#pragma once
#include "base/reflect.h"
#include <set>

namespace baton {

// The first underscore stands for the point of the outside word. Append only: stored in roles.
BOOST_DEFINE_ENUM_CLASS(Permission,
                        tickets_read,     // those of his departments and those he takes part in
                        tickets_read_all, // every ticket (role 客服台)
                        tickets_create, tickets_edit,
                        tickets_reply, // public replies and internal notes
                        tickets_assign, customers_read_contact, users_manage, settings_manage,
                        audit_read,         // the log of all changes that are not about one ticket
                        customers_read_all, // also those none of whose tickets he sees
                        customers_edit, customers_merge,
                        customers_reveal, // id number, address and sensitive attributes, with a reason
                        customers_export, customers_erase,
                        tickets_export, // lists of them as files
                        tickets_delete) // into the recycle bin, and out of it

using Permissions = std::set<Permission>;

std::string permission_word(Permission); // "tickets.read_all"
std::optional<Permission> permission_from(std::string_view word);

} // namespace baton
