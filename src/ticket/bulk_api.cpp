#include "ticket/bulk_api.h"

#include "api/idempotency.h"
#include "base/hash.h"
#include "ticket/bulk.h"

#include <fmt/format.h>
#include <semaphore>

namespace baton {
namespace {

using BulkCall = api::Call<BulkOrder>;
using BulkReply = api::Reply<BulkAnswer>;

constexpr int most_runs = 4;
using Turns = std::counting_semaphore<most_runs>;

// One of the few runs there may be at once; each holds a thread of the edge.
class Turn {
public:
    explicit Turn(Turns& turns) : turns_(turns) {
        if (turns_.try_acquire()) return;
        Error error(ErrorCode::too_many, "Other bulk actions are under way. Try again in a moment.");
        error.retry_after_s = 5;
        throw error;
    }
    Turn(Turn const&) = delete;
    ~Turn() { turns_.release(); }

private:
    Turns& turns_;
};

std::optional<BulkReplay> replay_of(BulkCall const& call) {
    std::string const key(call.request->header("idempotency-key"));
    api::check_key(key);
    if (key.empty()) return std::nullopt;
    return BulkReplay{fmt::format("{} POST /tickets/bulk", call.actor.key()), key, hex(sha256(call.request->body))};
}

std::optional<BulkReply> answered_before(db::Database& database, BulkCall const& call, BulkReplay const& replay) {
    auto const stored = db::look(database, call.actor.tenant,
                                 [&](Tx& tx) { return api::find_answer(tx, replay.scope, replay.key, call.now); });
    if (!stored) return std::nullopt;
    if (stored->request_hash != replay.request_hash)
        throw Error(ErrorCode::invalid, "Idempotency-Key", "This Idempotency-Key was used for another request.");
    return BulkReply{read_json<BulkAnswer>(parse_json(stored->body)), {{"Idempotency-Replayed", "true"}}, {}};
}

void keep_answer(db::Database& database, BulkCall const& call, BulkReplay const& replay, BulkAnswer const& answer) {
    auto const keep = [&](Tx& tx) {
        api::store_answer(tx, replay.scope, replay.key, {replay.request_hash, 200, to_json_text(answer), "", call.now});
    };
    try {
        db::run(database, call.actor.tenant, keep);
    } catch (db::Duplicate const&) { // the same request came twice at once: the other one's answer is kept
    }
}

BulkReply act(db::Database& database, Turns& turns, BulkCall const& call) {
    require_bulk(call.actor, call.body.action);
    auto const replay = replay_of(call);
    if (replay)
        if (auto before = answered_before(database, call, *replay)) return *std::move(before);
    Turn const turn(turns);
    auto const ids = tickets_meant(database, call.actor, call.body);
    BulkRun const run{call.actor, call.body.action, call.body.dry_run, replay, call.now};
    auto outcome = run_bulk(database, run, ids, call.request->request_id);
    // What could not be stored is tried again by the same request; what was done is not.
    if (replay && outcome.is_complete) keep_answer(database, call, *replay, outcome.answer);
    return {std::move(outcome.answer), {}, {}};
}

} // namespace

void add_bulk_routes(api::Routes& all, db::Database& database) {
    all.that_see(api::Sees::ticket)
        .direct(http::Method::post, "/tickets/bulk", api::needs(Permission::tickets_read), 200,
                "One action on many tickets, each as if alone; with dry_run only what would be",
                [&database, turns = std::make_shared<Turns>(most_runs)](BulkCall const& call) {
                    return act(database, *turns, call);
                });
}

} // namespace baton
