// Who asks. An Actor goes into every use case and every read; it is a value made once per request.
#pragma once
#include "department/department.h"
#include "event/event.h"
#include "user/permission.h"

namespace baton {

struct SessionTag;
using SessionId = Id<SessionTag>;
struct TokenTag;
using TokenId = Id<TokenTag>;

struct Actor {
    TenantId tenant = default_tenant;
    ActorKind kind = ActorKind::system;
    std::optional<UserId> user = {}; // set for agents
    std::string name = {};
    Permissions permissions = {};
    std::optional<SessionId> session = {}; // absent when a token was used
    Reach reach = {};
    std::optional<TokenId> token = {};         // the API token that was used
    bool narrowed = false;                     // by the token's scopes
    bool must_change_password = false;         // before anything else
    std::optional<std::int64_t> customer = {}; // set for customers that are known
    std::optional<TicketId> ticket = {};       // all that a customer sees

    bool may(Permission p) const { return permissions.contains(p); }
    // Throws Error::forbidden.
    void require(Permission) const;
    EventActor as_event_actor() const;
    // Tells actors apart where the same request may come twice (idempotency keys).
    std::string key() const;

    // The product itself: may do everything.
    static Actor system(TenantId);
};

// Records an event of no ticket: a change of a person, a customer, a setting.
EventId record_change(Tx&, Actor const&, EventKind, json::object data, Timestamp now);

} // namespace baton
