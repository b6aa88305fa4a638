#include "portal/access_token.h"
#include "portal/challenge.h"
#include "portal/portal.h"
#include "portal/throttle.h"

#include "db/scratch_database.h"

namespace baton {
namespace {

constexpr Timestamp start{1'780'000'000'000'000};
constexpr std::int64_t day_s = 86'400;

Status status(StatusCategory category, std::string title = "") {
    Status s;
    s.key = name_of(category);
    s.category = category;
    s.is_default = true;
    s.portal_title = title;
    return s;
}

// Every category with its default, 客服部 as 7 and 质检部 as 8.
Way way(std::vector<Stage> stages) {
    Way way;
    for_each_value<StatusCategory>([&](StatusCategory c) { way.every.push_back(status(c)); });
    way.statuses.all = way.every;
    way.stages = std::move(stages);
    way.departments = {{7, "客服部"}, {8, "质检部"}};
    return way;
}

Stage stage(std::string status, std::int64_t department, std::int64_t after_s, std::int64_t assignee = 0) {
    Stage s;
    s.status = status;
    s.department_id = DepartmentId{department};
    if (assignee) s.assignee_id = UserId{assignee};
    s.entered_at = after_seconds(start, after_s);
    return s;
}

Ticket ticket(StatusCategory category) {
    Ticket t;
    t.status = name_of(category);
    t.status_category = category;
    t.created_at = start;
    t.resolution_due_at = after_seconds(start, day_s);
    if (is_finished(category)) t.resolved_at = start;
    if (category == StatusCategory::closed) t.closed_at = start;
    return t;
}

std::string titles(std::vector<PortalStep> const& steps) {
    std::string all;
    for (auto const& step : steps)
        all += std::string(all.empty() ? "" : " ") + step.title +
               (step.state == StepState::done      ? "+"
                : step.state == StepState::current ? "*"
                                                   : "-");
    return all;
}

TEST(Progress, StagesThatLookTheSameAreOneStep) {
    auto const t = ticket(StatusCategory::open);
    auto const steps = progress_of(
        t, way({stage("new", 7, 0), stage("open", 7, 10, 1), stage("open", 7, 20, 2), stage("open", 8, 30)}), start);
    EXPECT_EQ(titles(steps), "已提交+ 处理中+ 处理中* 已解决，请您确认- 已完成-");
    EXPECT_EQ(steps[1].at, Maybe<Timestamp>{after_seconds(start, 10)});
    EXPECT_EQ(steps[2].department, Maybe<std::string>{"质检部"});
}

TEST(Progress, PromisesWhatIsNotOver) {
    auto t = ticket(StatusCategory::open);
    auto const promise = [&](Timestamp now) {
        return progress_of(t, way({stage("open", 7, 0)}), now).front().promise_at;
    };
    EXPECT_EQ(promise(start), Maybe<Timestamp>{t.resolution_due_at});
    EXPECT_FALSE(promise(after_seconds(start, 2 * day_s))) << "a time that has passed promises nothing";
    t.promised_at = after_seconds(start, 5);
    EXPECT_EQ(promise(start), Maybe<Timestamp>{*t.promised_at});
    auto const closed =
        progress_of(ticket(StatusCategory::closed), way({stage("new", 7, 0), stage("closed", 7, 1)}), start);
    EXPECT_EQ(titles(closed), "已提交+ 已完成+");
}

TEST(CustomerActions, FollowFromWhereItStands) {
    CustomerRules const rules{7, 30};
    auto const can = [&](Ticket const& t, std::int64_t after_s, std::optional<Rating> const& rating = {}) {
        std::string all;
        for (auto const action : customer_actions(t, rules, rating, after_seconds(start, after_s)))
            (all += all.empty() ? "" : " ") += name_of(action);
        return all;
    };
    for (auto const c : {StatusCategory::new_, StatusCategory::open, StatusCategory::pending, StatusCategory::on_hold})
        EXPECT_EQ(can(ticket(c), 0), "message nudge");
    auto nudged = ticket(StatusCategory::open);
    nudged.nudged_at = start;
    EXPECT_EQ(can(nudged, 30 * 60 - 1), "message");
    EXPECT_EQ(can(nudged, 30 * 60), "message nudge");
    auto const resolved = ticket(StatusCategory::resolved), closed = ticket(StatusCategory::closed);
    EXPECT_EQ(can(resolved, 7 * day_s - 1), "message confirm rate reopen");
    EXPECT_EQ(can(resolved, 7 * day_s), "confirm rate new_ticket");
    EXPECT_EQ(can(closed, 7 * day_s - 1), "rate reopen");
    EXPECT_EQ(can(closed, 7 * day_s), "rate new_ticket");
    Rating rating;
    rating.rated_at = start;
    EXPECT_EQ(can(closed, 7 * day_s - 1, rating), "rate reopen");
    EXPECT_EQ(can(closed, 7 * day_s, rating), "new_ticket");
}

TEST(CustomersForm, AsksNothingThatAgentsFillIn) {
    Form form;
    for (auto const* key : {"open", "inner", "person"}) {
        Field field;
        field.key = key;
        field.required = true;
        form.fields.push_back(field);
    }
    form.fields[1].agents_only = true;
    form.fields[1].default_value = "later";
    form.fields[2].kind = FieldKind::customer;
    EXPECT_EQ(portal_type({}, form).fields.size(), 1u);
    Problems problems;
    auto const filled = fill(for_customers(form), {}, {{"inner", "mine"}}, true, {}, problems);
    EXPECT_TRUE(problems.has("fields.open") && problems.has("fields.inner") && !problems.has("fields.person"));
    Problems none;
    EXPECT_EQ(fill(for_customers(form), {}, {{"open", "x"}}, true, {}, none).values.at("inner"), "later");
    EXPECT_TRUE(none.empty());
}

TEST(PortalThrottle, CountsFailuresOnly) {
    PortalThrottle throttle;
    auto const look = [&](std::string const& number, std::string const& address, Timestamp at, bool right) {
        PortalThrottle::Lookup lookup(throttle, default_tenant, number, address, at);
        if (right) lookup.found();
    };
    for (int i = 0; i < 100; ++i) look("A", "192.0.2.1", start, true);
    for (int i = 0; i < 5; ++i) look("A", "192.0.2.1", start, false);
    EXPECT_THROW(look("A", "192.0.2.2", start, true), Error);
    look("A", "192.0.2.1", after_seconds(start, PortalThrottle::window_s), true);
    for (int i = 0; i < 30; ++i) look("B" + std::to_string(i), "192.0.2.1", start, false);
    EXPECT_THROW(look("C", "192.0.2.1", start, true), Error);
    look("C", "192.0.2.3", start, true);
}

TEST(PortalThrottle, TakesBackWhatWasNotOpened) {
    PortalThrottle throttle;
    for (int i = 0; i < 300; ++i)
        EXPECT_EQ(PortalThrottle::Opening(throttle, default_tenant, "192.0.2.1", start).times(), 1);
    for (int i = 1; i <= PortalThrottle::tickets_per_network; ++i) {
        PortalThrottle::Opening opening(throttle, default_tenant, "192.0.2.1", start);
        EXPECT_EQ(opening.times(), i);
        opening.keep();
    }
    EXPECT_THROW(PortalThrottle::Opening(throttle, default_tenant, "192.0.2.1", start), Error);
}

TEST(ProofOfWork, CountsZeroBits) {
    // SHA-256("abc") begins with ba (FIPS 180-4, example 1).
    EXPECT_EQ(leading_zero_bits("a", "bc"), 0);
    int best = 0;
    for (int n = 0; n < 5000 && best < 8; ++n) best = std::max(best, leading_zero_bits("salt", std::to_string(n)));
    EXPECT_GE(best, 8);
    EXPECT_EQ(difficulty_after(1), least_difficulty);
    EXPECT_EQ(difficulty_after(31), least_difficulty);
    EXPECT_EQ(difficulty_after(64), least_difficulty + 2);
    EXPECT_EQ(difficulty_after(1 << 20), highest_difficulty);
}

TEST(AccessToken, IsReadExactly) {
    auto const token = parse_access_token("bc_2.77.1780000000.abc");
    ASSERT_TRUE(token);
    EXPECT_EQ(token->tenant.value, 2);
    EXPECT_EQ(token->ticket.value, 77);
    for (auto const* wrong :
         {"", "bc_", "bs_2.77.1.x", "bc_2.77.1", "bc_2.77.x.y", "bc_2..1.x", "bc_-1.7.1.x", "bc_1.2.3.4.5"})
        EXPECT_FALSE(parse_access_token(wrong)) << wrong;
    EXPECT_FALSE(parse_access_token("bc_1.2.3." + std::string(300, 'x')));
}

class PortalSecrets : public db::OnBothDatabases {};

TEST_P(PortalSecrets, OpenWhatTheyWereMadeForUntilTheyAreOver) {
    open();
    db::run(*database, default_tenant, [](Tx& tx) {
        auto const token = new_access_token(tx, TicketId{77}, 60, start);
        EXPECT_EQ(opened_by(tx, token, start), TicketId{77});
        EXPECT_FALSE(opened_by(tx, token, after_seconds(start, 60)));
        auto other = token;
        other.replace(other.find("77"), 2, "78");
        EXPECT_FALSE(opened_by(tx, other, start));
        EXPECT_FALSE(opened_by(tx, false_access_token(tx, start), start));
        EXPECT_EQ(attachment_of(tx, upload_name(tx, 5)), 5);
        EXPECT_FALSE(attachment_of(tx, "5." + upload_name(tx, 6).substr(2)));
        auto const challenge = new_challenge(tx, 1, start);
        int n = 0;
        while (leading_zero_bits(challenge.salt, std::to_string(n)) < 1) ++n;
        Proof const proof{challenge.salt, std::to_string(n)};
        EXPECT_THROW(require_proof(tx, proof, 1, challenge.expires_at), Error) << "too late";
        require_proof(tx, proof, 1, start);
        EXPECT_THROW(require_proof(tx, proof, 1, start), Error) << "used";
        EXPECT_THROW(require_proof(tx, {}, 1, start), Error);
    });
    db::run(*database, TenantId{2}, [](Tx& tx) { EXPECT_FALSE(opened_by(tx, "bc_2.77.1999999999.x", start)); });
}

ON_BOTH_DATABASES(PortalSecrets);

} // namespace
} // namespace baton
