#include "presence/service.h"

#include "db/scratch_database.h"
#include "event/log.h"
#include "install/install.h"
#include "user/service.h"

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};

TEST(PresenceRule, ByHandBeforeConnections) {
    using enum Presence;
    auto const chosen = [](Presence state) { return std::optional(PresenceChoice{state, start}); };
    auto const later = after_seconds(start, 3600);
    EXPECT_EQ(presence_of({}, false, start), offline);
    EXPECT_EQ(presence_of({}, true, start), online);
    for (auto const state : {away, offline})
        for (bool const connected : {false, true}) EXPECT_EQ(presence_of(chosen(state), connected, later), state);
    EXPECT_EQ(presence_of(chosen(online), true, later), online);
    EXPECT_EQ(presence_of(chosen(online), false, start), online);
    EXPECT_EQ(presence_of(chosen(online), false, later), offline) << "nobody is online for ever by hand";
}

class PresenceUseCases : public db::OnBothDatabases {
protected:
    template <class F> auto run(F f) { return db::run(*database, default_tenant, f); }
    void SetUp() override {
        open();
        log.emplace(*database);
        log->start();
        install_if_empty(*database, "correct-horse-9");
        person = run([](Tx& tx) { return user_by_login(tx, "admin").value().id; });
    }
    Presence presence() {
        return run([&](Tx& tx) { return user_by_login(tx, "admin").value().presence; });
    }
    void end_overdue(Timestamp now) {
        run([&](Tx& tx) { end_overdue_presence(tx, overdue_presence(tx, now, 100), now); });
    }

    std::optional<Log> log;
    UserId person{};
};

TEST_P(PresenceUseCases, TwoProcessesOneOfWhichCrashes) {
    run([&](Tx& tx) { begin_connection(tx, person, "node a", start); });
    run([&](Tx& tx) { begin_connection(tx, person, "node b", start); });
    EXPECT_EQ(presence(), Presence::online);
    run([&](Tx& tx) { end_connection(tx, person, "node a", start); });
    EXPECT_EQ(presence(), Presence::online) << "he is still connected to the other";
    auto const renewed = after_seconds(start, 60);
    run([&](Tx& tx) { renew_connections(tx, "node b", renewed); });
    end_overdue(after_seconds(start, connection_lease_s));
    EXPECT_EQ(presence(), Presence::online);
    end_overdue(after_seconds(renewed, connection_lease_s)); // nobody has renewed since
    EXPECT_EQ(presence(), Presence::offline);
}

TEST_P(PresenceUseCases, OnlyChangesAreEvents) {
    auto const events = [&] { return run([](Tx& tx) { return last_seq(tx); }); };
    log->settle(std::chrono::seconds(10));
    auto const before = events();
    for (int i = 0; i < 5; ++i) run([&](Tx& tx) { begin_connection(tx, person, "node", start); });
    run([&](Tx& tx) { end_connection(tx, person, "node", start); });
    log->settle(std::chrono::seconds(10));
    EXPECT_EQ(events(), before + 2);
}

ON_BOTH_DATABASES(PresenceUseCases);

} // namespace
} // namespace baton
