#include "ticket/queue_watch.h"

#include "department/service.h"
#include "tenant/service.h"
#include "ticket/giving.h"
#include "user/user.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr auto every = std::chrono::minutes(1);
// What happens within so long is looked at together; nobody notices it.
constexpr auto together = std::chrono::milliseconds(20);
constexpr auto after_failure = std::chrono::seconds(1);

template <class I> std::optional<I> id_in(Event const& event, std::string_view key) {
    auto const* value = event.content ? event.content->data.if_contains(key) : nullptr;
    auto const id = value && value->is_string() ? parse_id(value->as_string()) : std::nullopt;
    return id ? std::optional(I{*id}) : std::nullopt;
}

// Absent for events that moved nothing, and for erased ones.
std::optional<StandingChange> standing_change(Event const& event) {
    auto const* stage = event.content ? event.content->data.if_contains("stage") : nullptr;
    if (!stage) return std::nullopt;
    return read_json<StandingChange>(*stage);
}

bool is_online(Event const& event) {
    auto const* presence = event.content ? event.content->data.if_contains("presence") : nullptr;
    return presence && presence->is_string() && presence->as_string() == name_of(Presence::online);
}

} // namespace

QueueWatch::QueueWatch(db::Database& database, Clock clock) : database_(database), clock_(std::move(clock)) {}
QueueWatch::~QueueWatch() { stop(); }

void QueueWatch::start() {
    thread_ = std::thread([this] { work(); });
}

void QueueWatch::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void QueueWatch::note(Hints& hints, Event const& event) {
    using enum EventKind;
    if (event.kind == presence_changed ? is_online(event) : event.kind == user_changed) {
        if (auto const user = id_in<UserId>(event, "user_id")) hints.people.insert(*user);
    } else if (event.kind == department_changed) {
        if (auto const department = id_in<DepartmentId>(event, "department_id")) hints.departments.insert(*department);
    } else if (event.kind == role_changed || event.kind == type_changed) {
        hints.everywhere = true;
    } else if (auto const moved = event.ticket_id ? standing_change(event) : std::nullopt) {
        auto const& [from, to] = *moved;
        if (from && from->assignee_id) hints.people.insert(*from->assignee_id);
        if (!to.assignee_id && to.department_id) hints.departments.insert(*to.department_id);
    }
}

void QueueWatch::notice(TenantId tenant, std::span<Event const> events) {
    Hints hints;
    for (auto const& event : events) note(hints, event);
    if (!hints.everywhere && hints.departments.empty() && hints.people.empty()) return;
    again({{tenant, std::move(hints)}});
}

bool QueueWatch::is_listening() {
    bool const is_needed =
        std::ranges::any_of(db::look(database_, default_tenant, tenants_of_installation),
                            [&](Tenant const& t) { return db::look(database_, t.id, gives_out_tickets); });
    // Nothing was noticed until now.
    if (is_needed && !was_listening_.exchange(is_needed)) again(everything());
    was_listening_ = is_needed;
    return is_needed;
}

void QueueWatch::again(AllHints hints) {
    {
        std::lock_guard const lock(mutex_);
        for (auto& [tenant, more] : hints) {
            auto& known = hints_[tenant];
            known.everywhere = known.everywhere || more.everywhere;
            known.departments.merge(more.departments);
            known.people.merge(more.people);
        }
    }
    wake_.notify_all();
}

QueueWatch::AllHints QueueWatch::everything() const {
    AllHints all;
    for (auto const& tenant : db::look(database_, default_tenant, tenants_of_installation))
        all[tenant.id].everywhere = true;
    return all;
}

void QueueWatch::work() {
    std::unique_lock lock(mutex_);
    for (bool all = true; !stopping_;
         all = !wake_.wait_for(lock, every, [this] { return stopping_ || !hints_.empty(); })) {
        wake_.wait_for(lock, together, [this] { return stopping_; });
        if (stopping_) return;
        AllHints hints;
        std::swap(hints, hints_);
        lock.unlock();
        try {
            look(all ? everything() : hints);
        } catch (std::exception const& error) { // of everything(): the next minute does it
            spdlog::error("queues: {}", error.what());
        }
        lock.lock();
    }
}

void QueueWatch::look(AllHints const& all) {
    for (auto const& [tenant, hints] : all) {
        try {
            look(tenant, hints);
        } catch (std::exception const& error) {
            spdlog::error("the queues of tenant {}: {}", tenant.value, error.what());
            {
                std::unique_lock lock(mutex_);
                if (wake_.wait_for(lock, after_failure, [this] { return stopping_; })) return;
            }
            again({{tenant, hints}});
        }
    }
}

void QueueWatch::look(TenantId tenant, Hints const& hints) {
    auto const named = db::look(database_, tenant, [&](Tx& tx) {
        auto departments = hints.departments;
        for (auto const user : hints.people)
            for (auto const department : reach_of_user(tx, user).own) departments.insert(department);
        if (hints.everywhere)
            for (auto const& department : all_departments(tx)) departments.insert(department.id);
        return departments;
    });
    for (auto const department : named) give_out(tenant, department);
}

// Looks before it asks for a unit of work: most of the time there is nothing to give.
void QueueWatch::give_out(TenantId tenant, DepartmentId department) {
    for (;;) {
        auto const planned =
            db::look(database_, tenant, [&](Tx& tx) { return plan_for_queue(tx, department, clock_()); });
        if (planned.empty()) return;
        auto const given =
            db::run(database_, tenant, [&](Tx& tx) { return give_from_queue(tx, department, planned, clock_()); });
        if (given == 0) return; // somebody else did, and what follows from that is told to us
    }
}

} // namespace baton
