#include "event/chain_store.h"

namespace baton {

template <> inline constexpr std::string_view db::table<Batch> = "batches";

namespace {

Hash hash_of(std::string_view bytes) {
    Hash hash{};
    if (bytes.size() != hash.size()) throw db::DbError("a chain hash in the database is not 32 bytes long");
    std::ranges::copy(bytes_of(bytes), hash.begin());
    return hash;
}

std::optional<std::int64_t> integer_or_absent(db::Row const& row, int column) {
    return row.is_null(column) ? std::nullopt : std::optional(row.integer(column));
}

// The columns every sealed row is read by, in this order.
SealedRow sealed_row(Tx const& tx, db::Row const& row) {
    SealedRow sealed;
    sealed.header = {.tenant_id = tx.tenant().value,
                     .seq = row.integer(0),
                     .id = row.integer(1),
                     .ticket_id = integer_or_absent(row, 2),
                     .at = row.integer(3),
                     .actor_kind = row.bytes(4),
                     .actor_id = integer_or_absent(row, 5),
                     .kind = row.bytes(6),
                     .visibility = row.bytes(7)};
    sealed.content_hash = bytes_of(row.bytes(8));
    return sealed;
}

} // namespace

ChainHead chain_head(Tx& tx) {
    ChainHead head;
    tx.query(
        "select last_seq, chain from batches where tenant_id = $1 order by first_seq desc limit 1",
        [&](db::Row const& row) {
            head = {row.integer(0), hash_of(row.bytes(1))};
        },
        tx.tenant());
    return head;
}

std::int64_t give_numbers(Tx& tx, std::int64_t sealed_up_to, int limit) {
    auto const last =
        tx.value<std::int64_t>("select max(seq) from events where tenant_id = $1", tx.tenant()).value_or(0);
    return tx.change(
        "update events set seq = $2 + n.place from (select id, row_number() over (order by id) as place from"
        " (select id from events where tenant_id = $1 and seq is null order by id limit $3) p) n"
        " where events.tenant_id = $1 and events.id = n.id",
        tx.tenant(), std::max(last, sealed_up_to), limit);
}

void visit_headers(Tx& tx, std::int64_t after_seq, SealedSink const& sink) {
    tx.query(
        "select seq, id, ticket_id, at, actor_kind, actor_id, kind, visibility, content_hash from events"
        " where tenant_id = $1 and seq > $2 order by seq",
        [&](db::Row const& row) { sink(sealed_row(tx, row)); }, tx.tenant(), after_seq);
}

void visit_whole(Tx& tx, std::int64_t first_seq, std::int64_t last_seq, SealedSink const& sink) {
    auto const visit = [&](db::Row const& row) {
        auto sealed = sealed_row(tx, row);
        if (!row.is_null(9)) sealed.content = row.bytes(9);
        if (!row.is_null(10)) sealed.salt = bytes_of(row.bytes(10));
        sink(sealed);
    };
    tx.query("select seq, id, ticket_id, at, actor_kind, actor_id, kind, visibility, content_hash, content, salt"
             " from events where tenant_id = $1 and seq >= $2 and seq <= $3 order by seq",
             visit, tx.tenant(), first_seq, last_seq);
}

void insert_batch(Tx& tx, Batch const& batch) { tx.insert(batch); }

std::vector<Batch> batches_after(Tx& tx, std::int64_t first_seq, int limit) {
    return tx.select<Batch>("where tenant_id = $1 and first_seq > $2 order by first_seq limit $3", tx.tenant(),
                            first_seq, limit);
}

std::int64_t unnumbered_events(Tx& tx) {
    return tx
        .value<std::int64_t>("select count(*) from events where tenant_id = $1 and seq is null"
                             " -- bounded: what the sequencer has not reached",
                             tx.tenant())
        .value_or(0);
}

std::vector<std::string> unnumbered_erasures(Tx& tx) {
    std::vector<std::string> contents;
    tx.query(
        "select content from events where tenant_id = $1 and seq is null and kind = 'erased' and content is not null",
        [&](db::Row const& row) { contents.emplace_back(row.bytes(0)); }, tx.tenant());
    return contents;
}

} // namespace baton
