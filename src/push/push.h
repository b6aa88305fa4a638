// Web Push (RFC 8030): what concerns a person (src/notice) is told on his devices too, while no window is open. A
// subscription is one browser of one person. What it is told goes through a table (push/outbox.h) and is sent by a
// thread of its own (push/sender.h), encrypted for that browser. Values and rules.
#pragma once
#include "notice/service.h"
#include "push/endpoint.h"
#include "push/message.h"

namespace baton {

struct PushSubscriptionTag;
using PushSubscriptionId = Id<PushSubscriptionTag>;

inline constexpr std::size_t most_push_subscriptions = 20; // of a person; then the oldest goes

// As a browser's PushSubscription gives them, base64url.
struct PushKeys {
    Text<1, 200> p256dh;
    Text<1, 100> auth;
};
DESCRIBE(PushKeys, (), (p256dh, auth));

struct NewPushSubscription {
    Text<1, 2'000> endpoint;
    PushKeys keys;
    Text<1, 100> name;    // of the device
    Text<1, 35> language; // of what it is told: zh-CN or en
};
DESCRIBE(NewPushSubscription, (), (endpoint, keys, name, language));
void check(NewPushSubscription const&, Problems&);

// As it is read and written; in the row the address and the keys are encrypted.
struct PushSubscription {
    PushSubscriptionId id{};
    UserId user_id{};
    std::string endpoint;
    PushRecipient recipient;
    std::string name, language;
    Timestamp created_at{};
    std::optional<Timestamp> used_at;
};

// What the page that is woken reads: JSON, at most longest_push_content bytes; a long subject is cut.
std::string push_content(Notice const&, std::string const& language);

} // namespace baton
