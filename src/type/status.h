// Statuses 状态: a word of its own inside one of six fixed categories. The categories decide which moves are possible;
// a status may allow fewer and ask for a comment. Values and pure rules.
#pragma once
#include "type/type.h"

namespace baton {

struct StatusMove {
    Text<1, 50> to; // key
    bool comment_required = false;
    bool operator==(StatusMove const&) const = default;
};
DESCRIBE(StatusMove, (), (to, comment_required));

// What may be edited.
struct StatusFields {
    Text<1, 100> name;
    bool is_default = false;       // the one meant when only the category is named
    bool comment_required = false; // to move here, from wherever
    std::vector<StatusMove> moves; // from here; empty: all that the categories allow
    std::int64_t position = 0;
    Text<0, 100> portal_title = {}; // what customers read instead of the word of its category
    bool operator==(StatusFields const&) const = default;
};
DESCRIBE(StatusFields, (), (name, is_default, comment_required, moves, position, portal_title));

struct NewStatus : StatusFields {
    Text<1, 50> key; // small letters, digits and _; one for the whole tenant
    std::optional<StatusCategory> category;
    std::optional<TypeId> type_id; // absent: for types without own ones in the category
};
DESCRIBE(NewStatus, (StatusFields), (key, category, type_id));
void check(NewStatus const&, Problems&);

// The row.
struct Status : StatusFields {
    std::string key;
    StatusCategory category = StatusCategory::new_;
    std::optional<TypeId> type_id;
    std::optional<Timestamp> archived_at; // no tickets come into it any more
    std::int64_t version = 1;
};
DESCRIBE(Status, (StatusFields), (key, category, type_id, archived_at, version));

inline constexpr std::size_t max_statuses = 500, max_status_moves = 50;

// What tickets of one type can be in, in order: in each category its own statuses, else those for all types.
struct StatusSet {
    std::vector<Status> all;
};
StatusSet statuses_for(std::vector<Status> const& every, TypeId);
// Exactly this key, else the default of the category with this name; null when it is neither.
Status const* status_in(StatusSet const&, std::string_view key_or_category);
Status const& default_of(StatusSet const&, StatusCategory);

// Throws Error::conflict when the status moved from does not allow it, Error::invalid for `comment` when one is needed.
void check_status_move(StatusSet const&, std::string const& from, Status const& to, bool has_comment);
// Moves lead to statuses there are, as the categories allow; no two of them to the same.
void check_moves(StatusSet const&, StatusCategory from, std::vector<StatusMove> const&, Problems&);

} // namespace baton
