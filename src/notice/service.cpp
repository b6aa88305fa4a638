#include "notice/service.h"

#include "customer/service.h"
#include "department/service.h"
#include "ticket/service.h"
#include "user/service.h"

#include <algorithm>

namespace baton {
namespace {

bool is_news(Event const& event, Timestamp now) {
    return event.ticket_id && may_tell(event.kind) && after_seconds(event.at, notice_lifetime_s) > now;
}

std::map<TicketId, Ticket> tickets_told_of(Tx& tx, std::vector<Event const*> const& news) {
    std::vector<TicketId> ids;
    for (auto const* event : news) ids.push_back(*event->ticket_id);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    TicketFilter filter;
    filter.limit = int(ids.size());
    filter.ids = std::move(ids);
    std::map<TicketId, Ticket> tickets;
    for (auto& ticket : tickets_matching(tx, Actor::system(tx.tenant()), filter))
        tickets.emplace(ticket.id, std::move(ticket));
    return tickets;
}

std::string name_of_actor(Tx& tx, Event const& event) {
    if (!event.actor_id) return "";
    auto const id = *event.actor_id;
    auto const names = event.actor_kind == ActorKind::customer ? customer_names(tx, {id}) : user_names(tx, {id});
    auto const found = names.find(id);
    return found == names.end() ? "" : found->second;
}

void add_notices(Tx& tx, Event const& event, Ticket const& ticket, std::vector<Notice>& all) {
    std::optional<Event> released;
    NoticeFacts facts{.assignee = ticket.assignee_id};
    if (auto const message = released_in(event)) released = find_event(tx, *message);
    if (released) facts.released = &*released;
    if (auto const department = people_meant_in(event)) facts.people = people_of_department(tx, *department);
    auto const told = told_of(event, facts);
    if (told.empty()) return;
    auto const by = name_of_actor(tx, released.value_or(event));
    for (auto const& [user, kind] : told)
        all.push_back({user, kind, event.seq.value_or(0), event.at, ticket.id, ticket.number,
                       ticket.sealed ? "" : std::string(ticket.subject), by});
}

} // namespace

std::vector<Notice> notices_of(Tx& tx, std::span<Event const> events, Timestamp now) {
    std::vector<Notice> all;
    std::vector<Event const*> news;
    for (auto const& event : events)
        if (is_news(event, now)) news.push_back(&event);
    if (news.empty()) return all;
    auto const tickets = tickets_told_of(tx, news);
    for (auto const* event : news)
        if (auto const ticket = tickets.find(*event->ticket_id); ticket != tickets.end())
            add_notices(tx, *event, ticket->second, all);
    return all;
}

} // namespace baton
