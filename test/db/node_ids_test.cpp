// Ids: strongly growing per node, never made twice, never stored above the mark of their node.
#include "db/node_ids.h"

#include "db/past_ids.h"
#include "db/scratch_database.h"

#include <latch>

namespace baton::db {

struct ThingTag;
using ThingId = Id<ThingTag>;
struct Thing {
    ThingId id{};
};
DESCRIBE(Thing, (), (id));
template <> constexpr std::string_view table<Thing> = "things";

namespace {

constexpr auto schema =
    "create table things (tenant_id bigint not null, id bigint not null, primary key (tenant_id, id));";

int node_of(ThingId id) { return int(id.value >> 12 & 1023); }

ThingId add_thing(Database& database, Timestamp at) {
    return run(database, default_tenant, [&](Tx& tx) {
        Thing const thing{tx.next_id<ThingId>(at)};
        tx.insert(thing);
        return thing.id;
    });
}

std::int64_t mark_of(Database& database, int node) {
    return *look(database, default_tenant, [&](Tx& tx) {
        return tx.value<std::int64_t>("select high_water from nodes where node_id = $1", node);
    });
}

class NodeIds : public OnBothDatabases {
protected:
    NodeIds() { open(schema); }
};

TEST_P(NodeIds, AreNeverStoredAboveTheMark) {
    auto at = now();
    for (int i = 0; i < 30; ++i, at = after_seconds(at, i * i)) { // leaps beyond what is reserved
        auto const id = add_thing(*database, at);
        EXPECT_LE(id.value, mark_of(*database, node_of(id)));
    }
}

TEST_P(NodeIds, OfThePastAreMadeBesideThoseOfNow) {
    auto const at = now(), past = after_seconds(at, -300 * 86'400);
    auto const before = add_thing(*database, at);
    IdGenerator ids(past_node, 0);
    auto const add_past = [&](Timestamp moment) {
        return run(*database, default_tenant, [&](Tx& tx) {
            PastIds const scope(ids);
            Thing const thing{tx.next_id<ThingId>(moment)};
            tx.insert(thing);
            return thing.id;
        });
    };
    auto const first = add_past(past), second = add_past(past);
    EXPECT_EQ(node_of(first), past_node);
    EXPECT_GT(second, first);
    EXPECT_LT(second, before);
    EXPECT_EQ(IdGenerator::made_at(first.value).us / 1000, past.us / 1000);
    auto const after = add_thing(*database, at);
    EXPECT_EQ(node_of(after), node_of(before));
    EXPECT_GT(after, before);
    IdGenerator again(past_node, 0); // another import of the same moment
    auto const twice = [&](Tx& tx) {
        PastIds const scope(again);
        tx.insert(Thing{tx.next_id<ThingId>(past)});
    };
    EXPECT_THROW(run(*database, default_tenant, twice), Duplicate);
}

TEST_P(NodeIds, GoOnAboveTheOldOnesAfterARestartWithTheClockSetBack) {
    auto const future = after_seconds(now(), 86'400);
    auto last = add_thing(*database, future);
    for (int restart = 0; restart < 3; ++restart) {
        database.reset();
        open(schema);
        auto const id = add_thing(*database, now());
        EXPECT_EQ(node_of(id), node_of(last)) << "given back and taken again";
        EXPECT_GT(id, last);
        last = id;
    }
}

TEST_P(NodeIds, AreUniqueAmongThreads) {
    constexpr int threads = 8, each = 500;
    std::vector<std::vector<std::int64_t>> made(threads);
    {
        std::vector<std::jthread> all;
        for (auto& mine : made)
            all.emplace_back([&] {
                run(*database, default_tenant, [&](Tx& tx) {
                    mine.clear();
                    for (int i = 0; i < each; ++i) mine.push_back(tx.next_id<ThingId>(now()).value);
                });
            });
    }
    std::set<std::int64_t> unique;
    for (auto const& mine : made) unique.insert(mine.begin(), mine.end());
    EXPECT_EQ(unique.size(), std::size_t(threads * each));
}

ON_BOTH_DATABASES(NodeIds);

class NodeNumbers : public OnBothDatabases {};

TEST_P(NodeNumbers, DifferBetweenProcessesThatRunAtOnce) {
    open(schema);
    std::set<int> numbers{node_of(add_thing(*database, now()))};
    auto const second = scratch.open(schema), third = scratch.open(schema);
    numbers.insert(node_of(add_thing(*second, now())));
    numbers.insert(node_of(add_thing(*third, now())));
    EXPECT_EQ(numbers, (std::set{0, 1, 2}));
}

TEST_P(NodeNumbers, AreReplacedWhenAnotherProcessHasTakenThem) {
    open(schema);
    auto const first = add_thing(*database, now());
    run(*database, default_tenant,
        [](Tx& tx) { tx.exec("update nodes set holder = 'another', high_water = high_water + 1"); });
    // Far enough ahead that the mark known here does not cover it: the number must be asked about.
    auto const second = add_thing(*database, after_seconds(now(), 3'600));
    EXPECT_NE(node_of(first), node_of(second));
    EXPECT_LE(second.value, mark_of(*database, node_of(second)));
}

INSTANTIATE_TEST_SUITE_P(Db, NodeNumbers, testing::ValuesIn(tested_postgres()), name_of_dialect);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(NodeNumbers);

TEST(IdsOfOneSecond, MatchWhatIdsEncode) {
    std::int64_t const id = IdGenerator(7, 0).next(now());
    EXPECT_EQ(IdGenerator::made_at(id + ids_of_one_second) - IdGenerator::made_at(id), microseconds_per_second);
}

} // namespace
} // namespace baton::db
