// The portal: what a customer sees of his ticket and how he is asked for a new one. Values and pure rules. What is not
// a member here is never shown to a customer: no notes, no logins and ids of people, no tags, reasons or masked values.
#pragma once
#include "announcement/announcement.h"
#include "form/form.h"
#include "ticket/customer_side.h"
#include "type/service.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(StepState, done, current, next)

struct PortalStep {
    std::string title; // in the customer's words
    StepState state{};
    Maybe<Timestamp> at;
    Maybe<std::string> department;
    Maybe<Timestamp> promise_at;
};
DESCRIBE(PortalStep, (), (title, state, at, department, promise_at));

BOOST_DEFINE_ENUM_CLASS(AuthorKind, customer, staff, system)

// Of the staff name and department; a customer knows who he is, and who only says so learns no name.
struct PortalAuthor {
    AuthorKind kind{};
    Maybe<std::string> name, department;
};
DESCRIBE(PortalAuthor, (), (kind, name, department));

struct PortalFile {
    AttachmentId id{};
    std::string name;
    std::int64_t size = 0;
    std::string media_type;
};
DESCRIBE(PortalFile, (), (id, name, size, media_type));

struct PortalMessage {
    EventId id{};
    Timestamp at{};
    PortalAuthor author;
    std::string body;
    std::vector<PortalFile> attachments;
};
DESCRIBE(PortalMessage, (), (id, at, author, body, attachments));

struct PortalQuestion {
    RatingQuestionId id{};
    std::string text;
};
DESCRIBE(PortalQuestion, (), (id, text));

struct PortalTicket {
    std::string number;
    std::string subject;
    std::vector<PortalStep> progress;
    std::vector<PortalMessage> messages; // the newest 500, oldest first
    std::vector<PortalMessage> missing;  // what he was asked for and has not answered
    std::vector<CustomerAction> can;
    std::optional<Timestamp> nudge_after;
    std::optional<RatingView> rating;
    std::vector<PortalQuestion> rating_questions; // while he can rate it
    Maybe<std::string> access_token;
};
DESCRIBE(PortalTicket, (),
         (number, subject, progress, messages, missing, can, nudge_after, rating, rating_questions, access_token));
// A replay shows how the ticket stands and nothing that anybody wrote: erasing a person would not find it there.
inline void hide_secrets(PortalTicket& shown) {
    shown.subject.clear();
    shown.messages.clear();
    shown.missing.clear();
    shown.rating.reset();
}

// Its way so far, where it is, and what comes after. Stages that look the same to the customer are one step.
struct Way {
    std::vector<Stage> stages; // oldest first
    std::vector<Status> every; // of all types
    StatusSet statuses;        // of its type
    db::Names departments;
};
std::vector<PortalStep> progress_of(Ticket const&, Way const&, Timestamp now);
// The status in the customer's words.
std::string portal_title(Status const&);

struct PortalField {
    std::string key, label, help;
    FieldKind kind{};
    std::vector<Option> options;
    json::value default_value;
    bool required = false;
    std::optional<Condition> required_if, shown_if, read_only_if;
};
DESCRIBE(PortalField, (),
         (key, label, help, kind, options, default_value, required, required_if, shown_if, read_only_if));

struct PortalType {
    std::string path;
    Priority priority{}; // what conditions compare
    std::vector<PortalField> fields;
};
DESCRIBE(PortalType, (), (path, priority, fields));
PortalType portal_type(Type const&, Form const&);

// What all customers are told.
struct PortalAnnouncement {
    AnnouncementId id{};
    std::string title;
    std::string body;
    std::vector<std::string> types; // what it is about, of what customers can ask for; empty: everything
    Timestamp starts_at{};
    std::optional<Timestamp> ends_at;
    bool can_join = false; // "me too": a ticket opened with its id gets the one answer to all
};
DESCRIBE(PortalAnnouncement, (), (id, title, body, types, starts_at, ends_at, can_join));

// Who asks, as he says himself.
struct PortalRequester {
    std::optional<Text<1, 100>> name;
    std::optional<Text<1, 60>> phone;
    std::optional<Text<1, 254>> email;
    std::vector<NewConsent> consents;
};
DESCRIBE(PortalRequester, (), (name, phone, email, consents));
template <> inline constexpr bool is_required<PortalRequester> = true;

struct Proof {
    Text<1, 300> salt;
    Text<1, 100> nonce;
};
DESCRIBE(Proof, (), (salt, nonce));

struct PortalNewTicket {
    Text<1, 200> subject;
    Text<0, 100'000> description;
    std::optional<Text<1, 200>> type; // absent: the first public one
    json::object fields;
    PortalRequester requester;
    std::vector<Text<1, 200>> attachment_ids;      // as POST /portal/attachments gave them
    std::optional<AnnouncementId> announcement_id; // "me too"
    Text<0, 1'000> website;                        // nobody sees this member of a form; programs fill it in
    std::optional<Proof> proof;
};
DESCRIBE(PortalNewTicket, (),
         (subject, description, type, fields, requester, attachment_ids, announcement_id, website, proof));
void check(PortalNewTicket const&, Problems&);

struct PortalReceipt {
    std::string number;
    std::string access_token;
};
DESCRIBE(PortalReceipt, (), (number, access_token));

struct PortalNewMessage {
    Text<1, 100'000> body;
    std::vector<Text<1, 200>> attachment_ids;
};
DESCRIBE(PortalNewMessage, (), (body, attachment_ids));
void check(PortalNewMessage const&, Problems&);

struct Confirmation {
    std::optional<bool> solved;
    Text<0, 5'000> comment;
};
DESCRIBE(Confirmation, (), (solved, comment));
void check(Confirmation const&, Problems&);

struct Nudge {
    Text<0, 1'000> reason;
};
DESCRIBE(Nudge, (), (reason));

struct Reopening {
    Text<1, 5'000> reason;
};
DESCRIBE(Reopening, (), (reason));

// Whose an access token says it is, before it is looked at any closer; absent for what is none.
std::optional<TenantId> tenant_of_access_token(std::string_view);

} // namespace baton
