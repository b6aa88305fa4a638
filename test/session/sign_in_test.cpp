#include "session/sign_in.h"

#include "db/scratch_database.h"
#include "event/log.h"
#include "install/install.h"
#include "session/secret.h"
#include "user/service.h"

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};
std::string const password = "correct-horse-9", home = "198.51.100.7";
auto const far_away = [](int n) { return "10.0." + std::to_string(n / 256) + "." + std::to_string(n % 256); };

class SignInUseCases : public db::OnBothDatabases {
protected:
    void SetUp() override {
        open();
        log.emplace(*database);
        log->start();
        install_if_empty(*database, password);
        door.emplace(*database);
    }
    template <class F> auto run(F f) { return db::run(*database, default_tenant, f); }
    SignInResult sign_in(std::string const& with, std::string const& address, Timestamp at) {
        return door->sign_in(default_tenant, {"Admin", with, {}, address, "test"}, at);
    }
    std::optional<ErrorCode> refusal(std::string const& with, std::string const& address, Timestamp at) {
        try {
            sign_in(with, address, at);
            return std::nullopt;
        } catch (Error const& e) {
            return e.code;
        }
    }
    std::optional<Caller> caller(std::string const& secret, Timestamp at) {
        return run([&](Tx& tx) { return authenticate(tx, secret, home, at); });
    }
    std::vector<EventKind> recorded() {
        log->settle(std::chrono::seconds(10));
        std::vector<EventKind> kinds;
        for (auto const& event : run([](Tx& tx) { return events_after(tx, 0, 1000); }))
            if (!event.ticket_id && event.kind >= EventKind::signed_in) kinds.push_back(event.kind);
        return kinds;
    }

    std::optional<Log> log;
    std::optional<SignIn> door;
};

TEST_P(SignInUseCases, TenThousandAttemptsNeitherLetInNorLockOut) {
    sign_in(password, home, start);
    auto clock = start;
    int wrong = 0, refused = 0;
    for (int i = 0; i < 10'000; ++i) { // eleven minutes: all within one window
        clock = clock + 66'000;
        auto const code = refusal("wrong-guess-" + std::to_string(i), far_away(i), clock);
        wrong += code == ErrorCode::unauthenticated;
        refused += code == ErrorCode::too_many;
    }
    EXPECT_EQ(wrong, SignInThrottle::per_login);
    EXPECT_EQ(wrong + refused, 10'000);
    EXPECT_EQ(refusal(password, far_away(10'001), clock), ErrorCode::too_many) << "a stranger with the right one too";
    EXPECT_EQ(refusal(password, home, clock), std::nullopt) << "the owner at his known address";
    EXPECT_LE(std::ranges::count(recorded(), EventKind::sign_in_failed), 5);
}

TEST_P(SignInUseCases, AnAddressIsKnownForThirtyDays) {
    sign_in(password, home, start);
    auto const spend_the_budget = [&](Timestamp at) {
        for (int i = 0; i < SignInThrottle::per_login; ++i) refusal("wrong-guess", far_away(i), at);
    };
    auto const within = after_seconds(start, address_known_s - 60), beyond = after_seconds(start, address_known_s * 3);
    spend_the_budget(within);
    EXPECT_EQ(refusal(password, home, within), std::nullopt);
    spend_the_budget(beyond);
    EXPECT_EQ(refusal(password, home, beyond), ErrorCode::too_many);
}

TEST_P(SignInUseCases, WhoseAccountHasEndedIsAStranger) {
    auto const secret = sign_in(password, home, start).secret;
    auto const end = after_seconds(start, 3600);
    auto const set = [&](std::string const& column, std::optional<Timestamp> at) {
        run([&](Tx& tx) { tx.exec("update users set " + column + " = $2 where tenant_id = $1", tx.tenant(), at); });
    };
    set("expires_at", end);
    EXPECT_EQ(refusal(password, home, end + -1), std::nullopt);
    EXPECT_TRUE(caller(secret, end + -1));
    EXPECT_EQ(refusal(password, home, end), ErrorCode::unauthenticated);
    EXPECT_FALSE(caller(secret, end));
    set("expires_at", std::nullopt);
    set("archived_at", end);
    EXPECT_EQ(refusal(password, home, end), ErrorCode::unauthenticated);
    EXPECT_FALSE(caller(secret, end));
}

TEST_P(SignInUseCases, ASessionThatIsIdleEnds) {
    auto const secret = sign_in(password, home, start).secret;
    auto const later = after_seconds(start, session_idle_s - 60);
    auto const found = caller(secret, later);
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->use_is_stale);
    EXPECT_FALSE(caller(secret, after_seconds(start, session_idle_s)));
    note_use(*database, found->actor, later);
    run([](Tx&) {}); // after what was not waited for
    for (int i = 0; i < 100 && !caller(secret, after_seconds(start, session_idle_s)); ++i) run([](Tx&) {});
    EXPECT_TRUE(caller(secret, after_seconds(start, session_idle_s)));
    EXPECT_FALSE(caller(secret, later)->use_is_stale) << "not a write per request";
    auto end = after_seconds(start, session_lifetime_s);
    run([&](Tx& tx) { sweep_sessions_and_addresses(tx, end, 100); });
    EXPECT_FALSE(caller(secret, later)) << "swept";
}

TEST_P(SignInUseCases, WhatHappensIsRecorded) {
    auto const begun = sign_in(password, home, start);
    refusal("wrong-guess", home, start);
    auto const actor = caller(begun.secret, start)->actor;
    auto const me = *actor.user;
    run([&](Tx& tx) {
        NewToken input;
        input.name = "报表";
        auto const token = create_token(tx, actor, me, input, start).stored.id;
        revoke_token(tx, actor, me, token, start);
        change_password(tx, actor, {me, "no hash", false}, start);
        set_access_ranges(tx, actor, {std::string("198.51.100.0/24")}, home, start);
        end_session(tx, actor, me, *actor.session, start);
    });
    using enum EventKind;
    auto kinds = recorded();
    EXPECT_EQ(std::ranges::count(kinds, sign_in_failed), 1);
    std::erase(kinds, sign_in_failed);
    EXPECT_EQ(kinds, (std::vector{EventKind::signed_in, token_created, token_revoked, password_changed, access_changed,
                                  session_ended}));
}

ON_BOTH_DATABASES(SignInUseCases);

} // namespace
} // namespace baton
