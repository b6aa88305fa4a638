#include "ticket/message.h"

#include "attachment/service.h"
#include "ticket/change.h"
#include "ticket/draft_store.h"
#include "ticket/giving.h"
#include "ticket/held.h"
#include "ticket/link.h"
#include "ticket/mention.h"

#include <fmt/format.h>

namespace baton {
namespace {

EventId record_message(Tx& tx, Actor const& actor, Ticket const& t, NewMessage const& message, Timestamp now) {
    auto event = event_of(actor, t, EventKind::message, {});
    event.visibility = *message.visibility;
    event.content.body = message.body;
    auto& data = event.content.data;
    if (!message.mentions.empty()) data["mentions"] = to_json(message.mentions);
    if (is_to_be_held(message)) {
        event.state = DeliveryState::held;
        data["send_at"] = to_json(after_seconds(now, *message.send_after_s));
        if (message.then) data["then"] = std::string_view(*message.then);
    }
    for (auto const id : message.attachment_ids) event.content.attachment_ids.push_back(std::to_string(id.value));
    auto const id = record(tx, std::move(event), now);
    attach(tx, actor, message.attachment_ids, t.id, id, now);
    return id;
}

} // namespace

void check(NewMessage const& message, Problems& problems) {
    if (!message.visibility && !problems.has("visibility"))
        problems.add("visibility", "is required: public or internal");
    if (message.attachment_ids.size() > max_attachments) problems.add("attachment_ids", "must have at most 50 entries");
    check_mentions(message.mentions, message.visibility == Visibility::public_, problems);
    auto const seconds = message.send_after_s.value_or(0);
    if (seconds < 0 || seconds > longest_hold_s)
        problems.add("send_after_s", fmt::format("must be between 0 and {}", longest_hold_s));
    else if (seconds > 0 && message.visibility == Visibility::internal)
        problems.add("send_after_s", "only what the customer reads waits; a note is there at once");
}

std::optional<std::string> why_not(Tx& tx, Actor const& actor, Ticket const& t, std::string const& then,
                                   Timestamp now) {
    auto moved = t;
    try {
        move_after_children(tx, actor, moved, then, "then", true, now);
        return std::nullopt;
    } catch (Error const& error) {
        if (error.code != ErrorCode::conflict && error.code != ErrorCode::invalid) throw;
        return error.what();
    }
}

void take_effect(Tx& tx, Actor const& actor, Ticket& t, Said const& said, Timestamp now) {
    auto const before = t.standing();
    auto const category = t.status_category;
    mention(tx, actor, t, said.mentions, said.event, now);
    bool const answers = said.visibility == Visibility::public_ && actor.kind == ActorKind::agent;
    if (said.then) move_after_children(tx, actor, t, *said.then, "then", true, now);
    else if (answers) open_new(tx, t, now);
    if (answers) note_response(t, now);
    if (before != t.standing()) record_status(tx, actor, before, t, "", now);
    give_reopened(tx, t, category, now);
    follow_stage(tx, before, t, now);
    save(tx, t, now);
}

Event add_message(Tx& tx, Actor const& actor, std::string const& reference, NewMessage const& message, Timestamp now) {
    actor.require(Permission::tickets_reply);
    auto t = ticket_for_change(tx, actor, reference, now);
    if (is_to_be_held(message)) check_hold(tx, actor, t, message, now);
    auto const event = record_message(tx, actor, t, message, now);
    if (is_to_be_held(message)) {
        hold(tx, actor, t, event, message, now);
        save(tx, t, now);
    } else take_effect(tx, actor, t, {event, *message.visibility, message.mentions, message.then}, now);
    if (actor.user) delete_draft(tx, t.id, *actor.user); // it is said
    return find_event(tx, event).value();
}

} // namespace baton
