#include "type/status.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace baton {
void check(NewStatus const& status, Problems& problems) {
    if (!problems.has("key") && !is_key(status.key))
        problems.add("key", "must be a word of small letters, digits and _, beginning with a letter");
    if (enum_from<StatusCategory>(status.key)) problems.add("key", "is the name of a category; choose another word");
    if (!status.category) problems.add("category", "must be one of " + names_of<StatusCategory>());
}

StatusSet statuses_for(std::vector<Status> const& every, TypeId type) {
    std::set<StatusCategory> own;
    for (auto const& s : every)
        if (s.type_id == type && !s.archived_at) own.insert(s.category);
    StatusSet set;
    for (auto const& s : every)
        if (!s.archived_at && (own.contains(s.category) ? s.type_id == type : !s.type_id)) set.all.push_back(s);
    return set;
}

Status const* status_in(StatusSet const& set, std::string_view word) {
    auto const it = std::ranges::find(set.all, word, [](Status const& s) { return std::string_view(s.key); });
    if (it != set.all.end()) return &*it;
    auto const category = enum_from<StatusCategory>(word);
    return category ? &default_of(set, *category) : nullptr;
}

Status const& default_of(StatusSet const& set, StatusCategory category) {
    Status const* first = nullptr;
    for (auto const& s : set.all) {
        if (s.category != category) continue;
        if (s.is_default) return s;
        if (!first) first = &s;
    }
    if (!first) throw std::logic_error("a category without status");
    return *first;
}

void check_status_move(StatusSet const& set, std::string const& from, Status const& to, bool has_comment) {
    bool comment_required = to.comment_required;
    std::string ways;
    bool is_way = false;
    auto const it = std::ranges::find(set.all, from, &Status::key); // none: archived since, or of another type
    for (auto const& move : it == set.all.end() ? std::vector<StatusMove>() : it->moves) {
        if (std::ranges::find(set.all, std::string(move.to), &Status::key) == set.all.end())
            continue; // not of this type
        ways += (ways.empty() ? "" : ", ") + move.to;
        if (move.to != to.key) continue;
        is_way = true;
        comment_required = comment_required || move.comment_required;
    }
    if (!ways.empty() && !is_way)
        throw Error(ErrorCode::conflict, fmt::format("From {} a ticket can go to: {}.", from, ways));
    if (comment_required && !has_comment)
        throw Error(ErrorCode::invalid, "comment", "is required to move here: say why");
}

void check_moves(StatusSet const& set, StatusCategory from, std::vector<StatusMove> const& moves, Problems& problems) {
    if (moves.size() > max_status_moves) return problems.add("moves", "must have at most 50 entries");
    std::set<std::string> seen;
    for (std::size_t i = 0; i < moves.size(); ++i) {
        auto const path = fmt::format("moves[{}].to", i);
        auto const it = std::ranges::find(set.all, std::string(moves[i].to), &Status::key);
        if (it == set.all.end()) problems.add(path, "There is no such status here.");
        else if (!may_move(from, it->category)) problems.add(path, "The categories do not allow this move.");
        else if (!seen.insert(moves[i].to).second) problems.add(path, "is there twice");
    }
}

} // namespace baton
