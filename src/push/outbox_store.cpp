#include "db/check_table.h"
#include "db/marks.h"
#include "push/outbox.h"

template <> inline constexpr std::string_view baton::db::table<baton::PushDelivery> = "push_deliveries";

namespace baton {

void insert_delivery(Tx& tx, PushDelivery const& delivery) { tx.insert(delivery); }

bool is_delivery_due(Tx& tx, Timestamp now) {
    return tx
        .value<std::int64_t>("select 1 from push_deliveries where tenant_id = $1 and due_at <= $2 limit 1", tx.tenant(),
                             now)
        .has_value();
}

std::vector<PushDelivery> claim_deliveries(Tx& tx, Timestamp now, Timestamp until, int limit) {
    std::string const some = "where tenant_id = $1 and due_at <= $2 order by due_at, id limit $3";
    auto claimed = tx.select<PushDelivery>(some + std::string(tx.for_update_skip_locked()), tx.tenant(), now, limit);
    for (auto& each : claimed) {
        each.due_at = until;
        tx.exec("update push_deliveries set due_at = $3 where tenant_id = $1 and id = $2", tx.tenant(), each.id, until);
    }
    return claimed;
}

void delete_delivery(Tx& tx, PushDeliveryId id) {
    tx.exec("delete from push_deliveries where tenant_id = $1 and id = $2", tx.tenant(), id);
}

void postpone_delivery(Tx& tx, PushDelivery const& delivery, Timestamp due_at) {
    tx.exec("update push_deliveries set due_at = $3, failures = $4 where tenant_id = $1 and id = $2", tx.tenant(),
            delivery.id, due_at, delivery.failures + 1);
}

std::int64_t count_deliveries(Tx& tx, std::int64_t most) {
    std::int64_t waiting = 0;
    tx.query(
        "select id from push_deliveries where tenant_id = $1 limit $2", [&](db::Row const&) { ++waiting; }, tx.tenant(),
        most);
    return waiting;
}

void check_delivery_table(Tx& tx) { db::check_table<PushDelivery>(tx); }

} // namespace baton
