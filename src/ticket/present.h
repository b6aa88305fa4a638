// Tickets and events as the API shows them: names beside ids, due times as of now. Looks names up
// a page at a time.
#pragma once
#include "attachment/attachment.h"
#include "ticket/rating.h"
#include "ticket/service.h"

namespace baton {

struct NamedRef {
    std::string id;
    std::string name;
};
DESCRIBE(NamedRef, (), (id, name));

// The name is "" when it is not among them.
template <class Tag> std::optional<NamedRef> ref(std::optional<Id<Tag>> id, db::Names const& names) {
    if (!id) return std::nullopt;
    auto const it = names.find(id->value);
    return NamedRef{std::to_string(id->value), it == names.end() ? "" : it->second};
}

struct TicketView : TicketFields {
    TicketId id{};
    std::string number;
    std::string type;
    Priority priority = Priority::normal;
    std::string status;
    StatusCategory status_category = StatusCategory::new_;
    Channel channel = Channel::api;
    std::optional<NamedRef> department;
    std::optional<NamedRef> assignee;
    std::optional<NamedRef> requester;
    std::optional<NamedRef> organization;
    std::optional<NamedRef> merged_into; // its name is its number
    std::vector<NamedRef> collaborators;
    std::vector<NamedRef> followers;
    std::int64_t version = 1;
    Timestamp created_at{};
    Timestamp updated_at{};
    std::optional<Timestamp> first_responded_at;
    std::optional<Timestamp> resolved_at;
    std::optional<Timestamp> closed_at;
    std::vector<SlaClock> sla;
    std::optional<RatingView> rating;
    std::int64_t nudges = 0;            // so often its customer asked to hurry
    std::optional<Timestamp> nudged_at; // the last time
    std::optional<Timestamp> promised_at;
    std::optional<Timestamp> snoozed_until;
    std::int64_t form_version = 0; // of the type's form, when its fields were last checked
};
DESCRIBE(TicketView, (TicketFields),
         (id, number, type, priority, status, status_category, channel, department, assignee, requester, organization,
          merged_into, collaborators, followers, version, created_at, updated_at, first_responded_at, resolved_at,
          closed_at, sla, rating, nudges, nudged_at, promised_at, snoozed_until, form_version));

struct EventActorView {
    ActorKind kind = ActorKind::system;
    std::optional<std::string> id;
    std::optional<std::string> name;
};
DESCRIBE(EventActorView, (), (kind, id, name));

struct EventView {
    EventId id{};
    std::optional<std::int64_t> seq; // null for the instant between commit and numbering
    std::optional<TicketId> ticket_id;
    Timestamp at{};
    EventActorView actor;
    Maybe<EventActorView> author; // of a copy: who said it first, when is in data.split_from
    EventKind kind = EventKind::message;
    Visibility visibility = Visibility::internal;
    Maybe<std::string> body, quoted, html;
    Maybe<std::vector<AttachmentView>> attachments;
    Maybe<DeliveryState> state;
    json::object data;
    Maybe<std::string> request_id; // of the request it was made by: X-Request-Id of its answer, "id" in the access log
};
DESCRIBE(EventView, (),
         (id, seq, ticket_id, at, actor, author, kind, visibility, body, quoted, html, attachments, state, data,
          request_id));

struct StageView {
    std::string status;
    std::optional<NamedRef> department;
    std::optional<NamedRef> assignee;
    Timestamp entered_at{};
    std::optional<Timestamp> left_at;
    std::int64_t seconds = 0; // so far, for the current one
};
DESCRIBE(StageView, (), (status, department, assignee, entered_at, left_at, seconds));

// With names that are known already.
TicketView present(Ticket const&, TicketNames const&, Timestamp now);
TicketView present(Tx&, Ticket const&, Timestamp now);
std::vector<TicketView> present(Tx&, std::vector<Ticket> const&, Timestamp now);
std::vector<EventView> present(Tx&, std::vector<Event> const&);
std::vector<StageView> present(Tx&, std::vector<Stage> const&, Timestamp now);

} // namespace baton
