#include "push/store.h"

#include "db/check_table.h"
#include "db/marks.h"

namespace baton {
namespace {

constexpr std::string_view key_field = "push_keys.private_key", sealed_field = "push_subscriptions.sealed",
                           index_field = "push_subscriptions.endpoint";

struct PushKeyTag;
struct PushKeyRow {
    Id<PushKeyTag> id{};
    std::string public_key;
    db::Blob private_key;
    Timestamp created_at{};
};
DESCRIBE(PushKeyRow, (), (id, public_key, private_key, created_at));

struct SubscriptionRow {
    PushSubscriptionId id{};
    UserId user_id{};
    std::string endpoint_index;
    db::Blob sealed;
    std::string name, language;
    Timestamp created_at{};
    std::optional<Timestamp> used_at;
};
DESCRIBE(SubscriptionRow, (), (id, user_id, endpoint_index, sealed, name, language, created_at, used_at));

struct SealedAddress {
    std::string endpoint, p256dh, auth;
};
DESCRIBE(SealedAddress, (), (endpoint, p256dh, auth));

PushSubscription opened_subscription(Tx& tx, SubscriptionRow row) {
    auto const plain = tx.vault().decrypt(tx.tenant(), sealed_field, row.sealed);
    auto address = read_json<SealedAddress>(parse_json(plain));
    return {row.id,
            row.user_id,
            std::move(address.endpoint),
            {from_base64url(address.p256dh).value(), from_base64url(address.auth).value()},
            std::move(row.name),
            std::move(row.language),
            row.created_at,
            row.used_at};
}

std::vector<PushSubscription> opened_subscriptions(Tx& tx, std::vector<SubscriptionRow> rows) {
    std::vector<PushSubscription> all;
    for (auto& row : rows) all.push_back(opened_subscription(tx, std::move(row)));
    return all;
}

template <std::size_t N> std::array<unsigned char, N> exactly(Bytes bytes) {
    if (bytes.size() != N) throw db::DbError("a key in push_keys has the wrong length");
    std::array<unsigned char, N> array;
    std::ranges::copy(bytes, array.begin());
    return array;
}

} // namespace
} // namespace baton

namespace baton::db {
template <> inline constexpr std::string_view table<PushKeyRow> = "push_keys";
template <> inline constexpr std::string_view table<SubscriptionRow> = "push_subscriptions";
} // namespace baton::db

namespace baton {

std::optional<P256Key> find_push_key(Tx& tx) {
    auto const row = tx.find<PushKeyRow>("where tenant_id = $1 order by id limit 1", tx.tenant());
    if (!row) return std::nullopt;
    auto const point = from_base64url(row->public_key);
    auto const secret = tx.vault().decrypt(tx.tenant(), key_field, row->private_key);
    return P256Key(exactly<P256Key::scalar_size>(bytes_of(secret)), exactly<P256Key::point_size>(point.value()));
}

void insert_push_key(Tx& tx, P256Key const& key, Timestamp now) {
    auto const sealed = tx.vault().encrypt(tx.tenant(), key_field, text_of(key.secret()));
    tx.insert(PushKeyRow{tx.next_id<Id<PushKeyTag>>(now), base64url(key.point()), sealed, now});
}

void put_subscription(Tx& tx, PushSubscription const& s) {
    auto const index = tx.vault().blind_index(tx.tenant(), index_field, s.endpoint);
    auto const address =
        to_json_text(SealedAddress{s.endpoint, base64url(s.recipient.point), base64url(s.recipient.secret)});
    tx.exec("delete from push_deliveries where tenant_id = $1 and subscription_id in"
            " (select id from push_subscriptions where tenant_id = $1 and endpoint_index = $2)",
            tx.tenant(), index);
    tx.exec(
        "insert into push_subscriptions (tenant_id, id, user_id, endpoint_index, sealed, name, language, created_at)"
        " values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (tenant_id, endpoint_index) do update set"
        " id = excluded.id, user_id = excluded.user_id, sealed = excluded.sealed, name = excluded.name,"
        " language = excluded.language, created_at = excluded.created_at, used_at = null",
        tx.tenant(), s.id, s.user_id, index, tx.vault().encrypt(tx.tenant(), sealed_field, address), s.name, s.language,
        s.created_at);
}

std::vector<PushSubscription> list_subscriptions(Tx& tx, UserId user) {
    return opened_subscriptions(
        tx, tx.select<SubscriptionRow>("where tenant_id = $1 and user_id = $2 order by id", tx.tenant(), user));
}

std::vector<PushSubscription> find_subscriptions(Tx& tx, std::vector<PushSubscriptionId> const& ids) {
    if (ids.empty()) return {};
    db::Params params;
    auto const sql = "select " + db::columns<SubscriptionRow>() +
                     " from push_subscriptions where tenant_id = " + params.mark(tx.tenant()) + " and id in " +
                     list_of(params, ids);
    std::vector<SubscriptionRow> rows;
    tx.query_with(sql, params, [&](db::Row const& row) { rows.push_back(db::read_row<SubscriptionRow>(row)); });
    return opened_subscriptions(tx, std::move(rows));
}

bool is_anyone_subscribed(Tx& tx) {
    return tx.value<std::int64_t>("select 1 from push_subscriptions where tenant_id = $1 limit 1", tx.tenant())
        .has_value();
}

std::vector<SubscribedPerson> list_subscribed(Tx& tx, std::vector<UserId> const& people) {
    std::vector<SubscribedPerson> all;
    if (people.empty()) return all;
    db::Params params;
    auto const sql = "select id, user_id from push_subscriptions where tenant_id = " + params.mark(tx.tenant()) +
                     " and user_id in " + list_of(params, people) + " order by id";
    tx.query_with(sql, params, [&](db::Row const& row) {
        all.push_back({PushSubscriptionId{row.integer(0)}, UserId{row.integer(1)}});
    });
    return all;
}

bool delete_subscription(Tx& tx, UserId user, PushSubscriptionId id) {
    auto const gone = tx.change("delete from push_subscriptions where tenant_id = $1 and user_id = $2 and id = $3",
                                tx.tenant(), user, id);
    if (gone == 0) return false;
    tx.exec("delete from push_deliveries where tenant_id = $1 and subscription_id = $2", tx.tenant(), id);
    return true;
}

void delete_subscriptions(Tx& tx, UserId user) {
    tx.exec("delete from push_deliveries where tenant_id = $1 and subscription_id in"
            " (select id from push_subscriptions where tenant_id = $1 and user_id = $2)",
            tx.tenant(), user);
    tx.exec("delete from push_subscriptions where tenant_id = $1 and user_id = $2", tx.tenant(), user);
}

void save_subscription_use(Tx& tx, PushSubscriptionId id, Timestamp now) {
    tx.exec("update push_subscriptions set used_at = $3 where tenant_id = $1 and id = $2", tx.tenant(), id, now);
}

void check_subscription_tables(Tx& tx) {
    db::check_table<PushKeyRow>(tx);
    db::check_table<SubscriptionRow>(tx);
}

} // namespace baton
