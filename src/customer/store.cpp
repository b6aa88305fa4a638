#include "customer/store.h"

#include "customer/service.h"
#include "db/check_table.h"

template <> inline constexpr std::string_view baton::db::table<baton::Customer> = "customers";

namespace baton {
namespace {

// A condition over `customers c`, its values added to the parameters. REQUIRES: the tenant is $1.
std::string in_scope(CustomerScope const& scope, db::Params& params) {
    if (scope.all) return "c.tenant_id = $1";
    auto sql = "(c.created_by = " + params.mark(scope.tickets.user);
    sql += " or exists (select 1 from tickets t where t.tenant_id = $1 and t.requester_id = c.id and ";
    return sql + scope.tickets.sql(params) + "))";
}

} // namespace

void insert_customer(Tx& tx, Customer const& c) { tx.insert(c); }

std::optional<Customer> find_customer(Tx& tx, CustomerId id) {
    return tx.find<Customer>("where tenant_id = $1 and id = $2", tx.tenant(), id);
}

std::optional<Customer> hold_customer(Tx& tx, CustomerId id) {
    return tx.find<Customer>("where tenant_id = $1 and id = $2" + std::string(tx.for_key_share()), tx.tenant(), id);
}

std::optional<Customer> lock_customer(Tx& tx, CustomerId id) {
    return tx.find<Customer>("where tenant_id = $1 and id = $2" + std::string(tx.for_update()), tx.tenant(), id);
}

void save_customer(Tx& tx, Customer const& c) { tx.update<Customer>(c.id, c); }

std::optional<Customer> find_customer(Tx& tx, CustomerScope const& scope, CustomerId id) {
    std::optional<Customer> found;
    db::Params params;
    auto sql =
        "select " + db::columns<Customer>("c") + " from customers c where c.tenant_id = " + params.mark(tx.tenant());
    sql += " and c.id = " + params.mark(id);
    sql += " and " + in_scope(scope, params);
    tx.query_with(sql, params, [&](db::Row const& row) { found = db::read_row<Customer>(row); });
    return found;
}

std::vector<CustomerHit> search_customers(Tx& tx, CustomerScope const& scope, std::string const& prefix,
                                          CustomerCursor const& after, int limit) {
    std::vector<CustomerHit> hits;
    db::Params params;
    auto sql = "select w.word, " + db::columns<Customer>("c") +
               " from customer_words w join customers c on c.tenant_id = w.tenant_id and c.id = w.customer_id"
               " where w.tenant_id = " +
               params.mark(tx.tenant());
    sql += " and w.word >= " + params.mark(prefix);
    sql += " and w.word < " + params.mark(prefix + "\U0010FFFF");
    sql += " and (w.word, w.customer_id) > (" + params.mark(after.word);
    sql += ", " + params.mark(after.id) + ") and c.merged_into is null and c.erased_at is null";
    sql += " and " + in_scope(scope, params);
    sql += " order by w.word, w.customer_id limit " + params.mark(limit);
    tx.query_with(sql, params, [&](db::Row const& row) {
        hits.push_back({std::string(row.bytes(0)), db::read_row<Customer>(row, 1)});
    });
    return hits;
}

bool add_suggestion(Tx& tx, CustomerId customer, CustomerId other, Timestamp now) {
    return tx.change("insert into customer_suggestions (tenant_id, customer_id, other_id, suggested_at)"
                     " values ($1, $2, $3, $4) on conflict do nothing",
                     tx.tenant(), customer, other, now) > 0;
}

std::vector<CustomerId> list_suggestions(Tx& tx, CustomerId customer) {
    std::vector<CustomerId> others;
    tx.query(
        "select other_id from customer_suggestions where tenant_id = $1 and customer_id = $2"
        " union select customer_id from customer_suggestions where tenant_id = $1 and other_id = $2 limit 20",
        [&](db::Row const& row) { others.push_back(CustomerId{row.integer(0)}); }, tx.tenant(), customer);
    return others;
}

void remove_suggestions(Tx& tx, CustomerId customer) {
    tx.exec("delete from customer_suggestions where tenant_id = $1 and (customer_id = $2 or other_id = $2)",
            tx.tenant(), customer);
}

void remove_suggestion(Tx& tx, CustomerId customer, CustomerId other) {
    tx.exec(
        "delete from customer_suggestions where tenant_id = $1 and customer_id in ($2, $3) and other_id in ($2, $3)",
        tx.tenant(), customer, other);
}

void insert_customer_event(Tx& tx, CustomerId customer, EventId event) {
    tx.exec("insert into customer_events (tenant_id, customer_id, event_id) values ($1, $2, $3)", tx.tenant(), customer,
            event);
}

std::vector<EventId> list_customer_events(Tx& tx, CustomerId customer, EventId after, int limit) {
    std::vector<EventId> ids;
    tx.query(
        "select event_id from customer_events where tenant_id = $1 and customer_id = $2 and event_id > $3"
        " order by event_id limit $4",
        [&](db::Row const& row) { ids.push_back(EventId{row.integer(0)}); }, tx.tenant(), customer, after, limit);
    return ids;
}

db::Names customer_names(Tx& tx, std::vector<std::int64_t> const& ids) {
    return db::names_of(tx, "customers", "name", ids);
}

std::map<std::int64_t, OrganizationId> list_organization_ids(Tx& tx, std::vector<std::int64_t> const& customers) {
    std::map<std::int64_t, OrganizationId> found;
    if (customers.empty()) return found;
    db::Params params;
    std::string sql = "select id, organization_id from customers where tenant_id = " + params.mark(tx.tenant()) +
                      " and organization_id is not null and id in (";
    for (std::size_t i = 0; i < customers.size(); ++i) sql += (i ? ", " : "") + params.mark(customers[i]);
    tx.query_with(sql + ")", params,
                  [&](db::Row const& row) { found.emplace(row.integer(0), OrganizationId{row.integer(1)}); });
    return found;
}

void check_customer_tables(Tx& tx) { db::check_table<Customer>(tx); }

} // namespace baton
