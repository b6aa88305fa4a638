#include "db/postgres_text_index.h"

#include "db/fts_question.h"

#include <fmt/format.h>
#include <limits>

namespace baton::db {
namespace {

constexpr auto schema = R"(
    create table search_places (tenant_id bigint not null, seq bigint not null, event_id bigint not null,
                                walked_to bigint, primary key (tenant_id));
    create table search_texts (tenant_id bigint not null, id bigint not null, words tsvector not null,
                               primary key (tenant_id, id));
    create index search_texts_words on search_texts using gin (words);
)";
// Going back row by row to thousands of hits is what takes long, the longer the rarer they are. So the hits among the
// newest rows are ranked; where those are few, the newest of all, which the index of words finds.
constexpr int rows_walked = 8'000;
constexpr std::size_t enough_ranked = 100;
constexpr std::string_view rank_sql =
    "cast(1000000 * ts_rank(cast('{0.125, 0, 0.25, 1}' as real[]), words, cast($4 as tsquery)) as bigint)";

// What the tables hold is made anew from the rows when it was made by another layout than this one.
constexpr auto layout = "layout 3";
constexpr auto layout_sql = "select coalesce(obj_description(to_regclass('search_texts'), 'pg_class'), '')";

IndexPlace place_in(Row const& row) {
    IndexPlace place{row.integer(0), row.integer(1), {}};
    if (!row.is_null(2)) place.walked_to = row.integer(2);
    return place;
}

// False when another node was here first.
bool move_place(Tx& tx, IndexChange const& change) {
    auto const& to = change.to;
    if (!change.from)
        return tx.change("insert into search_places (tenant_id, seq, event_id, walked_to) values ($1, $2, $3, $4)"
                         " on conflict do nothing",
                         tx.tenant(), to.seq, to.event_id, to.walked_to) == 1;
    return tx.change("update search_places set seq = $2, event_id = $3, walked_to = $4 where tenant_id = $1"
                     " and seq = $5 and event_id = $6 and coalesce(walked_to, -1) = $7",
                     tx.tenant(), to.seq, to.event_id, to.walked_to, change.from->seq, change.from->event_id,
                     change.from->walked_to.value_or(-1)) == 1;
}

} // namespace

void make_text_index(PostgresConnection& connection) {
    auto const found = connection.ask(layout_sql, {});
    if (PostgresRow(found.get(), 0).bytes(0) == layout) return;
    connection.script("drop table if exists search_texts; drop table if exists search_places;");
    connection.script(schema);
    connection.script(fmt::format("comment on table search_texts is '{}'", layout));
}

std::optional<IndexPlace> PostgresTextIndex::place(TenantId tenant) {
    return look(database_, tenant, [](Tx& tx) {
        std::optional<IndexPlace> found;
        tx.query(
            "select seq, event_id, walked_to from search_places where tenant_id = $1",
            [&](Row const& row) { found = place_in(row); }, tx.tenant());
        return found;
    });
}

bool PostgresTextIndex::put(TenantId tenant, IndexChange const& change) {
    std::vector<std::string> vectors;
    for (auto const& each : change.texts) vectors.push_back(tsvector_text(each));
    return run(
        database_, tenant,
        [&](Tx& tx) {
            if (!move_place(tx, change)) return false;
            for (std::size_t i = 0; i < vectors.size(); ++i)
                tx.exec("insert into search_texts (tenant_id, id, words) values ($1, $2, cast($3 as tsvector))"
                        " on conflict (tenant_id, id) do update set words = excluded.words"
                        " where search_texts.words <> excluded.words",
                        tx.tenant(), change.texts[i].id, vectors[i]);
            for (auto const id : change.gone)
                tx.exec("delete from search_texts where tenant_id = $1 and id = $2", tx.tenant(), id);
            return true;
        },
        Urgency::bulk);
}

void PostgresTextIndex::clear(TenantId tenant) {
    run(
        database_, tenant,
        [](Tx& tx) {
            tx.exec("delete from search_texts where tenant_id = $1", tx.tenant());
            tx.exec("delete from search_places where tenant_id = $1", tx.tenant());
        },
        Urgency::bulk);
}

std::vector<std::int64_t> PostgresTextIndex::find(TenantId tenant, TextQuestion const& question,
                                                  HitRange const& range) {
    auto const asked = tsquery_text(question);
    auto const first = range.newest_first ? std::numeric_limits<std::int64_t>::max() : std::int64_t{0};
    std::string_view const sql = range.newest_first ? "select id from search_texts where tenant_id = $1 and id < $2"
                                                      " and words @@ cast($3 as tsquery) order by id desc limit $4"
                                                    : "select id from search_texts where tenant_id = $1 and id > $2"
                                                      " and words @@ cast($3 as tsquery) order by id limit $4";
    return look(database_, tenant, [&](Tx& tx) {
        std::vector<std::int64_t> found;
        tx.query(
            sql, [&](Row const& row) { found.push_back(row.integer(0)); }, tx.tenant(), range.after.value_or(first),
            asked, range.limit);
        return found;
    });
}

// The weights are those of D, C, B and A, as in fts_rank.cpp. Words without a place, which keys are, are not asked for.
std::vector<RankedHit> PostgresTextIndex::find_ranked(TenantId tenant, TextQuestion const& asked,
                                                      TextQuestion const& keys, int most) {
    auto all = asked;
    all.insert(all.end(), keys.begin(), keys.end());
    auto const has = tsquery_text(all), ranks = tsquery_text(asked);
    return look(database_, tenant, [&](Tx& tx) {
        std::vector<RankedHit> found;
        // The best way depends on how common the words are.
        tx.exec("set local plan_cache_mode = force_custom_plan");
        auto const take = [&](Row const& row) { found.push_back({row.integer(0), row.integer(1)}); };
        tx.query(fmt::format("select id, {} from (select id, words from search_texts where tenant_id = $1"
                             " order by id desc limit $5) as newest where words @@ cast($2 as tsquery) limit $3",
                             rank_sql),
                 take, tx.tenant(), has, most, ranks, rows_walked);
        if (found.size() >= enough_ranked) return found;
        found.clear();
        tx.query(fmt::format("select id, {} from search_texts where tenant_id = $1 and words @@ cast($2 as tsquery)"
                             " order by id desc limit $3",
                             rank_sql),
                 take, tx.tenant(), has, most, ranks);
        return found;
    });
}

std::vector<std::int64_t> PostgresTextIndex::ids(TenantId tenant, std::int64_t after, int limit) {
    return look(database_, tenant, [&](Tx& tx) {
        std::vector<std::int64_t> all;
        tx.query(
            "select id from search_texts where tenant_id = $1 and id > $2 order by id limit $3",
            [&](Row const& row) { all.push_back(row.integer(0)); }, tx.tenant(), after, limit);
        return all;
    });
}

std::vector<std::int64_t> PostgresTextIndex::differing(TenantId tenant, std::vector<IndexedText> const& texts) {
    return look(database_, tenant, [&](Tx& tx) {
        std::vector<std::int64_t> found;
        for (auto const& each : texts)
            tx.query(
                "select id from search_texts where tenant_id = $1 and id = $2 and words <> cast($3 as tsvector)",
                [&](Row const& row) { found.push_back(row.integer(0)); }, tx.tenant(), each.id, tsvector_text(each));
        return found;
    });
}

} // namespace baton::db
