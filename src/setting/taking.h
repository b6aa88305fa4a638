// A file of settings on its way in: each setting is compared with what is here, and made or changed by the use case of
// its noun. What is refused is kept with its place in the file, and the rest goes on, so that all of it is told at
// once.
#pragma once
#include "setting/kept.h"

#include <functional>

namespace baton {

class Taking {
public:
    Taking(Tx& tx, Actor const& actor, Timestamp now) : tx(tx), actor(actor), now(now), names(tx) {}

    Tx& tx;
    Actor const& actor;
    Timestamp const now;
    Names names; // as of the last learn_names()
    SettingsComparison result;

    void learn_names() { names = Names(tx); }
    // Does it; what is refused is kept. `place` in the file, "" with a dot left out. False when it was refused.
    bool attempt(std::string const& place, std::function<void()> const& deed);
};

// The setting of this name, the first of several. Null when there is none.
template <class T> Kept<T> const* find_kept(AllKept<T> const& all, std::string const& name) {
    for (auto const& each : all)
        if (setting_name(each.value) == name) return &each;
    return nullptr;
}

// Each setting of the file beside the one it means here.
template <class T> struct Beside {
    T wanted;
    std::string place;
    std::optional<Kept<T>> here; // absent: to be made
};

template <class T> std::vector<SettingChange> changes_between(T const& here, T const& wanted) {
    std::vector<SettingChange> changes;
    for (auto& each : diff(here, wanted)) changes.push_back({each.field, each.before, each.after});
    return changes;
}

// Those of each name, in their order.
template <class T> std::map<std::string, std::vector<Kept<T> const*>> by_name(AllKept<T> const& all) {
    std::map<std::string, std::vector<Kept<T> const*>> found;
    for (auto const& each : all) found[setting_name(each.value)].push_back(&each);
    return found;
}

// Notes what will be added, changed or left as it is. `above`: of what it is part of, such as the path of a type.
template <class T>
std::vector<Beside<T>> compare(Taking& taking, SettingKind kind, std::string const& list, std::vector<T> const& wanted,
                               AllKept<T> const& here, std::string const& above = "") {
    auto const full_name = [&](std::string const& name) { return above.empty() ? name : above + " · " + name; };
    auto const known = by_name(here);
    std::map<std::string, std::size_t> times;
    std::vector<Beside<T>> all;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        auto const name = setting_name(wanted[i]);
        auto const time = times[name]++;
        auto const found = known.find(name);
        auto const* here_now = found != known.end() && time < found->second.size() ? found->second[time] : nullptr;
        ComparedSetting compared{
            kind, full_name(name), list + "[" + std::to_string(i) + "]", SettingOutcome::added, {}};
        if (here_now) compared.changes = changes_between(here_now->value, wanted[i]);
        if (here_now) compared.outcome = compared.changes.empty() ? SettingOutcome::same : SettingOutcome::changed;
        all.push_back({wanted[i], compared.place, here_now ? std::optional(*here_now) : std::nullopt});
        taking.result.settings.push_back(std::move(compared));
    }
    for (auto const& [name, kept] : known)
        for (auto left = times[name]; left < kept.size(); ++left)
            taking.result.left_alone.push_back({kind, full_name(name)});
    return all;
}

template <class T> bool is_changed(Beside<T> const& each) {
    return each.here && !changes_between(each.here->value, each.wanted).empty();
}

// Makes what is not here and edits what is otherwise.
template <class T, class Make, class Edit>
void settle(Taking& taking, std::vector<Beside<T>> const& all, Make make, Edit edit) {
    for (auto const& each : all) {
        if (!each.here) taking.attempt(each.place, [&] { make(each.wanted); });
        else if (is_changed(each)) taking.attempt(each.place, [&] { edit(*each.here, each.wanted); });
    }
}

// For what refers to others of its kind: all are made first, then each becomes what it shall be. `read`: those here
// now.
template <class T, class Make, class Read, class Edit>
void settle_in_two(Taking& taking, std::vector<Beside<T>> const& all, Make make, Read read, Edit edit) {
    std::vector<Beside<T>> open;
    for (auto const& each : all) {
        bool const is_there = each.here || taking.attempt(each.place, [&] { make(each.wanted); });
        if (is_there && (!each.here || is_changed(each))) open.push_back(each);
    }
    for (auto const& each : open) {
        AllKept<T> const now = read();
        auto const* here = find_kept(now, setting_name(each.wanted));
        if (here && !changes_between(here->value, each.wanted).empty())
            taking.attempt(each.place, [&] { edit(*here, each.wanted); });
    }
}

// A value as a use case takes it, which is to be checked before. Throws Error::invalid.
template <class T> T checked(T const& value) { return read_json<T>(to_json(value)); }

// In the order in which one depends on the other.
void take_company(Taking&, SettingsFile const&);
void take_portal(Taking&, SettingsFile const&);
void take_roles(Taking&, SettingsFile const&);
void take_departments(Taking&, SettingsFile const&);
void take_attributes(Taking&, SettingsFile const&);
void take_types(Taking&, SettingsFile const&); // with fields and templates
void take_statuses(Taking&, SettingsFile const&);
void take_targets(Taking&, SettingsFile const&);
void take_tags(Taking&, SettingsFile const&);
void take_replies(Taking&, SettingsFile const&);
void take_questions(Taking&, SettingsFile const&);
void take_views(Taking&, SettingsFile const&);

} // namespace baton
