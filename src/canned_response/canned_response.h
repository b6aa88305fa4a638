// Canned responses 快捷回复: texts with variables that are put into a reply. Values and rules.
#pragma once
#include "sharing/sharing.h"

#include <map>

namespace baton {

struct CannedResponseTag;
using CannedResponseId = Id<CannedResponseTag>;

struct CannedResponseFields {
    Text<1, 100> title;
    Text<1, 20'000> body;  // with variables such as {{requester.name}}
    Text<0, 50> shortcut;  // what is typed for it
    Text<0, 100> category; // what it is listed under
    bool operator==(CannedResponseFields const&) const = default;
};
DESCRIBE(CannedResponseFields, (), (title, body, shortcut, category));
void check(CannedResponseFields const&, Problems&);

struct NewCannedResponse : CannedResponseFields, Shared {};
DESCRIBE(NewCannedResponse, (CannedResponseFields, Shared), ());
void check(NewCannedResponse const&, Problems&);

// The row.
struct CannedResponse : CannedResponseFields, Owner {
    CannedResponseId id{};
    std::optional<Timestamp> archived_at;
    std::int64_t version = 1;
};
DESCRIBE(CannedResponse, (CannedResponseFields, Owner), (id, archived_at, version));

// Whether it is offered to who has typed this: in its shortcut, title or category, however it is written.
bool is_found_by(CannedResponseFields const&, std::string const& typed);

inline constexpr std::size_t max_canned_responses = 2'000; // kept for others, and by one person for himself

// What may stand between {{ and }}. What is not known of a ticket is left out of the text.
std::vector<std::string_view> variable_names();
// The names in the body that are none, each once, in order.
std::vector<std::string> unknown_variables(std::string_view body);
// The body with each variable replaced by its value, once: braces in a value stay as they are.
std::string filled_in(std::string_view body, std::map<std::string, std::string, std::less<>> const& values);

} // namespace baton
