#include "form/field.h"

#include <algorithm>

namespace baton {
namespace {

bool is_true(Clause const& clause, WordsOf const& words_of) {
    auto const words = words_of(clause.field);
    return std::ranges::any_of(words, [&](auto const& word) { return std::ranges::count(clause.is, word) > 0; });
}

} // namespace

bool holds(Condition const& condition, WordsOf const& words_of) {
    auto const is = [&](Clause const& clause) { return is_true(clause, words_of); };
    return std::ranges::all_of(condition.all, is) && (condition.any.empty() || std::ranges::any_of(condition.any, is));
}

void check(NewField const& field, Problems& problems) {
    if (!problems.has("key") && !is_key(field.key))
        problems.add("key", "must be a word of small letters, digits and _, beginning with a letter");
    if (field.key == "priority" || field.key == "status")
        problems.add("key", "priority and status are there already; choose another word");
    if (!field.kind) problems.add("kind", "must be one of " + names_of<FieldKind>());
}

Option const* option_of(Field const& field, std::string_view key) {
    auto const it = std::ranges::find(field.options, key, [](Option const& o) { return std::string_view(o.key); });
    return it == field.options.end() ? nullptr : &*it;
}

bool has_options(FieldKind kind) {
    return kind == FieldKind::choice || kind == FieldKind::multi_choice || kind == FieldKind::cascade;
}

bool may_be_asked(FieldKind kind) { return has_options(kind) || kind == FieldKind::checkbox; }

} // namespace baton
