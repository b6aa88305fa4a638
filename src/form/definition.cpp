// What a field may be: limits, options, conditions that lead nowhere or in circles.
#include "form/form.h"
#include "form/value.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace baton {
namespace {

void check_option(Field const& field, std::size_t i, std::set<std::string>& earlier, Problems& problems) {
    auto const& option = field.options[i];
    auto const path = fmt::format("options[{}]", i);
    if (option.key.empty()) problems.add(path + ".key", "is required");
    if (option.label.empty()) problems.add(path + ".label", "is required");
    if (option.parent && field.kind != FieldKind::cascade) problems.add(path + ".parent", "only kind cascade has them");
    else if (option.parent && !earlier.contains(*option.parent))
        problems.add(path + ".parent", "must be the key of an option before this one");
    if (!earlier.insert(option.key).second) problems.add(path + ".key", "is there twice");
}

void check_options(Form const& others, Field const& field, Problems& problems) {
    if (!has_options(field.kind) && !field.options.empty())
        return problems.add("options", "only kinds choice, multi_choice and cascade have them");
    if (has_options(field.kind) && field.options.empty()) return problems.add("options", "give at least one");
    if (field.options.size() > max_field_options) return problems.add("options", "must have at most 1,000 entries");
    auto all = field.options.size();
    for (auto const& other : others.fields)
        if (other.id != field.id) all += other.options.size();
    if (all > max_form_options)
        return problems.add("options", "would make more than 5,000 options in one form; use fewer, or another type");
    std::set<std::string> earlier;
    for (std::size_t i = 0; i < field.options.size(); ++i) check_option(field, i, earlier, problems);
}

// "" when the clause can be asked.
std::string clause_problem(Form const& form, Field const& field, Clause const& clause) {
    if (clause.is.empty()) return "name at least one value in \"is\"";
    if (clause.is.size() > max_clause_values) return "must have at most 100 values";
    if (clause.field == "status" || clause.field == "priority") return "";
    if (clause.field == field.key) return "cannot look at the field itself";
    auto const* asked = field_of(form, clause.field);
    if (!asked || asked->archived) return "there is no such field in this form";
    if (!may_be_asked(asked->kind))
        return "can only look at kinds choice, multi_choice, cascade and checkbox, at priority and status";
    return "";
}

void check_clauses(Form const& form, Field const& field, std::string const& path, std::vector<Clause> const& clauses,
                   Problems& problems) {
    if (clauses.size() > max_clauses) return problems.add(path, "must have at most 10 entries");
    for (std::size_t i = 0; i < clauses.size(); ++i)
        if (auto problem = clause_problem(form, field, clauses[i]); !problem.empty())
            problems.add(fmt::format("{}[{}]", path, i), std::move(problem));
}

void check_condition(Form const& form, Field const& field, std::string const& path,
                     std::optional<Condition> const& condition, Problems& problems) {
    if (!condition) return;
    if (condition->all.empty() && condition->any.empty()) problems.add(path, "names no clause; null means none");
    check_clauses(form, field, path + ".all", condition->all, problems);
    check_clauses(form, field, path + ".any", condition->any, problems);
}

std::set<std::string> shown_by(Field const& field) {
    std::set<std::string> names;
    if (!field.shown_if) return names;
    for (auto const& clause : field.shown_if->all) names.insert(clause.field);
    for (auto const& clause : field.shown_if->any) names.insert(clause.field);
    return names;
}

// From what it is shown by, and so on, one must not come back to it.
void refuse_circle(Form const& form, Field const& field, Problems& problems) {
    std::set<std::string> seen, next = shown_by(field);
    while (!next.empty()) {
        auto const name = *next.begin();
        next.erase(next.begin());
        if (name == field.key) return problems.add("shown_if", "depends on a field that is shown by this one");
        auto const* other = seen.insert(name).second ? field_of(form, name) : nullptr;
        if (other) next.merge(shown_by(*other));
    }
}

void check_default(Field const& field, Problems& problems) {
    if (field.default_value.is_null()) return;
    if (field.kind == FieldKind::phone || field.kind == FieldKind::customer)
        return problems.add("default_value", "phones and customers have none: they are a person's");
    auto const value = normalise(field, field.default_value);
    if (!value.problem.empty()) problems.add("default_value", value.problem);
}

} // namespace

void check_definition(Form const& form, Field const& field, Problems& problems) {
    check_options(form, field, problems);
    check_condition(form, field, "required_if", field.required_if, problems);
    check_condition(form, field, "shown_if", field.shown_if, problems);
    check_condition(form, field, "read_only_if", field.read_only_if, problems);
    refuse_circle(form, field, problems);
    check_default(field, problems);
}

} // namespace baton
