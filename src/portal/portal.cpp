#include "portal/portal.h"

#include "portal/access_token.h"

#include <algorithm>

namespace baton {
namespace {

constexpr std::size_t most_steps = 50;

char const* word_of(StatusCategory category) {
    switch (category) {
    case StatusCategory::new_:
        return "已提交";
    case StatusCategory::open:
        return "处理中";
    case StatusCategory::pending:
        return "待您补充";
    case StatusCategory::on_hold:
        return "等待安排";
    case StatusCategory::resolved:
        return "已解决，请您确认";
    case StatusCategory::closed:
        return "已完成";
    }
    return "";
}

std::string title_of(std::string const& status, Way const& way) {
    auto const it = std::ranges::find(way.every, status, &Status::key);
    return it == way.every.end() ? "" : portal_title(*it);
}

void put_department(PortalStep& step, std::optional<DepartmentId> id, Way const& way) {
    auto const it = id ? way.departments.find(id->value) : way.departments.end();
    if (it != way.departments.end()) step.department = Maybe<std::string>{it->second};
}

std::vector<PortalStep> steps_so_far(Way const& way) {
    std::vector<PortalStep> steps;
    for (auto const& stage : way.stages) {
        PortalStep step{title_of(stage.status, way), StepState::done, Maybe<Timestamp>{stage.entered_at}, {}, {}};
        put_department(step, stage.department_id, way);
        bool const same =
            !steps.empty() && steps.back().title == step.title && steps.back().department == step.department;
        if (!same) steps.push_back(std::move(step));
    }
    if (steps.size() > most_steps) steps.erase(steps.begin(), steps.end() - most_steps);
    return steps;
}

void add_next(std::vector<PortalStep>& steps, Way const& way, StatusCategory category) {
    steps.push_back({portal_title(default_of(way.statuses, category)), StepState::next, {}, {}, {}});
}

// What was promised, or is due; a time that has passed promises nothing.
std::optional<Timestamp> promise_of(Ticket const& t, Timestamp now) {
    if (t.promised_at) return t.promised_at;
    return t.resolution_due_at > now ? std::optional(t.resolution_due_at) : std::nullopt;
}

void check_files(std::vector<Text<1, 200>> const& ids, Problems& problems) {
    if (ids.size() > max_attachments) problems.add("attachment_ids", "must have at most 50 entries");
}

} // namespace

std::string portal_title(Status const& status) {
    return status.portal_title.empty() ? word_of(status.category) : std::string(status.portal_title);
}

std::vector<PortalStep> progress_of(Ticket const& t, Way const& way, Timestamp now) {
    using enum StatusCategory;
    auto steps = steps_so_far(way);
    if (steps.empty() || t.status_category == closed) return steps;
    steps.back().state = StepState::current;
    if (!is_finished(t.status_category))
        if (auto const promise = promise_of(t, now)) steps.back().promise_at = Maybe<Timestamp>{*promise};
    if (t.status_category == new_) add_next(steps, way, open);
    if (t.status_category != resolved) add_next(steps, way, resolved);
    add_next(steps, way, closed);
    return steps;
}

PortalType portal_type(Type const& type, Form const& form) {
    PortalType shown{type.path, type.priority, {}};
    for (auto const& f : form.fields) {
        if (!is_for_customers(f)) continue;
        PortalField field{f.key,           f.label,    f.help,        f.kind,     f.options,
                          f.default_value, f.required, f.required_if, f.shown_if, f.read_only_if};
        std::erase_if(field.options, [](Option const& o) { return o.archived; });
        shown.fields.push_back(std::move(field));
    }
    return shown;
}

void check(PortalNewTicket const& ticket, Problems& problems) {
    check_files(ticket.attachment_ids, problems);
    auto const& r = ticket.requester;
    if (problems.has("requester")) return;
    if (!r.phone && !r.email) problems.add("requester.phone", "give a phone number or a mail address");
    else check_requester({{}, r.name, r.phone, r.email, {}, r.consents}, "requester", problems);
}

void check(PortalNewMessage const& message, Problems& problems) { check_files(message.attachment_ids, problems); }

void check(Confirmation const& confirmation, Problems& problems) {
    if (!confirmation.solved && !problems.has("solved")) problems.add("solved", "is required");
}

std::optional<TenantId> tenant_of_access_token(std::string_view token) {
    auto const parts = parse_access_token(token);
    return parts ? std::optional(parts->tenant) : std::nullopt;
}

} // namespace baton
