// Ticket types with their forms and templates.
#include "form/service.h"
#include "setting/taking.h"
#include "ticket_template/service.h"
#include "type/service.h"

#include <algorithm>

namespace baton {
namespace {

TypeFields fields_of(Taking& t, TypeSetting const& wanted) {
    return checked(TypeFields{wanted.path, t.names.department(wanted.department, "department"), wanted.priority,
                              wanted.is_public, wanted.is_sensitive, wanted.required_skills, wanted.number_pattern,
                              wanted.priority_labels});
}

// Options there are may be tickets' values: those that the file does not name stay, after the others.
NewField with_known_options(NewField wanted, NewField const& here) {
    for (auto const& option : here.options)
        if (std::ranges::find(wanted.options, option.key, &Option::key) == wanted.options.end())
            wanted.options.push_back(option);
    return wanted;
}

bool is_archived(Form const& form, std::string const& key) {
    auto const* field = field_of(form, key);
    return field && field->archived && field->type_id == form.type_id;
}

// What it looks at may not be there yet.
void make_field(Taking& t, TypeId type, NewField wanted) {
    if (is_archived(form_of(t.tx, require_type(t.tx, type)), wanted.key)) {
        restore_field(t.tx, t.actor, type, wanted.key, t.now);
        return;
    }
    wanted.required_if = wanted.shown_if = wanted.read_only_if = std::nullopt;
    create_field(t.tx, t.actor, type, checked(wanted), t.now);
}

void take_fields(Taking& t, TypeId type, std::string const& path, std::string const& place,
                 std::vector<NewField> wanted) {
    auto const here = kept_fields(t.tx, type);
    for (auto& each : wanted)
        if (auto const* found = find_kept(here, setting_name(each))) each = with_known_options(each, found->value);
    auto const all = compare(t, SettingKind::field, place + ".fields", wanted, here, path);
    settle_in_two(
        t, all, [&](NewField const& field) { make_field(t, type, field); }, [&] { return kept_fields(t.tx, type); },
        [&](Kept<NewField> const& now, NewField const& field) {
            auto const whole = with_known_options(field, now.value);
            FieldEdit const edit{whole, whole.kind.value_or(*now.value.kind), whole.filterable};
            edit_field(t.tx, t.actor, type, field.key, to_json(edit).as_object(), now.version, t.now);
        });
}

void take_templates(Taking& t, TypeId type, std::string const& path, std::string const& place,
                    std::vector<TicketTemplateFields> const& wanted) {
    settle(
        t, compare(t, SettingKind::template_, place + ".templates", wanted, kept_templates(t.tx, type), path),
        [&](TicketTemplateFields const& each) { create_ticket_template(t.tx, t.actor, type, checked(each), t.now); },
        [&](Kept<TicketTemplateFields> const& here, TicketTemplateFields const& each) {
            edit_ticket_template(t.tx, t.actor, type, TicketTemplateId{here.id}, to_json(each).as_object(),
                                 here.version, t.now);
        });
}

// Their fields and templates are compared one by one.
std::vector<TypeSetting> bare(std::vector<TypeSetting> types) {
    for (auto& type : types) {
        type.fields.clear();
        type.templates.clear();
    }
    return types;
}

void take_parts(Taking& t, std::vector<TypeSetting> const& types) {
    std::vector<std::size_t> order(types.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::string(types[i].path); });
    for (auto const i : order) {
        TypeId id{};
        try {
            id = t.names.type(types[i].path, "path");
        } catch (Error const&) {
            continue; // it was refused itself
        }
        auto const place = "types[" + std::to_string(i) + "]";
        take_fields(t, id, types[i].path, place, types[i].fields);
        take_templates(t, id, types[i].path, place, types[i].templates);
    }
}

} // namespace

void take_types(Taking& t, SettingsFile const& file) {
    auto all = compare(t, SettingKind::type, "types", bare(file.types), kept_types(t.tx, t.names));
    std::ranges::stable_sort(all, {},
                             [](auto const& each) { return std::string(each.wanted.path); }); // those above first
    settle(
        t, all, [&](TypeSetting const& wanted) { create_type(t.tx, t.actor, fields_of(t, wanted), t.now); },
        [&](Kept<TypeSetting> const& here, TypeSetting const& wanted) {
            edit_type(t.tx, t.actor, TypeId{here.id}, to_json(fields_of(t, wanted)).as_object(), here.version, t.now);
        });
    t.learn_names();
    take_parts(t, file.types);
}

} // namespace baton
