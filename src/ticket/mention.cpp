#include "ticket/mention.h"

#include "ticket/mention_store.h"
#include "ticket/participant.h"
#include "user/service.h"

#include <fmt/format.h>
#include <set>

namespace baton {
namespace {

bool is_there(Tx& tx, Ticket const& t, UserId user) {
    return t.assignee_id == user || t.created_by == user || takes_part(tx, t.id, user, Part::collaborator) ||
           takes_part(tx, t.id, user, Part::follower);
}

} // namespace

void check_mentions(std::vector<Text<1, 20>> const& mentions, bool is_public, Problems& problems) {
    if (mentions.size() > max_mentions) return problems.add("mentions", "must have at most 50 entries");
    std::set<std::string> seen;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        auto const path = fmt::format("mentions[{}]", i);
        bool const is_customer = mentions[i] == customer_mention;
        if (!is_customer && !parse_id(mentions[i])) problems.add(path, "must be the id of a person, or customer");
        else if (is_customer && !is_public) problems.add(path, "the customer does not read internal notes");
        else if (!seen.insert(mentions[i]).second) problems.add(path, "is there twice");
    }
}

void check_mentioned(Tx& tx, Actor const& actor, Ticket const& t, std::vector<Text<1, 20>> const& mentions) {
    Problems problems;
    for (std::size_t i = 0; i < mentions.size(); ++i)
        if (auto const id = parse_id(mentions[i]))
            problems.take([&] { require_user(tx, UserId{*id}, fmt::format("mentions[{}]", i)); });
    problems.raise();
    for (auto const& each : mentions)
        if (auto const id = parse_id(each); id && !is_there(tx, t, UserId{*id}))
            actor.require(Permission::tickets_edit);
}

void mention(Tx& tx, Actor const& actor, Ticket const& t, std::vector<Text<1, 20>> const& mentions, EventId message,
             Timestamp now) {
    check_mentioned(tx, actor, t, mentions);
    for (auto const& each : mentions) {
        if (auto const id = parse_id(each)) {
            if (!is_there(tx, t, UserId{*id})) let_follow(tx, actor, t.id, UserId{*id}, now);
        } else if (actor.user) insert_request(tx, {t.id, message, *actor.user, now, {}});
    }
}

std::optional<TicketRequest> answer_requests(Tx& tx, TicketId ticket, Timestamp now) {
    auto const open = open_requests(tx, ticket);
    if (open.empty()) return std::nullopt;
    save_answered(tx, ticket, now);
    return open.back();
}

} // namespace baton
