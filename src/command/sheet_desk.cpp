#include "command/sheet_desk.h"

#include "command/control.h"
#include "db/node_ids.h"
#include "db/past_ids.h"
#include "sheet/service.h"
#include "tenant/service.h"
#include "user/service.h"

#include <deque>
#include <fmt/format.h>
#include <thread>

namespace baton {
namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

constexpr std::int64_t longest_span_us = 12 * 3600 * std::int64_t{1'000'000}; // at once: ids may be that much late
constexpr std::int64_t most_ids_spent = 1 << 24;
constexpr std::chrono::milliseconds patience = 30s, pause = 200ms;

// What a dry run ends each unit with, so that nothing of it stays.
struct Rehearsed {
    BroughtIn made;
};

struct Place {
    db::Database& database;
    TicketNumbers& numbers;
    RowSlice const& slice;
    db::IsOver const& is_over;
    TenantId tenant{};
    std::size_t most_at_once = 1;
};

Timestamp moment_of(SliceRow const& row, RowSlice const& slice) {
    return row.ticket ? row.ticket->created_at.value_or(slice.now) : slice.now;
}

// One slice under way.
class Taking {
public:
    explicit Taking(Place place)
        : place_(place), ids_(std::make_shared<IdGenerator>(db::past_node, place.slice.ids_after)) {}
    ~Taking() {
        for (auto const& each : pending_) each.done.wait();
    }
    Taking(Taking const&) = delete;

    SliceOutcome run() {
        for (auto const& row : place_.slice.rows) {
            while (!pending_.empty() && must_wait(row)) take_oldest();
            if (place_.is_over()) throw std::runtime_error("the server is stopping");
            submit(row);
        }
        while (!pending_.empty()) take_oldest();
        outcome_.ids_until = ids_->high_water();
        return std::move(outcome_);
    }

private:
    struct Pending {
        SliceRow const* row;
        std::shared_ptr<BroughtIn> made;
        std::future<void> done;
    };

    // Of two customers with one phone the first in the file has it: they come one after the other.
    bool must_wait(SliceRow const& row) const {
        auto const span = moment_of(row, place_.slice) - moment_of(*pending_.front().row, place_.slice);
        return pending_.size() >= (row.customer ? 1 : place_.most_at_once) || span > longest_span_us;
    }

    BroughtIn bring(Tx& tx, SliceRow const& row, std::int64_t spent) {
        auto const& slice = place_.slice;
        auto const actor = Actor::system(place_.tenant);
        RowKey const key{slice.source, row.external_id};
        db::PastIds const past(*ids_);
        spend_ids(tx, spent, moment_of(row, slice));
        auto made = row.ticket ? bring_in(tx, actor, key, *row.ticket, place_.numbers, slice.now)
                               : bring_in(tx, actor, key, row.customer.value(), slice.now);
        if (slice.is_dry && !made.was_there) throw Rehearsed{std::move(made)};
        return made;
    }

    void submit(SliceRow const& row) {
        auto const made = std::make_shared<BroughtIn>();
        auto const done = std::make_shared<std::promise<void>>();
        pending_.push_back({&row, made, done->get_future()});
        place_.database.write(
            place_.tenant, [this, &row, made](Tx& tx) { *made = bring(tx, row, 0); },
            [done](std::exception_ptr error) { error ? done->set_exception(error) : done->set_value(); },
            db::Urgency::bulk);
    }

    void take_oldest() {
        auto pending = std::move(pending_.front());
        pending_.pop_front();
        std::exception_ptr error;
        try {
            pending.done.get();
        } catch (...) {
            error = std::current_exception();
        }
        if (error) settle(*pending.row, error);
        else note(*pending.row, *pending.made);
    }

    // Until it is known what becomes of the row. Tried again it finds what the try before has stored after all.
    void settle(SliceRow const& row, std::exception_ptr error) {
        auto const until = Clock::now() + patience;
        for (std::int64_t spent = 0; error;) {
            try {
                std::rethrow_exception(error);
            } catch (Rehearsed const& rehearsed) {
                return note(row, rehearsed.made);
            } catch (db::Duplicate const& duplicate) {
                // An earlier import has made ids at the same moment, or the row is in the file twice: it is found then.
                spent = std::max<std::int64_t>(4 * spent, 16);
                if (spent > most_ids_spent) return refuse(row, duplicate);
            } catch (db::Unavailable const&) {
                wait_before(until);
            } catch (db::OutcomeUnknown const&) {
                wait_before(until);
            } catch (std::exception const& problem) {
                return refuse(row, problem);
            }
            error = alone(row, spent);
        }
    }

    // In a handler: goes on with what it handles when it has waited long enough.
    void wait_before(Clock::time_point until) const {
        if (Clock::now() > until || place_.is_over()) throw;
        std::this_thread::sleep_for(pause);
    }

    std::exception_ptr alone(SliceRow const& row, std::int64_t spent) {
        try {
            note(row,
                 db::run(
                     place_.database, place_.tenant, [&](Tx& tx) { return bring(tx, row, spent); }, db::Urgency::bulk));
            return nullptr;
        } catch (...) {
            return std::current_exception();
        }
    }

    void refuse(SliceRow const& row, std::exception const& problem) {
        outcome_.rows.push_back({row.line, 0, RowEnd::refused, "", problems_of(problem)});
    }

    void note(SliceRow const& row, BroughtIn const& made) {
        outcome_.rows.push_back({row.line, made.id, made.was_there ? RowEnd::there : RowEnd::made, made.number, {}});
    }

    Place const place_;
    std::shared_ptr<IdGenerator> const ids_;
    std::deque<Pending> pending_;
    SliceOutcome outcome_;
};

} // namespace

TenantId tenant_named(db::Database& database, std::string const& name) {
    if (!db::look(database, default_tenant, [](Tx& tx) { return has_users(tx); }))
        throw std::runtime_error("There is no installation yet: run `baton init` first.");
    if (name.empty()) return default_tenant;
    auto const tenant = db::look(database, default_tenant, [&](Tx& tx) { return find_tenant(tx, name); });
    if (!tenant) throw std::runtime_error("There is no such tenant.");
    return tenant->id;
}

SliceOutcome SheetDesk::take(RowSlice const& slice, db::IsOver const& is_over) {
    for (auto const& row : slice.rows)
        if (row.ticket.has_value() == row.customer.has_value())
            throw std::runtime_error("a row is either a ticket or a customer");
    return Taking({database_, numbers_, slice, is_over, tenant_named(database_, slice.tenant), most_at_once_}).run();
}

CommandResult run_slice(SheetDesk& desk, CommandLine const& line, db::IsOver const& is_over) {
    try {
        return {0, to_json_text(desk.take(read_json<RowSlice>(parse_json(line.options.at("slice"))), is_over))};
    } catch (std::exception const& error) {
        return {1, error.what()};
    }
}

std::optional<SliceOutcome> ask_for_slice(std::filesystem::path const& data_dir, RowSlice const& slice) {
    auto const answer = ask_server(data_dir, {std::string(slice_command), {{"slice", to_json_text(slice)}}, {}});
    if (!answer) return std::nullopt;
    if (answer->exit_code != 0) throw std::runtime_error(answer->output.substr(0, answer->output.find('\n')));
    return read_json<SliceOutcome>(parse_json(answer->output));
}

} // namespace baton
