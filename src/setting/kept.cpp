#include "setting/kept.h"

#include "canned_response/service.h"
#include "department/service.h"
#include "form/service.h"
#include "role/service.h"
#include "tag/service.h"
#include "ticket/rating.h"
#include "ticket_template/service.h"
#include "type/service.h"
#include "user/service.h"
#include "view/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr int page = 200;

template <class T> void sort_by_name(AllKept<T>& all) {
    std::ranges::stable_sort(all, {}, [](auto const& each) { return setting_name(each.value); });
}

// Whose views and texts are all that are shared.
Actor who_sees_every_department(Tx& tx) {
    auto actor = Actor::system(tx.tenant());
    actor.reach.seen = every_department(tx);
    std::ranges::sort(actor.reach.seen);
    return actor;
}

// False when it names something archived, which the file then does not have.
template <class Id, class Path>
bool name_in(Names const& names, std::optional<Id> const& id, std::optional<Path>& path) {
    if (!id) return true;
    auto const found = names.path_of(*id);
    if (found) path = Path(*found);
    return found.has_value();
}

void leave_out(std::vector<LeftOut>& left_out, std::string what) {
    left_out.push_back({std::move(what), "It belongs to a department or ticket type that is archived."});
}

// "" of somebody there is not.
std::string written_assignee(Tx& tx, std::string const& word) {
    auto const id = parse_id(word);
    if (!id) return word;
    auto const person = find_person(tx, UserId{*id});
    return person ? "@" + person->login : "";
}

bool put_words(Tx& tx, Names const& names, TicketWords const& from, ViewWords& to) {
    to = {from.status, {}, {}, {}, from.priority, from.tag, from.field, from.snoozed};
    bool is_whole = true;
    for (auto const id : from.department_id) {
        std::optional<SettingPath> path;
        if (name_in(names, std::optional(id), path)) to.department.push_back(*path);
        else is_whole = false;
    }
    for (auto const id : from.type_id) {
        std::optional<Text<1, 200>> path;
        if (name_in(names, std::optional(id), path)) to.type.push_back(*path);
        else is_whole = false;
    }
    for (auto const& word : from.assignee_id) to.assignee.push_back(written_assignee(tx, word));
    return is_whole && std::ranges::count(to.assignee, "") == 0;
}

} // namespace

AllKept<RoleFields> kept_roles(Tx& tx) {
    AllKept<RoleFields> all;
    for (auto const& role : all_roles(tx)) {
        all.push_back({role, role.id.value, role.version});
        std::ranges::sort(all.back().value.permissions);
    }
    sort_by_name(all);
    return all;
}

AllKept<DepartmentSetting> kept_departments(Tx& tx, Names const& names) {
    AllKept<DepartmentSetting> all;
    for (auto const& d : all_departments(tx))
        all.push_back({{SettingPath(names.path_of(d.id).value()), d.routing}, d.id.value, d.version});
    sort_by_name(all);
    return all;
}

AllKept<NewAttribute> kept_attributes(Tx& tx) {
    AllKept<NewAttribute> all;
    for (auto const& a : customer_attributes(tx))
        if (!a.archived_at) all.push_back({{a, Text<1, 50>(a.key), a.kind, a.sensitive}, a.id.value, a.version});
    sort_by_name(all);
    return all;
}

AllKept<TypeSetting> kept_types(Tx& tx, Names const& names) {
    AllKept<TypeSetting> all;
    for (auto const& t : all_types(tx))
        all.push_back({{t.path,
                        SettingPath(names.path_of(t.department_id).value_or("")),
                        t.priority,
                        t.is_public,
                        t.is_sensitive,
                        t.required_skills,
                        t.number_pattern,
                        t.priority_labels,
                        {},
                        {}},
                       t.id.value,
                       t.version});
    sort_by_name(all);
    return all;
}

AllKept<NewField> kept_fields(Tx& tx, TypeId id) {
    AllKept<NewField> all;
    auto const form = form_of(tx, type_of(tx, id));
    for (auto const& f : form.fields)
        if (f.type_id == id && !f.archived)
            all.push_back({{f, Text<1, 50>(f.key), f.kind, f.filterable}, f.id.value, form.version});
    return all;
}

AllKept<TicketTemplateFields> kept_templates(Tx& tx, TypeId id) {
    AllKept<TicketTemplateFields> all;
    for (auto const& t : ticket_templates_of(tx, id)) all.push_back({t, t.id.value, t.version});
    sort_by_name(all);
    return all;
}

AllKept<StatusSetting> kept_statuses(Tx& tx, Names const& names) {
    AllKept<StatusSetting> all;
    for (auto const& s : all_statuses(tx)) {
        Kept<StatusSetting> kept{{s, Text<1, 50>(s.key), s.category, {}}, 0, s.version};
        if (!s.archived_at && name_in(names, s.type_id, kept.value.type)) all.push_back(std::move(kept));
    }
    return all;
}

AllKept<SlaTarget> kept_targets(Tx& tx) {
    AllKept<SlaTarget> all;
    for (auto const& target : all_sla_targets(tx)) all.push_back({target});
    return all;
}

AllKept<TagFields> kept_tag_settings(Tx& tx) {
    AllKept<TagFields> all;
    for (auto const& tag : kept_tags(tx, false)) all.push_back({tag, tag.id.value, tag.version});
    sort_by_name(all);
    return all;
}

AllKept<ReplySetting> kept_replies(Tx& tx, Names const& names, std::vector<LeftOut>& left_out) {
    AllKept<ReplySetting> all;
    auto const reader = who_sees_every_department(tx);
    CannedResponseId last{};
    for (std::size_t found = page; found == page;) {
        auto const responses = canned_responses_of(tx, reader, last, page);
        found = responses.size();
        for (auto const& r : responses) {
            last = r.id;
            Kept<ReplySetting> kept{{r, {}}, r.id.value, r.version};
            if (name_in(names, r.department_id, kept.value.department)) all.push_back(std::move(kept));
            else leave_out(left_out, fmt::format("canned response {}", std::string(r.title)));
        }
    }
    sort_by_name(all);
    return all;
}

AllKept<QuestionSetting> kept_questions(Tx& tx, Names const& names, std::vector<LeftOut>& left_out) {
    AllKept<QuestionSetting> all;
    for (auto const& q : rating_questions(tx)) {
        Kept<QuestionSetting> kept{{q.text, {}, q.position}, q.id.value, q.version};
        if (name_in(names, q.type_id, kept.value.type)) all.push_back(std::move(kept));
        else leave_out(left_out, fmt::format("rating question {}", std::string(q.text)));
    }
    return all;
}

AllKept<ViewSetting> kept_views(Tx& tx, Names const& names, std::vector<LeftOut>& left_out) {
    AllKept<ViewSetting> all;
    for (auto const& v : views_of(tx, who_sees_every_department(tx))) {
        Kept<ViewSetting> kept{{v.name, {}, v.sort, v.position, {}}, v.id.value, v.version};
        if (put_words(tx, names, v.filter, kept.value.filter) && name_in(names, v.department_id, kept.value.department))
            all.push_back(std::move(kept));
        else leave_out(left_out, fmt::format("view {}", std::string(v.name)));
    }
    return all;
}

} // namespace baton
