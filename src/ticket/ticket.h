// A ticket 工单: one request of a customer, from first contact to closure. Values and rules only:
// no I/O, no clock. Status, department and assignee move by use cases, never by editing.
#pragma once
#include "customer/customer.h"
#include "department/department.h"
#include "event/event.h"
#include "type/type.h"

namespace baton {

struct Status; // type/status.h
struct AttachmentTag;
using AttachmentId = Id<AttachmentTag>;
struct StageTag;
using StageId = Id<StageTag>;

BOOST_DEFINE_ENUM_CLASS(Channel, api, console, portal, email, phone, chat, wechat, wecom, dingtalk, feishu, douyin,
                        shop, sms, system)

using Tag = Text<1, 50>;
inline constexpr std::size_t max_tags = 50, max_attachments = 50;

// What an agent may edit freely. A field added here is read, stored, recorded and typed; CONTRIBUTING.md
// says where else it must be named.
struct TicketFields {
    Text<1, 200> subject;
    Text<0, 100'000> description;
    std::vector<Tag> tags;
    json::object fields; // of the type's form, see src/form
    bool operator==(TicketFields const&) const = default;
};
DESCRIBE(TicketFields, (), (subject, description, tags, fields));

// The editable part as the API sees it.
struct TicketEdit : TicketFields {
    Priority priority = Priority::normal;
    Text<1, 200> type; // path
};
DESCRIBE(TicketEdit, (TicketFields), (priority, type));

struct NewTicket : TicketFields {
    std::optional<Text<1, 200>> type;
    std::optional<Priority> priority; // absent: the type's
    std::optional<DepartmentId> department_id;
    std::optional<UserId> assignee_id;
    Channel channel = Channel::api;
    Requester requester;
    std::vector<AttachmentId> attachment_ids;
};
DESCRIBE(NewTicket, (TicketFields), (type, priority, department_id, assignee_id, channel, requester, attachment_ids));
template <> inline constexpr bool is_required<Requester> = true;
void check(NewTicket const&, Problems&);
void check(TicketEdit const&, Problems&);

// Where a ticket stands. Every change of it ends one stage and begins another.
struct Standing {
    std::string status; // key
    std::optional<DepartmentId> department_id;
    std::optional<UserId> assignee_id;
    bool operator==(Standing const&) const = default;
};
DESCRIBE(Standing, (), (status, department_id, assignee_id));

// The row.
struct Ticket : TicketFields {
    TicketId id{};
    std::string number;
    TypeId type_id{};
    Priority priority = Priority::normal;
    std::string status;
    StatusCategory status_category = StatusCategory::new_;
    Channel channel = Channel::api;
    std::optional<DepartmentId> department_id;
    std::optional<UserId> assignee_id;
    std::optional<DepartmentId> opened_department_id; // whose people opened it
    CustomerId requester_id{};
    std::optional<UserId> created_by;
    std::int64_t version = 1;
    Timestamp created_at{};
    Timestamp updated_at{};
    std::optional<Timestamp> first_responded_at;
    std::optional<Timestamp> resolved_at;
    std::optional<Timestamp> closed_at;
    Timestamp first_response_due_at{};
    Timestamp resolution_due_at{};
    Timestamp next_due_at{};
    std::int64_t form_version = 0;        // what its fields were last checked against
    std::optional<Timestamp> promised_at; // to its customer, by a handover
    std::int64_t nudges = 0;              // so often he asked to hurry
    std::optional<Timestamp> nudged_at;   // the last time
    std::optional<Timestamp> snoozed_until;
    // Subject, description and fields of a ticket of a marked type; in the row those are then empty.
    std::optional<db::Blob> sealed;

    Standing standing() const { return {status, department_id, assignee_id}; }
};
DESCRIBE(Ticket, (TicketFields),
         (id, number, type_id, priority, status, status_category, channel, department_id, assignee_id,
          opened_department_id, requester_id, created_by, version, created_at, updated_at, first_responded_at,
          resolved_at, closed_at, first_response_due_at, resolution_due_at, next_due_at, form_version, promised_at,
          nudges, nudged_at, snoozed_until, sealed));

struct Stage {
    StageId id{};
    TicketId ticket_id{};
    std::string status;
    std::optional<DepartmentId> department_id;
    std::optional<UserId> assignee_id;
    Timestamp entered_at{};
    std::optional<Timestamp> left_at;
};
DESCRIBE(Stage, (), (id, ticket_id, status, department_id, assignee_id, entered_at, left_at));

inline constexpr Timestamp never{253'402'214'400'000'000}; // 9999-12-31

// Sets both due times from the moment of creation, and next_due_at.
void set_due_times(Ticket&, SlaTarget const&);
// Moves the status and keeps resolved_at, closed_at and next_due_at in step. Throws Error::conflict on
// a forbidden move.
void move_status(Ticket&, Status const& to, Timestamp now);
// Back to where it stood, whatever moves are allowed.
void restore_status(Ticket&, Status const& to, std::optional<Timestamp> resolved_at,
                    std::optional<Timestamp> closed_at);
// Notes the first public reply of an agent.
void note_response(Ticket&, Timestamp now);

BOOST_DEFINE_ENUM_CLASS(SlaMetric, first_response, next_response, resolution, stage)
BOOST_DEFINE_ENUM_CLASS(SlaState, running, paused, met, warned, breached)

struct SlaClock {
    SlaMetric metric = SlaMetric::first_response;
    Timestamp due_at{};
    SlaState state = SlaState::running;
    std::int64_t remaining_s = 0; // negative after due
};
DESCRIBE(SlaClock, (), (metric, due_at, state, remaining_s));

std::vector<SlaClock> sla_of(Ticket const&, Timestamp now);

} // namespace baton
