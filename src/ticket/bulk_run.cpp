// Going through the tickets of a bulk action, a few units at a time behind everything that somebody waits for.
#include "api/idempotency.h"
#include "api/problem.h"
#include "ticket/bulk.h"

#include <deque>
#include <fmt/format.h>
#include <set>

namespace baton {
namespace {

constexpr std::size_t most_at_once = 8;
constexpr int tickets_read_at_once = 200;

struct OnlyTried {}; // undoes the unit of a dry run

void note_done(Tx& tx, BulkRun const& run, std::string const& scope) {
    api::store_answer(tx, scope, run.replay->key, {run.replay->request_hash, 200, "", "", run.now});
}

void do_one(Tx& tx, BulkRun const& run, TicketId id) {
    std::string scope;
    if (run.replay && !run.dry_run) {
        scope = fmt::format("{} {}", run.replay->scope, id.value);
        if (auto const done = api::find_answer(tx, scope, run.replay->key, run.now)) return;
    }
    act_on_ticket(tx, run, id);
    if (run.dry_run) throw OnlyTried();
    if (!scope.empty()) note_done(tx, run, scope);
}

// "comment is required to move here", "There is no such status".
std::string sentence_of(Error const& error) {
    if (error.code == ErrorCode::not_found) return "not found";
    std::string const message = error.what();
    bool const goes_on = !error.errors.empty() && !error.errors.front().field.empty() && !message.empty() &&
                         message.front() >= 'a' && message.front() <= 'z';
    return goes_on ? fmt::format("{} {}", error.errors.front().field, message) : message;
}

class Going {
public:
    Going(db::Database& database, BulkRun const& run, std::string const& request_id)
        : database_(database), run_(std::make_shared<BulkRun const>(run)), request_id_(request_id) {}

    BulkOutcome go(std::vector<TicketId> const& ids) {
        for (auto const id : ids) {
            if (waiting_.size() == most_at_once) settle_first();
            start(id);
        }
        while (!waiting_.empty()) settle_first();
        return std::move(outcome_);
    }

private:
    struct Waiting {
        TicketId id{};
        bool again = false;
        std::future<void> done;
    };

    void start(TicketId id, bool again = false) {
        auto const done = std::make_shared<std::promise<void>>();
        waiting_.push_back({id, again, done->get_future()});
        database_.write(
            run_->actor.tenant, [run = run_, id](Tx& tx) { do_one(tx, *run, id); },
            [done](std::exception_ptr error) { error ? done->set_exception(error) : done->set_value(); },
            db::Urgency::bulk);
    }

    void settle_first() {
        auto waiting = std::move(waiting_.front());
        waiting_.pop_front();
        auto const id = waiting.id;
        try {
            waiting.done.get();
            ++outcome_.answer.allowed;
        } catch (OnlyTried const&) {
            ++outcome_.answer.allowed;
        } catch (Error const& error) {
            refuse(id, error);
        } catch (db::Duplicate const&) {
            // The same request came twice at once, and the other one has done this ticket: its note will be found.
            if (run_->replay && !waiting.again) start(id, true);
            else fail(id);
        } catch (...) {
            fail(id);
        }
    }

    void fail(TicketId id) {
        outcome_.is_complete = false;
        refuse(id, api::error_of(std::current_exception(), request_id_));
    }

    void refuse(TicketId id, Error const& error) {
        auto& answer = outcome_.answer;
        if (answer.refused.size() < max_bulk_refusals) answer.refused.push_back({id, sentence_of(error)});
        else ++answer.more_refused;
    }

    db::Database& database_;
    std::shared_ptr<BulkRun const> run_; // the units' too: one may be under way when this ends by an exception
    std::string const& request_id_;
    std::deque<Waiting> waiting_;
    BulkOutcome outcome_;
};

std::vector<TicketId> each_once(std::vector<TicketId> const& ids) {
    std::set<TicketId> seen;
    std::vector<TicketId> once;
    for (auto const id : ids)
        if (seen.insert(id).second) once.push_back(id);
    return once;
}

TicketFilter filter_meant(Tx& tx, Actor const& actor, BulkFilter const& words) {
    TicketFilter filter;
    Problems problems;
    problems.take([&] { filter = filter_of(tx, actor, words, words.type); }, "filter");
    problems.raise();
    filter.limit = tickets_read_at_once;
    return filter;
}

} // namespace

std::vector<TicketId> tickets_meant(db::Database& database, Actor const& actor, BulkOrder const& order) {
    if (order.ids) return each_once(*order.ids);
    std::vector<TicketId> ids;
    auto filter = db::look(database, actor.tenant, [&](Tx& tx) { return filter_meant(tx, actor, *order.filter); });
    for (bool more = true; more;) {
        auto const page = db::look(database, actor.tenant, [&](Tx& tx) { return tickets_matching(tx, actor, filter); });
        for (auto const& ticket : page) ids.push_back(ticket.id);
        if (ids.size() > max_bulk_tickets)
            throw Error(ErrorCode::invalid, "filter", "means more than 10,000 tickets: narrow it");
        more = int(page.size()) == filter.limit;
        if (more) filter.after = TicketCursor{sort_key(page.back(), filter.order), page.back().id};
    }
    return ids;
}

BulkOutcome run_bulk(db::Database& database, BulkRun const& run, std::vector<TicketId> const& ids,
                     std::string const& request_id) {
    return Going(database, run, request_id).go(ids);
}

} // namespace baton
