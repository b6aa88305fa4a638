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

// A notice, and whose name goes with it.
struct Unnamed {
    Notice notice;
    ActorKind by_kind{};
    std::optional<std::int64_t> by_id;
};

void add_notices(Tx& tx, Event const& event, Ticket const& ticket, std::vector<Unnamed>& all) {
    std::optional<Event> released;
    NoticeFacts facts{.assignee = ticket.assignee_id};
    if (auto const message = released_in(event)) released = find_event(tx, *message);
    if (released) facts.released = &*released;
    if (auto const department = people_meant_in(event)) facts.people = people_of_department(tx, *department);
    auto const& done = released ? *released : event;
    for (auto const& [user, kind] : told_of(event, facts))
        all.push_back({{user, kind, event.seq.value_or(0), event.at, ticket.id, ticket.number,
                        ticket.sealed ? "" : std::string(ticket.subject), ""},
                       done.actor_kind,
                       done.actor_id});
}

// Asked for once, of however many events.
std::vector<Notice> named_notices(Tx& tx, std::vector<Unnamed> unnamed) {
    std::vector<std::int64_t> customers, people;
    for (auto const& each : unnamed)
        if (each.by_id) (each.by_kind == ActorKind::customer ? customers : people).push_back(*each.by_id);
    auto const names_of_customers = customer_names(tx, customers), names_of_people = user_names(tx, people);
    std::vector<Notice> all;
    for (auto& [notice, kind, id] : unnamed) {
        auto const& names = kind == ActorKind::customer ? names_of_customers : names_of_people;
        if (auto const name = id ? names.find(*id) : names.end(); name != names.end()) notice.by = name->second;
        all.push_back(std::move(notice));
    }
    return all;
}

} // namespace

std::vector<Notice> notices_of(Tx& tx, std::span<Event const> events, Timestamp now) {
    std::vector<Event const*> news;
    for (auto const& event : events)
        if (is_news(event, now)) news.push_back(&event);
    if (news.empty()) return {};
    auto const tickets = tickets_told_of(tx, news);
    std::vector<Unnamed> all;
    for (auto const* event : news)
        if (auto const ticket = tickets.find(*event->ticket_id); ticket != tickets.end())
            add_notices(tx, *event, ticket->second, all);
    return named_notices(tx, std::move(all));
}

} // namespace baton
