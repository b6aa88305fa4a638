#include "ticket_template/service.h"

#include "form/service.h"
#include "ticket_template/store.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

std::string field_name(TicketTemplate const& t) { return fmt::format("templates.{}", t.id.value); }

TicketTemplate require_template(Tx& tx, TypeId type, TicketTemplateId id) {
    auto found = find_ticket_template(tx, type, id);
    if (!found) throw Error(ErrorCode::not_found, "This ticket type has no such template.");
    return *std::move(found);
}

TicketTemplateView view(Type const& type, Form const& form, TicketTemplate const& t) {
    TicketTemplateView shown{t, {}};
    try {
        Problems problems;
        fill_template(form, t, type.priority, problems);
        problems.raise();
    } catch (Error const& error) {
        for (auto const& each : error.errors) shown.misfits.push_back({each.field, each.message});
    }
    return shown;
}

void refuse_same_name(Tx& tx, TicketTemplate const& t, Problems& problems) {
    for (auto const& other : list_ticket_templates(tx, t.type_id))
        if (other.id != t.id && other.name == t.name) problems.add("name", "Another template has this name.");
}

// Checks and stores `t` as it shall be.
template <class Store> TicketTemplateView keep(Tx& tx, Type const& type, TicketTemplate t, Store store) {
    auto const form = form_of(tx, type);
    Problems problems;
    refuse_same_name(tx, t, problems);
    t.fields = fill_template(form, t, type.priority, problems);
    problems.raise();
    store(t);
    return view(type, form, t);
}

} // namespace

std::vector<TicketTemplateView> ticket_templates_of(Tx& tx, TypeId id) {
    auto const type = require_type(tx, id);
    auto const form = form_of(tx, type);
    std::vector<TicketTemplateView> views;
    for (auto const& each : list_ticket_templates(tx, id)) views.push_back(view(type, form, each));
    return views;
}

TicketTemplateView ticket_template(Tx& tx, TypeId id, TicketTemplateId template_id) {
    auto const type = require_type(tx, id);
    return view(type, form_of(tx, type), require_template(tx, id, template_id));
}

TicketTemplateView create_ticket_template(Tx& tx, Actor const& actor, TypeId id, TicketTemplateFields const& input,
                                          Timestamp now) {
    auto const type = type_for_change(tx, actor, id);
    if (list_ticket_templates(tx, id).size() >= max_ticket_templates)
        throw Error(ErrorCode::conflict, "This ticket type has 100 templates already. Delete some first.");
    return keep(tx, type, {input, tx.next_id<TicketTemplateId>(now), id, 1}, [&](TicketTemplate const& t) {
        insert_ticket_template(tx, t);
        record_type_change(tx, actor, type, {field_name(t), nullptr, to_json<TicketTemplateFields>(t)}, now);
    });
}

TicketTemplateView edit_ticket_template(Tx& tx, Actor const& actor, TypeId id, TicketTemplateId template_id,
                                        json::object const& changes, std::int64_t version, Timestamp now) {
    auto const type = type_for_change(tx, actor, id);
    auto const before = require_template(tx, id, template_id);
    if (before.version != version)
        throw Error::conflict("The template was changed meanwhile.", to_json(view(type, form_of(tx, type), before)));
    auto after = before;
    patch_json(changes, static_cast<TicketTemplateFields&>(after));
    return keep(tx, type, after, [&](TicketTemplate& t) {
        auto const differences = diff<TicketTemplateFields>(before, t);
        if (differences.empty()) return;
        ++t.version;
        save_ticket_template(tx, t);
        for (auto const& d : differences)
            record_type_change(tx, actor, type, {fmt::format("{}.{}", field_name(t), d.field), d.before, d.after}, now);
    });
}

void remove_ticket_template(Tx& tx, Actor const& actor, TypeId id, TicketTemplateId template_id, Timestamp now) {
    auto const type = type_for_change(tx, actor, id);
    auto const gone = require_template(tx, id, template_id);
    delete_ticket_template(tx, template_id);
    record_type_change(tx, actor, type, {field_name(gone), to_json<TicketTemplateFields>(gone), nullptr}, now);
}

void rename_tag_in_templates(Tx& tx, Actor const& actor, std::string const& from, std::string const& to,
                             Timestamp now) {
    for (auto& t : list_ticket_templates(tx)) {
        auto const before = t.tags;
        if (std::erase(t.tags, Tag(from)) == 0) continue;
        if (std::ranges::find(t.tags, Tag(to)) == t.tags.end()) t.tags.insert(t.tags.begin(), Tag(to));
        ++t.version;
        save_ticket_template(tx, t);
        record_type_change(tx, actor, require_type(tx, t.type_id),
                           {field_name(t) + ".tags", to_json(before), to_json(t.tags)}, now);
    }
}

} // namespace baton
