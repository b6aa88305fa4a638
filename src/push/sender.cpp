#include "push/sender.h"

#include "event/progress_store.h"
#include "push/service.h"
#include "push/store.h"
#include "push/vapid.h"
#include "ticket/service.h"
#include "user/service.h"

#include <algorithm>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

using namespace std::chrono_literals;

constexpr int at_once = 32;
constexpr std::int64_t claimed_for_s = 60; // longer than all of them together may take
constexpr std::int64_t most_counted = 10'000;
constexpr std::size_t push_padding = 256;

// The reader's commit comes a moment after the news: then another look finds it.
Rounds::Pace pace_of_sending() { return {.shortest = 200ms, .longest = 5'000ms, .gap = 50ms}; }

// The same for the same ticket and kind, and nobody else's word: a later message takes the place of one not yet
// delivered.
std::string topic_of(Tx& tx, Notice const& notice) {
    auto const what = fmt::format("{} {}", notice.ticket_id.value, name_of(notice.kind));
    return tx.vault().blind_index(tx.tenant(), "push.topic", what).substr(0, 32);
}

bool may_be_told(Tx& tx, Notice const& notice, Timestamp now) {
    if (!is_let_in(tx, notice.user_id, now)) return false;
    auto const person = actor_of(tx, notice.user_id, "");
    return person.may(Permission::tickets_read) && can_see(tx, person, notice.ticket_id);
}

// As it is now: absent when the person is not concerned any more.
std::optional<Notice> notice_now(Tx& tx, std::int64_t seq, UserId user, Timestamp now) {
    auto const events = events_after(tx, seq - 1, 1);
    if (events.empty() || events.front().seq != seq) return std::nullopt;
    for (auto& notice : notices_of(tx, events, now))
        if (notice.user_id == user) return std::move(notice);
    return std::nullopt;
}

std::vector<std::string> headers_of(Notice const& notice, std::string const& topic, std::string const& authorization) {
    bool const is_urgent = notice.kind == NoticeKind::mentioned;
    return {"Authorization: " + authorization,
            "Content-Encoding: aes128gcm",
            "Content-Type: application/octet-stream",
            fmt::format("TTL: {}", notice_lifetime_s),
            fmt::format("Urgency: {}", is_urgent ? "high" : "normal"),
            "Topic: " + topic};
}

std::string sealed_for(PushSubscription const& to, Notice const& notice) {
    return encrypt_push(to.recipient, P256Key::generate(), random_bytes<std::tuple_size_v<PushSalt>>(),
                        push_content(notice, to.language), push_padding);
}

} // namespace

PushSender::PushSender(db::Database& database, PushServices services, std::string contact)
    : database_(database), services_(std::move(services)), contact_(std::move(contact)),
      rounds_("sending to devices", pace_of_sending(), [this] { return round(); }) {}

PushFigures PushSender::figures() const {
    std::lock_guard const lock(mutex_);
    return figures_;
}

Rounds::Left PushSender::round() {
    auto left = Rounds::Left::nothing;
    std::int64_t waiting = 0;
    for (auto const tenant : db::look(database_, default_tenant, all_tenants)) {
        if (send_some(tenant)) left = Rounds::Left::more;
        waiting += db::look(database_, tenant, [](Tx& tx) { return count_deliveries(tx, most_counted); });
    }
    std::lock_guard const lock(mutex_);
    figures_.waiting = waiting;
    return left;
}

bool PushSender::send_some(TenantId tenant) {
    auto const t = now();
    if (!db::look(database_, tenant, [&](Tx& tx) { return is_delivery_due(tx, t); })) return false;
    auto const claimed = db::run(
        database_, tenant, [&](Tx& tx) { return claim_deliveries(tx, t, after_seconds(t, claimed_for_s), at_once); });
    auto const ready = db::look(database_, tenant, [&](Tx& tx) { return ready_among(tx, claimed); });
    auto const answers = poster_.send(posts_for(tenant, ready));
    settle(tenant, claimed, ready, answers);
    return std::ssize(claimed) == at_once;
}

std::vector<PushSender::Ready> PushSender::ready_among(Tx& tx, std::vector<PushDelivery> const& claimed) const {
    auto const t = now();
    std::vector<PushSubscriptionId> ids;
    for (auto const& each : claimed) ids.push_back(each.subscription_id);
    auto const subscriptions = find_subscriptions(tx, ids);
    std::vector<Ready> ready;
    for (auto const& each : claimed) {
        auto const to = std::ranges::find(subscriptions, each.subscription_id, &PushSubscription::id);
        if (to == subscriptions.end()) continue;
        auto endpoint = services_.admit(to->endpoint);
        if (!endpoint) continue; // the operator's list is another one since
        auto notice = notice_now(tx, each.seq, to->user_id, t);
        if (!notice || !may_be_told(tx, *notice, t)) continue;
        auto topic = topic_of(tx, *notice);
        ready.push_back({each, *to, *std::move(endpoint), *std::move(notice), std::move(topic)});
    }
    return ready;
}

std::vector<Post> PushSender::posts_for(TenantId tenant, std::vector<Ready> const& ready) {
    std::vector<Post> posts;
    if (ready.empty()) return posts;
    auto const t = now();
    auto const key = push_key(database_, tenant, t);
    for (auto const& [_, to, endpoint, notice, topic] : ready) {
        auto const authorization = vapid_authorization(key, {endpoint.origin, contact_}, t);
        posts.push_back({endpoint.url, headers_of(notice, topic, authorization), sealed_for(to, notice)});
    }
    return posts;
}

void PushSender::settle(TenantId tenant, std::vector<PushDelivery> const& claimed, std::vector<Ready> const& ready,
                        std::vector<PostAnswer> const& answers) {
    auto const t = now();
    std::vector<PushOutcome> outcomes;
    for (std::size_t i = 0; i < ready.size(); ++i) {
        outcomes.push_back(outcome_of(ready[i].delivery, answers[i], t));
        count(ready[i], answers[i], outcomes[i].verdict);
    }
    auto const is_ready = [&](PushDelivery const& delivery) {
        return std::ranges::any_of(ready, [&](Ready const& each) { return each.delivery.id == delivery.id; });
    };
    db::run(database_, tenant, [&](Tx& tx) {
        for (auto const& each : claimed)
            if (!is_ready(each)) delete_delivery(tx, each.id);
        for (std::size_t i = 0; i < ready.size(); ++i) settle_one(tx, ready[i], outcomes[i], t);
    });
    std::lock_guard const lock(mutex_);
    figures_.withheld += std::ssize(claimed) - std::ssize(ready);
}

void PushSender::settle_one(Tx& tx, Ready const& each, PushOutcome const& outcome, Timestamp now) {
    switch (outcome.verdict) {
    case PushVerdict::sent:
        delete_delivery(tx, each.delivery.id);
        return save_subscription_use(tx, each.subscription.id, now);
    case PushVerdict::gone:
        delete_subscription(tx, each.subscription.user_id, each.subscription.id);
        return;
    case PushVerdict::again:
        return postpone_delivery(tx, each.delivery, outcome.again_at);
    case PushVerdict::given_up:
        return delete_delivery(tx, each.delivery.id);
    }
}

void PushSender::count(Ready const& each, PostAnswer const& answer, PushVerdict verdict) {
    bool const failed = verdict == PushVerdict::again || verdict == PushVerdict::given_up;
    if (failed) // of its address the host alone: the rest is a secret
        spdlog::warn("push service {}: {}", each.endpoint.host,
                     answer.status == 0 ? answer.trouble : fmt::format("answered {}", answer.status));
    std::lock_guard const lock(mutex_);
    figures_.is_failing = failed;
    switch (verdict) {
    case PushVerdict::sent:
        ++figures_.sent;
        return;
    case PushVerdict::gone:
        ++figures_.gone;
        return;
    case PushVerdict::again:
        ++figures_.retried;
        return;
    case PushVerdict::given_up:
        ++figures_.given_up;
        return;
    }
}

} // namespace baton
