#include "live/connections.h"

#include "base/hash.h"
#include "presence/service.h"
#include "tenant/service.h"

#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr int slice = 100;

} // namespace

Connections::Connections(db::Database& database) : database_(database), holder_(hex(random_bytes<8>())) {}

void Connections::write(TenantId tenant, db::Unit unit) {
    database_.write(
        tenant, std::move(unit),
        [](std::exception_ptr error) {
            if (error) spdlog::warn("a change of presence was not stored");
        },
        db::Urgency::bulk);
}

void Connections::joined(TenantId tenant, UserId user, Timestamp now) {
    auto const [person, first] = people_.try_emplace({tenant, user});
    ++person->second.connections;
    if (first) write(tenant, [user, holder = holder_, now](Tx& tx) { begin_connection(tx, user, holder, now); });
}

void Connections::left(TenantId tenant, UserId user, Timestamp now) {
    auto const person = people_.find({tenant, user});
    if (person == people_.end()) return;
    --person->second.connections;
    person->second.left_at = now;
}

void Connections::tick(Timestamp now) {
    end_those_who_left(now);
    if (now < after_seconds(renewed_at_, connection_renewal_s)) return;
    renewed_at_ = now;
    renew(now);
}

void Connections::end_those_who_left(Timestamp now) {
    std::erase_if(people_, [&](auto const& entry) {
        auto const& [who, person] = entry;
        if (person.connections > 0 || now < after_seconds(person.left_at, connection_grace_s)) return false;
        write(who.first, [user = who.second, holder = holder_, now](Tx& tx) { end_connection(tx, user, holder, now); });
        return true;
    });
}

void Connections::renew(Timestamp now) {
    std::set<TenantId> tenants;
    for (auto const& [who, person] : people_) tenants.insert(who.first);
    for (auto const tenant : tenants)
        write(tenant, [holder = holder_, now](Tx& tx) { renew_connections(tx, holder, now); });
    for (auto const& tenant : db::look(database_, default_tenant, tenants_of_installation)) end_overdue(tenant.id, now);
}

void Connections::end_overdue(TenantId tenant, Timestamp now) {
    auto const users = db::look(database_, tenant, [&](Tx& tx) { return overdue_presence(tx, now, slice); });
    if (!users.empty()) write(tenant, [users, now](Tx& tx) { end_overdue_presence(tx, users, now); });
}

} // namespace baton
