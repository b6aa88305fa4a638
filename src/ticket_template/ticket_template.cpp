#include "ticket_template/ticket_template.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

// What is missing is filled in by who opens the ticket.
Form without_demands(Form form) {
    for (auto& field : form.fields) {
        field.required = false;
        field.required_if.reset();
    }
    return form;
}

bool is_a_persons(FieldKind kind) { return kind == FieldKind::phone || kind == FieldKind::customer; }

} // namespace

void check(TicketTemplateFields const& fields, Problems& problems) {
    if (fields.tags.size() > max_tags) problems.add("tags", "must have at most 50 entries");
    for (std::size_t i = 0; i < fields.tags.size(); ++i)
        if (std::ranges::count(fields.tags, fields.tags[i]) > 1)
            problems.add(fmt::format("tags[{}]", i), "is there twice");
}

json::object fill_template(Form const& form, TicketTemplateFields const& fields, Priority of_type, Problems& problems) {
    auto given = fields.fields;
    for (auto const& field : form.fields)
        if (is_a_persons(field.kind) && given.contains(field.key)) {
            problems.add(join_path("fields", field.key), "is a person's: no template has it");
            given.erase(field.key);
        }
    Circumstances const fresh{fields.priority.value_or(of_type), "new", StatusCategory::new_};
    auto const filled = fill(without_demands(form), {}, given, true, fresh, problems);
    json::object values; // without defaults, which are the form's
    for (auto const& [key, value] : filled.values)
        if (given.contains(key)) values.emplace(key, value);
    return values;
}

} // namespace baton
