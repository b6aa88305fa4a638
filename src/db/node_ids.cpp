#include "db/node_ids.h"

namespace baton::db {
namespace {

constexpr int most_nodes = past_node;
constexpr std::int64_t held_for_us = 60'000'000;

Param text(std::string_view v) { return {.kind = Param::Kind::text, .bytes = v}; }
Param integer(std::int64_t v) { return {.integer = v}; }

// The server's clock decides between nodes: theirs may differ.
constexpr std::string_view take_oldest = R"(
    update nodes
    set holder = $1, until_at = cast(extract(epoch from clock_timestamp()) * 1000000 as bigint) + $2
    where node_id = (select node_id from nodes
                     where until_at < cast(extract(epoch from clock_timestamp()) * 1000000 as bigint)
                     order by until_at limit 1)
    returning node_id, high_water)";
constexpr std::string_view take_new = R"(
    insert into nodes (node_id, holder, until_at, high_water)
    select coalesce(max(node_id) + 1, 0), $1, cast(extract(epoch from clock_timestamp()) * 1000000 as bigint) + $2, 0
    from nodes
    returning node_id, high_water)";
constexpr std::string_view renew = R"(
    update nodes
    set until_at = cast(extract(epoch from clock_timestamp()) * 1000000 as bigint) + $1,
        high_water = greatest(high_water, $2)
    where node_id = $3 and holder = $4)";

} // namespace

std::int64_t sqlite_node_mark(Session& session) {
    session.exec("insert into nodes (node_id, holder, until_at, high_water) values (0, '', 0, 0) "
                 "on conflict (node_id) do nothing",
                 {});
    std::int64_t mark = 0;
    session.query("select high_water from nodes where node_id = 0", {}, [&](Row const& row) { mark = row.integer(0); });
    return mark;
}

NodeClaim claim_node(Session& session, std::string_view holder) {
    session.exec("lock table nodes in share row exclusive mode", {});
    std::array const values{text(holder), integer(held_for_us)};
    std::optional<NodeClaim> claim;
    RowSink const keep = [&](Row const& row) { claim = {int(row.integer(0)), row.integer(1)}; };
    session.query(take_oldest, values, keep);
    if (!claim) session.query(take_new, values, keep);
    if (claim->node >= most_nodes) throw DbError("1023 nodes run on this database already.");
    return *claim;
}

bool renew_node(Session& session, NodeClaim const& claim, std::string_view holder) {
    std::array const values{integer(held_for_us), integer(claim.mark), integer(claim.node), text(holder)};
    return session.change(renew, values) == 1;
}

void release_node(Session& session, int node, std::string_view holder) {
    std::array const values{integer(node), text(holder)};
    session.exec("update nodes set holder = '', until_at = 0 where node_id = $1 and holder = $2", values);
}

} // namespace baton::db
