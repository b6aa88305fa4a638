#include "form/form.h"

#include "form/value.h"

#include <algorithm>

namespace baton {
namespace {

json::value value_in(json::object const& values, std::string_view key) {
    auto const* value = values.if_contains(key);
    return value ? *value : json::value(nullptr);
}

void put(json::object& values, std::string const& key, json::value value) {
    if (value.is_null()) values.erase(key);
    else values[key] = std::move(value);
}

// Which fields are shown and what is asked of them, for one set of values.
class Look {
public:
    Look(Form const& form, json::object const& values, Circumstances const& c) : form_(form), values_(values), c_(c) {}

    bool is_shown(Field const& field) {
        if (!field.shown_if) return true;
        auto const [it, is_new] = known_.try_emplace(field.key, false); // a circle would end here
        if (is_new) {
            bool const shown = is_true(*field.shown_if);
            known_[field.key] = shown;
            return shown;
        }
        return it->second;
    }
    bool is_required(Field const& f) { return f.required || (f.required_if && is_true(*f.required_if)); }
    bool is_read_only(Field const& f) { return f.read_only || (f.read_only_if && is_true(*f.read_only_if)); }
    bool is_missing(Field const& f) { return !f.archived && !values_.contains(f.key) && is_shown(f) && is_required(f); }

private:
    bool is_true(Condition const& condition) {
        return holds(condition, [this](std::string const& name) { return words(name); });
    }
    std::vector<std::string> words(std::string const& name) {
        if (name == "priority") return {std::string(name_of(c_.priority))};
        if (name == "status") return {c_.status, std::string(name_of(c_.category))};
        auto const* field = field_of(form_, name);
        if (!field || field->archived || !is_shown(*field)) return {};
        return words_of(*field, value_in(values_, name));
    }

    Form const& form_;
    json::object const& values_;
    Circumstances const& c_;
    std::map<std::string, bool> known_;
};

void put_defaults(Form const& form, json::object const& given, Filled& filled) {
    for (auto const& field : form.fields) {
        if (field.archived || field.default_value.is_null()) continue;
        if (given.contains(field.key) || filled.values.contains(field.key)) continue;
        auto fresh = normalise(field, field.default_value);
        if (fresh.problem.empty()) filled.values[field.key] = std::move(fresh.value); // not one archived since
    }
}

void put_given(Form const& form, json::object const& given, Filled& filled, std::map<std::string, FieldValue>& taken,
               Problems& problems) {
    for (auto const& [name, value] : given) {
        std::string const key = name;
        auto const path = join_path("fields", key);
        auto const* field = field_of(form, key);
        if ((field || filled.values.contains(key)) && value == value_in(filled.values, key)) continue;
        if (!field) {
            problems.add(path, "this type has no such field");
            continue;
        }
        auto fresh = normalise(*field, value);
        if (field->archived && !value.is_null()) fresh.problem = "this field is archived and takes no new values";
        if (!fresh.problem.empty()) {
            problems.add(path, fresh.problem);
            continue;
        }
        put(filled.values, key, fresh.value);
        taken.emplace(key, std::move(fresh));
    }
}

// A default that is not shown is no value.
void drop_hidden_defaults(Form const& form, json::object const& before, std::map<std::string, FieldValue> const& taken,
                          Filled& filled, Circumstances const& c) {
    Look look(form, filled.values, c);
    std::vector<std::string> hidden;
    for (auto const& field : form.fields)
        if (!before.contains(field.key) && !taken.contains(field.key) && !look.is_shown(field))
            hidden.push_back(field.key);
    for (auto const& key : hidden) filled.values.erase(key);
}

} // namespace

Field const* field_of(Form const& form, std::string_view key) {
    auto const it = std::ranges::find(form.fields, key, [](Field const& f) { return std::string_view(f.key); });
    return it == form.fields.end() ? nullptr : &*it;
}

Filled fill(Form const& form, json::object const& before, json::object const& given, bool is_new,
            Circumstances const& c, Problems& problems) {
    Filled filled{before, {}};
    std::map<std::string, FieldValue> taken;
    if (is_new) put_defaults(form, given, filled);
    put_given(form, given, filled, taken, problems);
    if (is_new) drop_hidden_defaults(form, before, taken, filled, c);
    Look look(form, filled.values, c);
    for (auto const& field : form.fields) {
        auto const path = join_path("fields", field.key);
        auto const it = taken.find(field.key);
        if (it != taken.end() && !it->second.value.is_null() && !look.is_shown(field))
            problems.add(path, "is not shown here and takes no value");
        else if (it != taken.end() && look.is_read_only(field)) problems.add(path, "is read-only");
        else if (look.is_missing(field)) problems.add(path, "is required");
        auto const was = value_in(before, field.key), is = value_in(filled.values, field.key);
        auto secret = it == taken.end() ? std::nullopt : it->second.secret;
        if (was != is || secret) filled.changes.push_back({field, was, is, std::move(secret)});
    }
    return filled;
}

bool is_for_customers(Field const& field) {
    return !field.archived && !field.agents_only && !field.read_only && field.kind != FieldKind::customer;
}

Form for_customers(Form form) {
    for (auto& field : form.fields) {
        if (is_for_customers(field)) continue;
        field.required = false;
        field.required_if.reset();
        field.read_only = true; // its default holds
    }
    return form;
}

Filled carry_over(Form const& from, Form const& to, json::object const& values) {
    Filled kept{values, {}};
    for (auto const& field : from.fields) {
        auto const* same = field_of(to, field.key);
        if (!values.contains(field.key) || (same && same->id == field.id)) continue;
        kept.changes.push_back({field, values.at(field.key), nullptr, {}});
        kept.values.erase(field.key);
    }
    return kept;
}

void check_move(Form const& form, json::object const& values, Circumstances const& from, Circumstances const& to,
                Problems& problems) {
    Look before(form, values, from), after(form, values, to);
    for (auto const& field : form.fields)
        if (before.is_shown(field) && !before.is_missing(field) && after.is_missing(field))
            problems.add(join_path("fields", field.key), "is required for this status");
}

} // namespace baton
