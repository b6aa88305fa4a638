// Changing what is written on a ticket, its custom fields included.
#include "form/service.h"
#include "ticket/change.h"
#include "ticket/field_store.h"
#include "ticket/fields.h"
#include "ticket/sealing.h"
#include "ticket/service.h"
#include "type/service.h"

namespace baton {
namespace {

// What a change of the ticket comes to, once everything is checked.
struct Edited {
    TicketEdit fields;
    Type type;
    Filled filled;
};

Edited check_edit(Tx& tx, Actor const& actor, Ticket const& t, Type const& from, TicketEdit const& before,
                  json::object const& changes) {
    Edited edited{before, from, {}};
    edited.fields.fields.clear();
    patch_json(changes, edited.fields); // its fields are now those given
    Problems problems;
    if (edited.fields.type != before.type)
        problems.take([&] { edited.type = require_type(tx, std::optional<std::string>(edited.fields.type)); });
    Circumstances const after{edited.fields.priority, t.status, t.status_category};
    if (!problems.has("type"))
        edited.filled = fill_again(tx, actor, t, from, edited.type, edited.fields.fields, after, problems);
    problems.raise();
    edited.fields.fields = edited.filled.values;
    return edited;
}

void apply(Tx& tx, Ticket& t, TicketEdit const& before, Edited const& edited) {
    auto const& after = edited.fields;
    static_cast<TicketFields&>(t) = after;
    t.priority = after.priority;
    t.type_id = edited.type.id;
    if (!edited.filled.changes.empty()) t.form_version = edited.type.form_version;
    save_field_rows(tx, t.id, edited.filled.changes);
    if (before.priority != after.priority) set_due_times(t, sla_target_of(tx, t.priority));
    if (before.tags == after.tags) return;
    delete_tags(tx, t.id);
    insert_tags(tx, t.id, t.tags);
}

// In the same category the new type may have other statuses.
void follow_type(Tx& tx, Ticket& t) {
    auto const set = statuses_of(tx, t.type_id);
    auto const* same = status_in(set, t.status);
    if (!same || same->key != t.status) t.status = default_of(set, t.status_category).key;
}

void record_changes(Tx& tx, Actor const& actor, Ticket const& t, std::vector<Change> const& differences,
                    std::vector<FieldChange> const& changes, Timestamp now) {
    auto const say = [&](std::string const& field, json::value const& before, json::value const& after) {
        record(tx,
               event_of(actor, t, EventKind::field_changed, {{"field", field}, {"before", before}, {"after", after}}),
               now);
    };
    for (auto const& d : differences)
        if (d.field != "fields") say(d.field, d.before, d.after);
    for (auto const& c : changes) say(join_path("fields", c.field.key), c.before, c.after);
}

} // namespace

Ticket edit_ticket(Tx& tx, Actor const& actor, std::string const& reference, json::object const& changes,
                   std::int64_t version, Timestamp now) {
    actor.require(Permission::tickets_edit);
    auto t = ticket_for_change(tx, actor, reference, now);
    refuse_stale(tx, t, version, now);
    auto const from = type_of(tx, t.type_id);
    TicketEdit const before{t, t.priority, from.path};
    auto const edited = check_edit(tx, actor, t, from, before, changes);
    auto const differences = diff(before, edited.fields);
    if (differences.empty() && edited.filled.changes.empty()) return t;
    auto const standing = t.standing();
    apply(tx, t, before, edited);
    if (edited.type.id != from.id) follow_type(tx, t);
    seal_if_marked(tx, t);
    record_changes(tx, actor, t, differences, edited.filled.changes, now);
    if (standing != t.standing()) record_status(tx, actor, standing, t, "", now);
    follow_stage(tx, standing, t, now);
    save(tx, t, now);
    return t;
}

} // namespace baton
