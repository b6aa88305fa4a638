#include "form/service.h"

#include "event/event.h"
#include "form/store.h"
#include "form/value.h"
#include "tenant/service.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::int64_t counted_up_to = 1'000;

void sort_fields(Form& form) {
    std::ranges::sort(form.fields, {}, [](Field const& f) { return std::pair(f.position, f.id.value); });
}

void save_version(Tx& tx, Form& form, Timestamp now) {
    sort_fields(form);
    ++form.version;
    insert_form(tx, form, now);
    set_form_version(tx, form.type_id, form.version);
}

std::vector<Type> types_below(Tx& tx, Type const& type) {
    auto all = all_types_ever(tx);
    std::erase_if(all, [&](Type const& t) { return !lies_below(t.path, type.path); });
    return all;
}

// Puts the field, new or changed, into the form of its type and of all below.
void save_field(Tx& tx, Type const& type, Form form, Field const& field, Timestamp now) {
    auto const place = [&](Form& in) {
        auto const it = std::ranges::find(in.fields, field.id, &Field::id);
        if (it == in.fields.end()) in.fields.push_back(field);
        else *it = field;
        save_version(tx, in, now);
    };
    place(form);
    for (auto const& below : types_below(tx, type)) {
        auto inherited = form_of(tx, below);
        place(inherited);
    }
}

void refuse_same_key(Tx& tx, Type const& type, Form const& form, std::string const& key, Problems& problems) {
    if (field_of(form, key)) problems.add("key", "There is, or was, a field with this key.");
    for (auto const& below : types_below(tx, type)) {
        auto const other = form_of(tx, below);
        if (field_of(other, key))
            problems.add("key", fmt::format("{} has a field with this key.", std::string(below.path)));
        if (other.fields.size() >= max_fields)
            problems.add("key", fmt::format("{} has 200 fields already.", std::string(below.path)));
    }
    if (form.fields.size() >= max_fields) problems.add("key", "The form has 200 fields already, archived ones too.");
}

FieldView view(Tx& tx, Field const& field, std::int64_t version) {
    auto const tickets = count_holders(tx, field.id, counted_up_to + 1);
    return {field, {std::min(tickets, counted_up_to), tickets > counted_up_to}, version};
}

Field const& require_field(Form const& form, std::string const& key) {
    auto const* field = field_of(form, key);
    if (!field) throw Error(ErrorCode::not_found, "This form has no such field.");
    return *field;
}

Field const& own_field(Form const& form, std::string const& key) {
    auto const& field = require_field(form, key);
    if (field.type_id != form.type_id)
        throw Error(ErrorCode::conflict, "This field is inherited from a type above: change it there.");
    return field;
}

Field const& own_live_field(Form const& form, std::string const& key) {
    auto const& field = own_field(form, key);
    if (field.archived) throw Error(ErrorCode::conflict, "This field is archived.");
    return field;
}

void refuse_lasting(FieldEdit const& before, FieldEdit const& after, Problems& problems) {
    if (before.kind != after.kind)
        problems.add("kind",
                     "The kind of a field stays, because tickets hold values of it. Make a new field of the kind "
                     "you want and archive this one.");
    if (before.filterable != after.filterable)
        problems.add("filterable", "This stays, because tickets that have a value would not be found. Make a new field "
                                   "and archive this one.");
    for (auto const& option : before.options)
        if (std::ranges::find(after.options, option.key, &Option::key) == after.options.end())
            problems.add("options",
                         fmt::format("Option {} may be a ticket's value: mark it archived instead of leaving "
                                     "it out.",
                                     std::string(option.key)));
}

bool looks_at(std::optional<Condition> const& condition, std::string const& key) {
    auto const is = [&](Clause const& clause) { return clause.field == key; };
    return condition && (std::ranges::any_of(condition->all, is) || std::ranges::any_of(condition->any, is));
}

void refuse_while_asked(Form const& form, std::string const& key) {
    for (auto const& other : form.fields)
        if (!other.archived &&
            (looks_at(other.shown_if, key) || looks_at(other.required_if, key) || looks_at(other.read_only_if, key)))
            throw Error(ErrorCode::conflict,
                        fmt::format("Field {} depends on this one. Change that first.", other.key));
}

} // namespace

Form form_of(Tx& tx, Type const& type) {
    if (type.form_version == 0) return {type.id, 0, {}};
    return form_at(tx, type.id, type.form_version);
}

Form form_at(Tx& tx, TypeId type, std::int64_t version) {
    if (version == 0) return {type, 0, {}};
    auto form = find_form(tx, type, version);
    if (!form) throw Error(ErrorCode::not_found, "This form has no such version.");
    return *std::move(form);
}

FieldView field_with_usage(Tx& tx, TypeId id, std::string const& key) {
    auto const form = form_of(tx, require_type(tx, id));
    return view(tx, require_field(form, key), form.version);
}

FieldView create_field(Tx& tx, Actor const& actor, TypeId id, NewField const& input, Timestamp now) {
    auto const type = type_for_change(tx, actor, id);
    auto const form = form_of(tx, type);
    Field const field{input, tx.next_id<FieldId>(now), id, input.key, *input.kind, input.filterable, false};
    Problems problems;
    refuse_same_key(tx, type, form, field.key, problems);
    check_definition(form, field, problems);
    problems.raise();
    insert_identity(tx, {field.id, field.key, field.kind, field.filterable});
    save_field(tx, type, form, field, now);
    record_type_change(tx, actor, type, {"fields." + field.key, nullptr, to_json(field)}, now);
    return view(tx, field, form.version + 1);
}

FieldView edit_field(Tx& tx, Actor const& actor, TypeId id, std::string const& key, json::object const& changes,
                     std::int64_t version, Timestamp now) {
    auto const type = type_for_change(tx, actor, id);
    auto const form = form_of(tx, type);
    auto field = own_live_field(form, key);
    if (form.version != version)
        throw Error::conflict("The form was changed meanwhile.", to_json(view(tx, field, form.version)));
    FieldEdit const before{field, field.kind, field.filterable};
    auto after = before;
    patch_json(changes, after);
    static_cast<FieldFields&>(field) = after;
    Problems problems;
    refuse_lasting(before, after, problems);
    check_definition(form, field, problems);
    problems.raise();
    auto const differences = diff<FieldFields>(before, after);
    if (differences.empty()) return view(tx, field, form.version);
    save_field(tx, type, form, field, now);
    for (auto const& d : differences)
        record_type_change(tx, actor, type, {fmt::format("fields.{}.{}", key, d.field), d.before, d.after}, now);
    return view(tx, field, form.version + 1);
}

void archive_field(Tx& tx, Actor const& actor, TypeId id, std::string const& key, Timestamp now) {
    auto const type = type_for_change(tx, actor, id);
    auto const form = form_of(tx, type);
    auto field = own_live_field(form, key);
    refuse_while_asked(form, key);
    for (auto const& below : types_below(tx, type)) refuse_while_asked(form_of(tx, below), key);
    field.archived = true;
    save_field(tx, type, form, field, now);
    record_type_change(tx, actor, type, {fmt::format("fields.{}.archived", key), false, true}, now);
}

FieldView restore_field(Tx& tx, Actor const& actor, TypeId id, std::string const& key, Timestamp now) {
    auto const type = type_for_change(tx, actor, id);
    auto const form = form_of(tx, type);
    auto field = own_field(form, key);
    if (!field.archived) throw Error(ErrorCode::conflict, "This field is not archived.");
    field.archived = false;
    Problems problems; // what its conditions look at may be archived meanwhile
    check_definition(form, field, problems);
    problems.raise();
    save_field(tx, type, form, field, now);
    record_type_change(tx, actor, type, {fmt::format("fields.{}.archived", key), true, false}, now);
    return view(tx, field, form.version + 1);
}

namespace {

// Its own fields and those of `family` stay, the others are what the type above has.
void inherit(Tx& tx, Type const& type, Form const& above, std::vector<TypeId> const& family, Timestamp now) {
    auto form = form_of(tx, type);
    auto const before = to_json(form.fields);
    std::erase_if(form.fields, [&](Field const& f) { return std::ranges::find(family, f.type_id) == family.end(); });
    for (auto const& field : above.fields) {
        if (field_of(form, field.key))
            throw Error(ErrorCode::invalid, "path",
                        fmt::format("The type above and {} both have a field {}.", std::string(type.path), field.key));
        form.fields.push_back(field);
    }
    if (form.fields.size() > max_fields)
        throw Error(ErrorCode::invalid, "path", "would make a form of over 200 fields");
    sort_fields(form);
    if (to_json(form.fields) != before) save_version(tx, form, now);
}

} // namespace

void inherit_form(Tx& tx, Type const& type, Timestamp now) {
    auto const parent = parent_path(type.path);
    auto const above = parent ? form_of(tx, require_type(tx, parent)) : Form{};
    auto const below = types_below(tx, type);
    std::vector<TypeId> family = {type.id};
    for (auto const& each : below) family.push_back(each.id);
    inherit(tx, type, above, family, now);
    for (auto const& each : below) inherit(tx, each, above, family, now);
}

namespace {

std::string blind_phone(Tx& tx, std::string const& normal) {
    return tx.vault().blind_index(tx.tenant(), "ticket.phone", normal);
}

} // namespace

std::vector<std::string> words_found_by(Tx& tx, Field const& field, json::value const& value,
                                        std::optional<std::string> const& phone) {
    if (phone) return {blind_phone(tx, *phone)};
    return words_of(field, value);
}

std::vector<FieldWord> field_words(Tx& tx, std::string const& key, std::vector<std::string> const& written) {
    auto const path = "field." + key;
    std::vector<FieldWord> words;
    bool is_there = false;
    for (auto const& field : list_identities(tx, key)) {
        is_there = true;
        if (!field.filterable) continue;
        for (auto const& text : written) {
            auto word = word_from_text(field.kind, text);
            if (word && field.kind == FieldKind::phone) word = blind_phone(tx, *word);
            if (word) words.push_back({field.id, *std::move(word)});
        }
    }
    if (!is_there) throw Error(ErrorCode::invalid, path, "There is no such field.");
    if (words.empty()) throw Error(ErrorCode::invalid, path, "This field is not filterable, or holds no such values.");
    return words;
}

} // namespace baton
