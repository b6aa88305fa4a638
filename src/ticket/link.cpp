#include "ticket/link.h"

#include "tenant/service.h"
#include "ticket/change.h"
#include "ticket/link_store.h"

#include <fmt/format.h>

namespace baton {
namespace {

void record_ends(Tx& tx, Actor const& actor, EventKind event, Ticket const& from, Ticket const& to, LinkKind kind,
                 Timestamp now) {
    auto const say = [&](Ticket const& here, Ticket const& there, std::string_view end) {
        record(tx,
               event_of(actor, here, event,
                        {{"kind", name_of(kind)},
                         {"end", end}, // which of the two this one is
                         {"ticket_id", std::to_string(there.id.value)},
                         {"number", there.number}}),
               now);
    };
    say(from, to, "from");
    say(to, from, "to");
}

struct Pair {
    Ticket ticket, other;
};

// Locked in the order of their ids.
Pair load_both(Tx& tx, Actor const& actor, std::string const& reference, TicketId other, Timestamp& now) {
    auto const id = visible_ticket(tx, actor, reference).id;
    if (id == other) throw Error(ErrorCode::invalid, "ticket_id", "A ticket cannot be linked to itself.");
    auto const load_one = [&] { return ticket_for_change(tx, actor, std::to_string(id.value), now); };
    auto const load_other = [&] { return ticket_seen_for_update(tx, actor, std::to_string(other.value), now); };
    if (id < other) {
        auto ticket = load_one();
        return {std::move(ticket), load_other()};
    }
    auto seen = load_other();
    return {load_one(), std::move(seen)};
}

void touch(Tx& tx, Pair const& both, Timestamp now) {
    touch_ticket(tx, both.ticket.id, now);
    touch_ticket(tx, both.other.id, now);
}

LinkFacts facts_of(Tx& tx, Ticket const& from, Ticket const& to, LinkKind kind) {
    LinkFacts facts;
    if (kind == LinkKind::related || kind == LinkKind::follow_up) return facts;
    facts.from_is_from = is_linked(tx, from.id, kind, LinkEnd::from);
    facts.from_is_to = is_linked(tx, from.id, kind, LinkEnd::to);
    facts.to_is_from = is_linked(tx, to.id, kind, LinkEnd::from);
    facts.to_is_to = is_linked(tx, to.id, kind, LinkEnd::to);
    if (kind != LinkKind::parent) return facts;
    auto const above = parents_above(tx, from.id, max_levels);
    facts.is_circle = std::ranges::find(above, to.id) != above.end();
    facts.levels = int(above.size()) + 2 + levels_below(tx, to.id, max_levels);
    return facts;
}

void check_link(Tx& tx, Ticket const& shown, Ticket const& from, Ticket const& to, LinkKind kind, Timestamp now) {
    if (find_link(tx, from.id, to.id))
        refuse(tx, shown, "The two tickets are linked otherwise already: unlink them first.", now);
    auto const objection = link_objection(kind, facts_of(tx, from, to, kind));
    if (!objection.empty()) refuse(tx, shown, objection, now);
}

bool is_the_same(TicketLink const& link, TicketId from, LinkKind kind) {
    return link.kind == kind && (kind == LinkKind::related || link.from_id == from);
}

std::string refused_star(LinkFacts const& f, std::string_view one, std::string_view centre) {
    if (f.from_is_from) return fmt::format("The {} has its {} already.", one, centre);
    if (f.from_is_to) return fmt::format("What would be the {} is a {} to others itself.", one, centre);
    if (f.to_is_from) return fmt::format("What would be the {} is another one's {} itself.", centre, one);
    return "";
}

std::string refused_family(LinkFacts const& f) {
    if (f.is_circle) return "The child is above the parent already.";
    if (f.to_is_to) return "The child has a parent already.";
    if (f.levels > max_levels) return fmt::format("There are at most {} levels of parents and children.", max_levels);
    return "";
}

// The numbers of those the actor sees, the first few, and how many more there are.
std::string named(Tx& tx, Actor const& actor, std::vector<OpenChild> const& children) {
    constexpr std::size_t most = 5;
    std::vector<TicketId> ids;
    for (auto const& child : children) ids.push_back(child.id);
    auto const seen = visible_tickets(tx, actor, ids);
    std::vector<std::string> numbers;
    for (auto const& child : children)
        if (numbers.size() < most && std::ranges::find(seen, child.id) != seen.end()) numbers.push_back(child.number);
    auto const rest = children.size() - numbers.size();
    if (numbers.empty()) return fmt::format("{} that you do not see", rest);
    if (rest > 0) return fmt::format("{} and {} more", fmt::join(numbers, ", "), rest);
    return fmt::format("{}", fmt::join(numbers, ", "));
}

} // namespace

LinkPlace place_of(LinkRole role) {
    using enum LinkRole;
    switch (role) {
    case related:
        return {LinkKind::related, LinkEnd::from};
    case duplicate:
        return {LinkKind::duplicate, LinkEnd::from};
    case original:
        return {LinkKind::duplicate, LinkEnd::to};
    case parent:
        return {LinkKind::parent, LinkEnd::from};
    case child:
        return {LinkKind::parent, LinkEnd::to};
    case incident:
        return {LinkKind::incident, LinkEnd::from};
    case problem:
        return {LinkKind::incident, LinkEnd::to};
    case follow_up:
        return {LinkKind::follow_up, LinkEnd::from};
    case preceding:
        return {LinkKind::follow_up, LinkEnd::to};
    }
    return {};
}

LinkRole role_of(LinkPlace place) {
    auto role = LinkRole::related;
    for_each_value<LinkRole>([&](LinkRole each) {
        if (place_of(each) == place) role = each;
    });
    return role;
}

std::string link_objection(LinkKind kind, LinkFacts const& facts) {
    switch (kind) {
    case LinkKind::related:
    case LinkKind::follow_up:
        return "";
    case LinkKind::duplicate:
        return refused_star(facts, "duplicate", "original");
    case LinkKind::incident:
        return refused_star(facts, "incident", "problem");
    case LinkKind::parent:
        return refused_family(facts);
    }
    return "";
}

Ticket link_ticket(Tx& tx, Actor const& actor, std::string const& reference, LinkInput const& input, Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto const [kind, end] = place_of(input.kind);
    auto const id = visible_ticket(tx, actor, reference).id;
    auto const found = find_ticket(tx, visible_to(actor), input.ticket_id, Lock::none);
    if (!found) throw Error(ErrorCode::invalid, "ticket_id", "There is no such ticket.");
    // Two units that lock two tickets each could close a circle of four that neither sees.
    if (kind == LinkKind::parent) lock_tenant(tx);
    auto const both = load_both(tx, actor, std::to_string(id.value), found->id, now);
    auto const& from = end == LinkEnd::from ? both.ticket : both.other;
    auto const& to = end == LinkEnd::from ? both.other : both.ticket;
    auto const known = find_link(tx, from.id, to.id);
    if (known && is_the_same(*known, from.id, kind)) return both.ticket;
    check_link(tx, both.ticket, from, to, kind, now);
    link_tickets(tx, actor, from, to, kind, now);
    touch(tx, both, now);
    return both.ticket;
}

void unlink_ticket(Tx& tx, Actor const& actor, std::string const& reference, std::string const& other, Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto const both = load_both(tx, actor, reference, visible_ticket(tx, actor, other).id, now);
    auto const link = find_link(tx, both.ticket.id, both.other.id);
    if (!link) throw Error(ErrorCode::not_found, "The two tickets are not linked.");
    delete_link(tx, *link);
    bool const is_from = link->from_id == both.ticket.id;
    record_ends(tx, actor, EventKind::unlinked, is_from ? both.ticket : both.other, is_from ? both.other : both.ticket,
                link->kind, now);
    touch(tx, both, now);
}

std::vector<LinkedTicket> links_of(Tx& tx, Actor const& actor, TicketId ticket, TicketId after, int limit) {
    return list_links(tx, visible_to(actor), ticket, after, limit);
}

void link_tickets(Tx& tx, Actor const& actor, Ticket const& from, Ticket const& to, LinkKind kind, Timestamp now) {
    if (insert_link(tx, {from.id, to.id, kind, actor.user, now}))
        record_ends(tx, actor, EventKind::linked, from, to, kind, now);
}

bool can_be_problem(Tx& tx, TicketId ticket) { return !is_linked(tx, ticket, LinkKind::incident, LinkEnd::from); }

std::optional<Ticket> hold_problem(Tx& tx, TicketId id) {
    auto problem = hold_ticket(tx, id);
    return problem && can_be_problem(tx, id) ? problem : std::nullopt;
}

void move_after_children(Tx& tx, Actor const& actor, Ticket& t, std::string const& word, std::string const& field,
                         bool has_comment, Timestamp now) {
    auto const stored = t;
    move(tx, t, word, field, has_comment, now);
    if (!is_finished(t.status_category) || is_finished(stored.status_category)) return;
    auto const open = open_children(tx, t.id);
    if (open.empty()) return;
    refuse(tx, stored,
           fmt::format("Children of this ticket are not finished: {}. Finish or unlink them first.",
                       named(tx, actor, open)),
           now);
}

} // namespace baton
