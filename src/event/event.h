// What happened, in order: the one append-only log from which timeline, audit, live feed,
// counters and later search, webhooks and reports all follow. A use case writes its rows and its
// events in one Tx. `seq` is given after commit (PostgreSQL) or at commit (SQLite), gapless per tenant.
#pragma once
#include "base/json.h"
#include "db/tx.h"

namespace baton {

struct EventTag;
using EventId = Id<EventTag>;
struct TicketTag;
using TicketId = Id<TicketTag>;

BOOST_DEFINE_ENUM_CLASS(ActorKind, agent, customer, system, rule)
BOOST_DEFINE_ENUM_CLASS(Visibility, public_, internal)
BOOST_DEFINE_ENUM_CLASS(DeliveryState, held, queued, sent, failed, withdrawn)
// Append only: the words are stored.
DEFINE_LONG_ENUM_CLASS(EventKind, ticket_opened, message, field_changed, assigned, transferred, accepted, bounced,
                       returned, status_changed, merged, unmerged, linked, rated, nudged, confirmed, reopened, revealed,
                       erased, collaborator_added, collaborator_removed, follower_added, follower_removed, user_created,
                       user_changed, user_archived, role_created, role_changed, role_archived, department_created,
                       department_changed, department_archived, tenant_created,
                       // about people and their ways in; they have no ticket
                       signed_in, sign_in_failed, session_ended, token_created, token_revoked, password_changed,
                       totp_enabled, totp_disabled, access_changed, presence_changed,
                       // about customers and their organizations
                       customer_created, customer_changed, merge_suggested, consented, customer_exported,
                       organization_created, organization_changed, attribute_changed,
                       viewed, // somebody looked at a ticket or customer
                       // about ticket types
                       type_created, type_changed, type_archived, view_created, view_changed, view_archived,
                       // about what customers see and are asked
                       portal_changed,
                       // about due times
                       sla_target_changed, canned_response_created, canned_response_changed, canned_response_archived,
                       tickets_exported, deleted, restored,
                       // about tickets that have to do with each other; copied: brought along by a split
                       unlinked, split, copied, incidents_answered, announcement_created, announcement_changed,
                       announcement_archived,
                       // about tags
                       tag_created, tag_changed, tag_archived,
                       // about messages that wait before their customer gets them
                       message_released, message_withdrawn, message_stopped,
                       // about what is put off and asked for again
                       snoozed, woken, reminder_set, reminded, reminder_removed, followed_up,
                       // about the company and its settings as a whole
                       company_changed, settings_imported)

// Who did it: a user (agent), a customer, or nobody in particular (system, rule).
struct EventActor {
    ActorKind kind = ActorKind::system;
    std::optional<std::int64_t> id;
    bool operator==(EventActor const&) const = default;
};
DESCRIBE(EventActor, (), (kind, id));

// The part that is sealed by hash only, so that erasing it leaves the chain provable.
struct EventContent {
    std::string body;   // the new text
    std::string quoted; // the folded quotation and signature
    std::string html;   // cleaned
    std::vector<std::string> attachment_ids;
    json::object data; // what the kind needs; never sensitive values in clear
};
DESCRIBE(EventContent, (), (body, quoted, html, attachment_ids, data));

struct NewEvent {
    EventKind kind = EventKind::message;
    std::optional<TicketId> ticket_id = std::nullopt;
    EventActor actor = {};
    Visibility visibility = Visibility::internal;
    std::optional<DeliveryState> state = std::nullopt;
    EventContent content = {};
    bool is_encrypted = false; // the content is stored as ciphertext, and read back as it was
};

// Not on its way to the customer, and perhaps never: to him it is not there.
inline bool is_withheld(std::optional<DeliveryState> state) {
    return state == DeliveryState::held || state == DeliveryState::withdrawn;
}

// An event as read back. `content` is absent once erased.
struct Event {
    EventId id{};
    std::optional<TicketId> ticket_id;
    Timestamp at{};
    ActorKind actor_kind = ActorKind::system;
    std::optional<std::int64_t> actor_id;
    EventKind kind = EventKind::message;
    Visibility visibility = Visibility::internal;
    std::optional<DeliveryState> state;
    std::optional<EventContent> content;
    std::optional<std::int64_t> seq;
};
DESCRIBE(Event, (), (id, ticket_id, at, actor_kind, actor_id, kind, visibility, state, content, seq));

// Appends to the log inside the caller's unit of work.
EventId record(Tx&, NewEvent, Timestamp now);

// Removes body, files and data of events for good (the right to erasure) and records an `erased`
// event that names them; the chain stays provable. Events of other tenants are not found.
void erase_content(Tx&, std::vector<EventId> const&, EventActor const& by, std::string const& reason, Timestamp now);

// How far a message is on its way to its customer: in no seal, so that it moves on.
void save_delivery(Tx&, EventId, DeliveryState);

// Encrypts what is stored of the ticket's events so far; the chain stays provable, by who has the keys.
void encrypt_contents(Tx&, TicketId);

// A ticket's timeline, oldest first, after `after` (exclusive), at most `limit`.
std::vector<Event> ticket_events(Tx&, TicketId, std::optional<EventId> after, int limit);
// The same of several tickets together. REQUIRES: at least one.
std::vector<Event> ticket_events(Tx&, std::vector<TicketId> const&, std::optional<EventId> after, int limit);
// Of these kinds, those that everybody reads who sees the ticket, its customer too: the newest `limit`, oldest first.
// REQUIRES: at least one ticket and one kind.
std::vector<Event> public_events(Tx&, std::vector<TicketId> const&, std::vector<EventKind> const&, int limit);
std::optional<Event> find_event(Tx&, EventId);
// The newest of this kind by this kind of actor.
std::optional<Event> last_ticket_event(Tx&, TicketId, EventKind, ActorKind);
// The numbered log after `after_seq`, in order, at most `limit`.
std::vector<Event> events_after(Tx&, std::int64_t after_seq, int limit);
// The same without what they say: for who reads what they are about anew.
struct EventMark {
    EventId id{};
    std::optional<TicketId> ticket_id;
    EventKind kind = EventKind::message;
    std::int64_t seq = 0;
};
DESCRIBE(EventMark, (), (id, ticket_id, kind, seq));
std::vector<EventMark> marks_after(Tx&, std::int64_t after_seq, int limit);
// Where the log stands: its last number, and between which ids events have none yet.
struct LogHead {
    std::int64_t seq = 0;
    std::optional<EventId> least_unnumbered, greatest_unnumbered;
};
LogHead log_head(Tx&);
// Those with events not yet numbered or numbered after `after_seq`, each once: the tail a roll-up has not seen.
std::vector<TicketId> tickets_after(Tx&, std::int64_t after_seq);
std::int64_t last_seq(Tx&);

// What happened to people, roles, departments, settings: events that are about no ticket.
struct AuditFilter {
    std::vector<EventKind> kinds;         // empty = all
    std::optional<std::int64_t> actor_id; // an agent
    std::optional<Timestamp> from, to;    // from <= at < to
    std::optional<EventId> before;        // the last one of the page before
    int limit = 50;
};
// Newest first.
std::vector<Event> events_without_ticket(Tx&, AuditFilter const&);

} // namespace baton
