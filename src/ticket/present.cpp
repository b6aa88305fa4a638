#include "ticket/present.h"

#include "attachment/service.h"
#include "customer/service.h"
#include "department/service.h"
#include "event/origin.h"
#include "ticket/merge.h"
#include "ticket/participant.h"
#include "ticket/split.h"
#include "type/service.h"
#include "user/service.h"

#include <algorithm>

namespace baton {
namespace {

// The different ids that `id_of` finds in the rows.
template <class Rows, class F> std::vector<std::int64_t> ids_in(Rows const& rows, F id_of) {
    std::vector<std::int64_t> ids;
    for (auto const& row : rows)
        if (auto const id = id_of(row)) ids.push_back(id->value);
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    return ids;
}

std::optional<NamedRef> organization_of(CustomerId customer, TicketNames const& names) {
    auto const it = names.organizations.find(customer.value);
    if (it == names.organizations.end()) return std::nullopt;
    return NamedRef{std::to_string(it->second.id.value), it->second.name};
}

TicketNames names_for(Tx& tx, std::vector<Ticket> const& tickets) {
    auto const customers = ids_in(tickets, [](auto const& t) { return std::optional(t.requester_id); });
    return {department_names(tx, ids_in(tickets, [](auto const& t) { return t.department_id; })),
            user_names(tx, ids_in(tickets, [](auto const& t) { return t.assignee_id; })), customer_names(tx, customers),
            type_paths(tx, ids_in(tickets, [](auto const& t) { return std::optional(t.type_id); })),
            organizations_of_customers(tx, customers)};
}

// REQUIRES: the views are those of the tickets.
void put_participants(Tx& tx, std::vector<Ticket> const& tickets, std::vector<TicketView>& views) {
    std::vector<TicketId> ids;
    for (auto const& t : tickets) ids.push_back(t.id);
    auto const all = participants_of(tx, ids);
    auto const names = user_names(tx, ids_in(all, [](auto const& p) { return std::optional(p.user_id); }));
    for (auto const& p : all) {
        auto& v = *std::ranges::find(views, p.ticket_id, &TicketView::id);
        (p.part == Part::collaborator ? v.collaborators : v.followers).push_back(*ref(std::optional(p.user_id), names));
    }
}

void put_merges(Tx& tx, std::vector<TicketView>& views) {
    std::vector<TicketId> closed; // what is merged is closed
    for (auto const& v : views)
        if (v.status_category == StatusCategory::closed) closed.push_back(v.id);
    for (auto const& m : merged_among(tx, closed))
        std::ranges::find(views, m.ticket_id, &TicketView::id)->merged_into =
            NamedRef{std::to_string(m.into_id.value), m.number};
}

void put_ratings(Tx& tx, std::vector<TicketView>& views) {
    std::vector<TicketId> ended; // what was reopened keeps its rating
    for (auto const& v : views)
        if (v.status_category != StatusCategory::new_) ended.push_back(v.id);
    for (auto const& r : ratings_of(tx, ended))
        std::ranges::find(views, r.ticket_id, &TicketView::id)->rating = view(r);
}

std::vector<AttachmentId> attachment_ids_in(std::vector<Event> const& events) {
    std::vector<AttachmentId> ids;
    for (auto const& event : events)
        if (event.content)
            for (auto const& id : event.content->attachment_ids) ids.push_back(AttachmentId{parse_id(id).value()});
    return ids;
}

void put_content(EventView& v, EventContent const& content, std::vector<Attachment> const& attachments) {
    if (!content.body.empty()) v.body = content.body;
    if (!content.quoted.empty()) v.quoted = content.quoted;
    if (!content.html.empty()) v.html = content.html;
    v.data = content.data;
    for (auto const& id : content.attachment_ids) {
        auto const it =
            std::ranges::find_if(attachments, [&](auto const& a) { return std::to_string(a.id.value) == id; });
        if (it == attachments.end()) continue; // erased
        if (!v.attachments) v.attachments.emplace();
        v.attachments->push_back(view(*it));
    }
}

struct Speakers {
    db::Names users, customers;
};

EventActorView view_of(EventActor const& who, Speakers const& speakers) {
    EventActorView view{who.kind, {}, {}};
    if (!who.id) return view;
    view.id = std::to_string(*who.id);
    auto const& names = who.kind == ActorKind::customer ? speakers.customers : speakers.users;
    if (auto const it = names.find(*who.id); it != names.end()) view.name = it->second;
    return view;
}

// Who did it, and whose words were copied.
Speakers speakers_of(Tx& tx, std::vector<Event> const& events) {
    std::vector<EventActor> actors;
    for (auto const& e : events) {
        actors.push_back({e.actor_kind, e.actor_id});
        if (e.kind == EventKind::copied) actors.push_back(author_of(e));
    }
    auto const user = [](EventActor const& a) {
        return a.kind == ActorKind::agent && a.id ? std::optional(UserId{*a.id}) : std::nullopt;
    };
    auto const customer = [](EventActor const& a) {
        return a.kind == ActorKind::customer && a.id ? std::optional(CustomerId{*a.id}) : std::nullopt;
    };
    return {user_names(tx, ids_in(actors, user)), customer_names(tx, ids_in(actors, customer))};
}

} // namespace

TicketView present(Ticket const& t, TicketNames const& names, Timestamp now) {
    TicketView v{t};
    v.id = t.id;
    v.number = t.number;
    v.type = names.types.at(t.type_id.value);
    v.priority = t.priority;
    v.status = t.status;
    v.status_category = t.status_category;
    v.channel = t.channel;
    v.department = ref(t.department_id, names.departments);
    v.assignee = ref(t.assignee_id, names.users);
    v.requester = ref(std::optional(t.requester_id), names.customers);
    v.organization = organization_of(t.requester_id, names);
    v.version = t.version;
    v.created_at = t.created_at;
    v.updated_at = t.updated_at;
    v.first_responded_at = t.first_responded_at;
    v.resolved_at = t.resolved_at;
    v.closed_at = t.closed_at;
    v.sla = sla_of(t, now);
    v.nudges = t.nudges;
    v.nudged_at = t.nudged_at;
    v.promised_at = t.promised_at;
    v.snoozed_until = t.snoozed_until;
    v.form_version = t.form_version;
    return v;
}

TicketView present(Tx& tx, Ticket const& ticket, Timestamp now) {
    return std::move(present(tx, std::vector{ticket}, now).front());
}

std::vector<TicketView> present(Tx& tx, std::vector<Ticket> const& tickets, Timestamp now) {
    auto const names = names_for(tx, tickets);
    std::vector<TicketView> views;
    for (auto const& t : tickets) views.push_back(present(t, names, now));
    put_participants(tx, tickets, views);
    put_merges(tx, views);
    put_ratings(tx, views);
    return views;
}

std::vector<EventView> present(Tx& tx, std::vector<Event> const& events) {
    auto const attachments = attachments_with(tx, attachment_ids_in(events));
    auto const speakers = speakers_of(tx, events);
    auto const requests = request_ids(tx, events);
    std::vector<EventView> views;
    for (auto const& e : events) {
        auto& v = views.emplace_back();
        v.id = e.id;
        v.seq = e.seq;
        v.ticket_id = e.ticket_id;
        v.at = e.at;
        v.actor = view_of({e.actor_kind, e.actor_id}, speakers);
        if (split_from(e)) v.author.emplace(view_of(author_of(e), speakers));
        v.kind = e.kind;
        v.visibility = e.visibility;
        if (e.state) v.state.emplace(*e.state);
        if (auto const request = requests.find(e.id); request != requests.end()) v.request_id.emplace(request->second);
        if (e.content) put_content(v, *e.content, attachments);
    }
    return views;
}

std::vector<StageView> present(Tx& tx, std::vector<Stage> const& stages, Timestamp now) {
    auto const departments = department_names(tx, ids_in(stages, [](auto const& s) { return s.department_id; }));
    auto const users = user_names(tx, ids_in(stages, [](auto const& s) { return s.assignee_id; }));
    std::vector<StageView> views;
    for (auto const& s : stages)
        views.push_back({s.status, ref(s.department_id, departments), ref(s.assignee_id, users), s.entered_at,
                         s.left_at, (s.left_at.value_or(now) - s.entered_at) / microseconds_per_second});
    return views;
}

} // namespace baton
