#include "setting/taking.h"

#include "department/service.h"
#include "portal/service.h"
#include "role/service.h"
#include "tag/service.h"
#include "tenant/service.h"

#include <algorithm>
#include <regex>

namespace baton {
namespace {

// A use case names its own fields: what refers by id there refers by name in the file.
std::string in_the_file(std::string const& field) {
    static std::regex const id("\\b(department|type|assignee)_id\\b");
    return std::regex_replace(field, id, "$1");
}

// Of what there is one of.
template <class T, class Edit>
void take_one(Taking& taking, SettingKind kind, std::optional<T> const& wanted, T const& here, Edit edit) {
    auto const place = std::string(name_of(kind));
    if (!wanted) return taking.result.left_alone.push_back({kind, ""});
    auto changes = changes_between(here, *wanted);
    bool const is_same = changes.empty();
    taking.result.settings.push_back(
        {kind, "", place, is_same ? SettingOutcome::same : SettingOutcome::changed, std::move(changes)});
    if (!is_same) taking.attempt(place, [&] { edit(checked(*wanted)); });
}

} // namespace

bool Taking::attempt(std::string const& place, std::function<void()> const& deed) {
    try {
        deed();
        return true;
    } catch (Error const& error) {
        if (error.code == ErrorCode::unavailable || error.code == ErrorCode::internal) throw;
        if (error.errors.empty()) result.refusals.push_back({place, error.what()});
        for (auto const& each : error.errors)
            result.refusals.push_back({join_path(place, in_the_file(each.field)), each.message});
        return false;
    }
}

void take_company(Taking& t, SettingsFile const& file) {
    take_one(t, SettingKind::company, file.company, company_of(t.tx),
             [&](Company const& wanted) { edit_company(t.tx, t.actor, wanted, t.now); });
}

void take_portal(Taking& t, SettingsFile const& file) {
    take_one(t, SettingKind::portal, file.portal, customer_rules(t.tx),
             [&](CustomerRules const& wanted) { edit_customer_rules(t.tx, t.actor, wanted, t.now); });
}

// The order of permissions means nothing, but what is refused is named by their place in the file.
void take_roles(Taking& t, SettingsFile const& file) {
    auto sorted = file.roles;
    for (auto& role : sorted) std::ranges::sort(role.permissions);
    auto const all = compare(t, SettingKind::role, "roles", sorted, kept_roles(t.tx));
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const& place = all[i].place;
        auto const& here = all[i].here;
        auto const& role = file.roles[i];
        if (!here) t.attempt(place, [&] { create_role(t.tx, t.actor, checked(role), t.now); });
        else if (is_changed(all[i])) {
            auto const& known = *here;
            t.attempt(place, [&] {
                edit_role(t.tx, t.actor, RoleId{known.id}, to_json(role).as_object(), known.version, t.now);
            });
        }
    }
}

void take_departments(Taking& t, SettingsFile const& file) {
    auto all = compare(t, SettingKind::department, "departments", file.departments, kept_departments(t.tx, t.names));
    std::ranges::stable_sort(all, {},
                             [](auto const& each) { return std::string(each.wanted.path); }); // those above first
    auto const make = [&](DepartmentSetting const& wanted) {
        auto const place = place_of_department(wanted.path);
        json::object fields = {{"name", place.name}, {"routing", name_of(wanted.routing)}};
        if (!place.above.empty()) fields["parent_id"] = std::to_string(t.names.department(place.above, "path").value);
        create_department(t.tx, t.actor, read_json<DepartmentFields>(fields), t.now);
        t.learn_names();
    };
    settle(t, all, make, [&](Kept<DepartmentSetting> const& here, DepartmentSetting const& wanted) {
        edit_department(t.tx, t.actor, DepartmentId{here.id}, {{"routing", name_of(wanted.routing)}}, here.version,
                        t.now);
    });
}

void take_attributes(Taking& t, SettingsFile const& file) {
    auto const edit = [&](Kept<NewAttribute> const& here, NewAttribute const& wanted) {
        if (here.value.kind != wanted.kind || here.value.sensitive != wanted.sensitive)
            throw Error(ErrorCode::invalid, here.value.kind != wanted.kind ? "kind" : "sensitive",
                        "This stays, because customers have values of it. Give the other one another key.");
        edit_attribute(t.tx, t.actor, AttributeId{here.id}, to_json<AttributeFields>(wanted).as_object(), here.version,
                       t.now);
    };
    settle(
        t,
        compare(t, SettingKind::customer_attribute, "customer_attributes", file.customer_attributes,
                kept_attributes(t.tx)),
        [&](NewAttribute const& wanted) { create_attribute(t.tx, t.actor, checked(wanted), t.now); }, edit);
}

void take_tags(Taking& t, SettingsFile const& file) {
    settle(
        t, compare(t, SettingKind::tag, "tags", file.tags, kept_tag_settings(t.tx)),
        [&](TagFields const& wanted) { create_tag(t.tx, t.actor, checked(wanted), t.now); },
        [&](Kept<TagFields> const& here, TagFields const& wanted) {
            edit_tag(t.tx, t.actor, KeptTagId{here.id}, to_json(wanted).as_object(), here.version, t.now);
        });
}

} // namespace baton
