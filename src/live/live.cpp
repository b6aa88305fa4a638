#include "live/live.h"

#include "api/credentials.h"
#include "live/client.h"
#include "live/connections.h"
#include "live/frame.h"
#include "live/telling.h"
#include "session/service.h"
#include "ticket/service.h"

#include <algorithm>
#include <condition_variable>
#include <set>
#include <spdlog/spdlog.h>
#include <thread>

namespace baton {
namespace {

constexpr std::int64_t auth_deadline_s = 5, recheck_s = 30;
// How long a client may take to say where it stopped before events are pushed to it: pushed first, they would come
// before those it missed.
constexpr std::int64_t resume_grace_us = 300'000;
constexpr auto tick_every = std::chrono::milliseconds(100);
constexpr int resume_limit = 1000;

} // namespace

// Everything below runs on `queue`, but for the timer that posts to it.
struct LiveFeed::Impl : std::enable_shared_from_this<LiveFeed::Impl> {
    using Client = std::shared_ptr<LiveClientState>;

    explicit Impl(db::Database& d) : database(d), connections(d), timer([this] { tick(); }) {}

    void stop() {
        {
            std::lock_guard const lock(mutex);
            stopping = true;
        }
        wake.notify_all();
        timer.join();
    }

    // A job that fails is logged; the feed goes on with the next.
    void post(std::function<void()> job) {
        queue.post([job = std::move(job)] {
            try {
                job();
            } catch (std::exception const& e) {
                spdlog::error("live feed: {}", e.what());
            }
        });
    }

    void tick() {
        std::unique_lock lock(mutex);
        while (!wake.wait_for(lock, tick_every, [this] { return stopping; })) post([this] { check_clients(); });
    }

    void add(Client client) {
        clients.insert(client);
        count = clients.size();
        if (!client->secret.empty()) authenticate_client(client);
    }

    void remove(Client const& client) {
        clients.erase(client);
        count = clients.size();
        if (auto const user = std::exchange(client->joined, std::nullopt))
            connections.left(client->actor->tenant, *user, now());
        auto const watched = std::exchange(client->watching, std::nullopt);
        if (watched) announce(*watched);
    }

    void refuse(Client const& client, std::uint16_t code, std::string reason) {
        client->connection->close(code, std::move(reason));
        remove(client);
    }

    void recognise(Client const& client) {
        bool const first = !client->actor;
        auto const tenant = tenant_of_secret(client->secret);
        if (!tenant) return client->actor.reset();
        database.read(*tenant, [&](Tx& tx) {
            auto caller = authenticate(tx, client->secret, client->remote_address, now());
            if (caller && caller->use_is_stale) note_use(database, caller->actor, now());
            client->actor = caller ? std::optional(std::move(caller->actor)) : std::nullopt;
            if (first) client->last_seq = last_seq(tx);
        });
    }

    void authenticate_client(Client const& client) {
        bool const first = !client->actor;
        try {
            recognise(client);
        } catch (Error const& e) { // not from this address
            return refuse(client, close_forbidden, "not allowed from here");
        }
        client->checked_at = now();
        if (!client->actor) return refuse(client, close_unauthenticated, "sign in again");
        if (client->actor->must_change_password || !client->actor->may(Permission::tickets_read))
            return refuse(client, close_forbidden, "not allowed");
        if (!first) return;
        client->connection->send(frame_of({{"type", "ready"}, {"seq", client->last_seq}}));
        client->joined = client->actor->user;
        if (client->joined) connections.joined(client->actor->tenant, *client->joined, now());
    }

    // Who never signed in is dropped; who did is asked again, so that a revoked session ends here too.
    void check_clients() {
        auto const t = now();
        if (after_seconds(told_at, 1) < t) tell_presence(t);
        for (auto const& client : std::vector<Client>(clients.begin(), clients.end())) {
            if (!client->actor && after_seconds(client->connected_at, auth_deadline_s) < t)
                refuse(client, close_unauthenticated, "no sign-in within 5 s");
            else if (client->actor && after_seconds(client->checked_at, recheck_s) < t) authenticate_client(client);
            if (client->actor && client->held && client->checked_at + resume_grace_us < t)
                send_after(client, client->last_seq);
        }
    }

    void receive(Client const& client, std::string const& text) {
        if (!clients.contains(client)) return;
        LiveMessage message;
        try {
            message = read_json<LiveMessage>(parse_json(text));
        } catch (Error const& e) {
            return refuse(client, close_bad_frame, "not understood");
        }
        if (!message.type) return refuse(client, close_bad_frame, "type is required");
        if (*message.type != LiveSays::auth && !client->actor)
            return refuse(client, close_unauthenticated, "sign in first");
        switch (*message.type) {
        case LiveSays::auth:
            if (client->actor) return;
            client->secret = message.token.value_or("");
            return authenticate_client(client);
        case LiveSays::resume:
            return send_after(client, message.after.value_or(0));
        case LiveSays::watch:
            return watch(client, message.ticket_id, message.state.value_or(WatchState::looking));
        case LiveSays::colleagues:
            client->wants_colleagues = true;
            return;
        }
    }

    // Everything numbered after `after`, then whatever comes.
    void send_after(Client const& client, std::int64_t after) {
        client->held = false;
        std::vector<Event> missed;
        auto const tenant = client->actor->tenant;
        database.read(tenant, [&](Tx& tx) { missed = events_after(tx, after, resume_limit + 1); });
        if (int(missed.size()) > resume_limit) {
            database.read(tenant, [&](Tx& tx) { client->last_seq = last_seq(tx); });
            client->connection->send(frame_of({{"type", "gap"}, {"seq", client->last_seq}}));
            return;
        }
        client->last_seq = std::min(client->last_seq, after);
        deliver(tenant, missed, {client});
    }

    // Sends to each client of the tenant the events it may see and has not had.
    void deliver(TenantId tenant, std::span<Event const> events, std::vector<Client> to) {
        std::erase_if(to, [&](Client const& c) { return !c->actor || c->held || c->actor->tenant != tenant; });
        if (std::ranges::any_of(events, changes_access)) {
            for (auto const& client : to) authenticate_client(client);
            std::erase_if(to, [&](Client const& c) { return !clients.contains(c); }); // refused meanwhile
        }
        if (events.empty() || to.empty()) return;
        std::vector<EventFrames> frames;
        std::map<std::string, std::set<TicketId>> seen_by; // several windows of one person ask once
        database.read(tenant, [&](Tx& tx) {
            frames = frames_of(tx, events);
            auto const tickets = tickets_in(events);
            for (auto const& client : to) {
                if (seen_by.contains(sight_key(*client->actor))) continue;
                auto const seen = visible_tickets(tx, *client->actor, tickets);
                seen_by[sight_key(*client->actor)] = {seen.begin(), seen.end()};
            }
        });
        for (auto const& client : to) send_seen(client, events, frames, seen_by[sight_key(*client->actor)]);
    }

    void send_seen(Client const& client, std::span<Event const> events, std::vector<EventFrames> const& frames,
                   std::set<TicketId> const& seen) {
        for (std::size_t i = 0; i < events.size(); ++i) {
            auto const seq = events[i].seq.value_or(0);
            if (seq <= client->last_seq) continue;
            client->last_seq = seq;
            if (!events[i].ticket_id || !seen.contains(*events[i].ticket_id)) continue;
            if (!send_frames(*client, frames[i])) return remove(client); // too slow: closed with 4408
        }
    }

    void watch(Client const& client, std::optional<TicketId> ticket, WatchState state) {
        if (ticket) {
            bool seen = false;
            database.read(client->actor->tenant, [&](Tx& tx) { seen = can_see(tx, *client->actor, *ticket); });
            if (!seen) return;
        }
        auto const before = std::exchange(client->watching, state == WatchState::gone ? std::nullopt : ticket);
        client->watch_state = state;
        if (before && before != client->watching) announce(*before);
        if (client->watching) announce(*client->watching);
    }

    // What became of colleagues since a second ago, each once however often he came and went.
    void tell_presence(Timestamp t) {
        told_at = t;
        connections.tick(t);
        for (auto const& [who, state] : std::exchange(colleagues, {})) {
            auto const frame = frame_of({{"type", "colleague"}, {"user_id", who.second}, {"presence", state}});
            for (auto const& client : std::vector<Client>(clients.begin(), clients.end()))
                if (client->wants_colleagues && client->actor->tenant == who.first && !client->connection->send(frame))
                    remove(client);
        }
    }

    // Tells everyone at a ticket who is there.
    void announce(TicketId ticket) {
        json::array viewers;
        for (auto const& client : clients)
            if (client->watching == ticket && client->actor)
                viewers.push_back({{"id", client->actor->user ? std::to_string(client->actor->user->value) : ""},
                                   {"name", client->actor->name},
                                   {"state", name_of(client->watch_state)}});
        auto const frame = frame_of(
            {{"type", "presence"}, {"ticket_id", std::to_string(ticket.value)}, {"viewers", std::move(viewers)}});
        for (auto const& client : std::vector<Client>(clients.begin(), clients.end()))
            if (client->watching == ticket && !client->connection->send(frame)) remove(client);
    }

    db::Database& database;
    Connections connections;
    std::set<Client> clients;
    std::map<std::pair<TenantId, std::string>, std::string> colleagues; // presence that nobody was told yet
    Timestamp told_at{};
    std::atomic<std::size_t> count = 0;
    std::mutex mutex;
    std::condition_variable wake;
    bool stopping = false;
    WorkQueue queue{1};
    std::thread timer;
};

namespace {

// The edge's handle on one client: passes everything on to the feed's thread.
class Handle : public http::LiveClient {
public:
    Handle(std::weak_ptr<LiveFeed::Impl> feed, std::shared_ptr<LiveClientState> state)
        : feed_(std::move(feed)), state_(std::move(state)) {}
    void receive(std::string_view text) override {
        if (auto const feed = feed_.lock())
            feed->post([f = feed.get(), s = state_, t = std::string(text)] { f->receive(s, t); });
    }
    void closed() override {
        if (auto const feed = feed_.lock()) feed->post([f = feed.get(), s = state_] { f->remove(s); });
    }

private:
    std::weak_ptr<LiveFeed::Impl> feed_;
    std::shared_ptr<LiveClientState> state_;
};

} // namespace

LiveFeed::LiveFeed(db::Database& database) : impl_(std::make_shared<Impl>(database)) {}
LiveFeed::~LiveFeed() { impl_->stop(); }

std::shared_ptr<http::LiveClient> LiveFeed::connect(http::Request const& upgrade,
                                                    std::shared_ptr<http::LiveConnection> connection) {
    auto state = std::make_shared<LiveClientState>();
    state->connection = std::move(connection);
    state->connected_at = now();
    state->remote_address = upgrade.remote_address;
    if (auto const credentials = api::credentials_of(upgrade)) {
        if (credentials->from_cookie) api::require_own_origin(upgrade);
        state->secret = credentials->token;
    }
    impl_->post([feed = impl_.get(), state] { feed->add(state); });
    return std::make_shared<Handle>(impl_, state);
}

void LiveFeed::publish(TenantId tenant, std::span<Event const> events) {
    if (impl_->count == 0) return;
    impl_->post([feed = impl_.get(), tenant, batch = std::vector<Event>(events.begin(), events.end())] {
        note_presence(tenant, batch, feed->colleagues);
        feed->deliver(tenant, batch, {feed->clients.begin(), feed->clients.end()});
    });
}

std::size_t LiveFeed::clients() const { return impl_->count; }

} // namespace baton
