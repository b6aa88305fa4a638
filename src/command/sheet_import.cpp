#include "command/sheet_import.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

constexpr std::size_t most_pending_tickets = 128; // committed together on SQLite, at once on PostgreSQL
constexpr std::int64_t longest_span_us = 12 * 3600 * std::int64_t{1'000'000}; // of those: ids may be that much late
constexpr std::int64_t most_ids_spent = 1 << 24;

// What a dry run ends each unit with, so that nothing of it stays.
struct Rehearsed {
    BroughtIn made;
};

std::vector<std::string> head_of(RowSource& rows, std::filesystem::path const& path) {
    auto head = rows.next();
    if (!head) throw std::runtime_error(fmt::format("{} is empty: its first line names the columns.", path.string()));
    if (!head->problem.empty()) throw std::runtime_error(fmt::format("{}: {}", path.string(), head->problem));
    return std::move(head->cells);
}

} // namespace

SheetImport::SheetImport(db::Database& database, TenantId tenant, SheetOrder order, SheetReport& report)
    : database_(database), tenant_(tenant), order_(std::move(order)), report_(report),
      file_(order_.file, order_.sheet, order_.mapping),
      map_(order_.kind, file_.mapping(), head_of(file_.rows(), order_.file)), numbers_(database) {}

SheetImport::~SheetImport() {
    for (auto const& each : pending_) each.done.wait();
}

SheetImport::Row SheetImport::row_of(TableRow const& record, Timestamp now) const {
    auto const mapped = map_.map(record.cells);
    Row row{record.line, now, {order_.mapping.source, mapped.external_id}, {}};
    if (order_.kind == SheetKind::customers) {
        row.content = customer_in(map_, mapped);
        return row;
    }
    auto ticket = ticket_in(map_, mapped);
    if (ticket.created_at > now) throw Error(ErrorCode::invalid, "created_at", "lies in the future");
    row.at = ticket.created_at.value_or(now);
    row.content = std::move(ticket);
    return row;
}

// In a dry run nothing is there to be found.
bool SheetImport::is_twice(Row const& row) { return order_.is_dry && !rehearsed_.insert(row.key.external_id).second; }

// Reads the whole file once; what cannot become anything is told.
std::vector<SheetImport::Place> SheetImport::places(Timestamp now) {
    std::vector<Place> all;
    while (auto const record = file_.rows().next()) {
        try {
            if (!record->problem.empty()) throw std::runtime_error(record->problem);
            all.push_back({row_of(*record, now).at, record->line, record->offset});
        } catch (std::exception const&) {
            refuse(record->line, std::current_exception());
        }
    }
    std::ranges::stable_sort(all, {}, &Place::at);
    return all;
}

void SheetImport::run(Timestamp now) {
    // Of two customers with one phone the first in the file has it: they come one after the other.
    auto const most_pending = order_.kind == SheetKind::customers ? std::size_t{1} : most_pending_tickets;
    for (auto const& place : places(now)) {
        file_.rows().go_to({place.line, place.offset, {}, {}});
        auto const record = file_.rows().next();
        auto const row = std::make_shared<Row const>(row_of(record.value(), now));
        while (!pending_.empty() &&
               (pending_.size() == most_pending || row->at - pending_.front().row->at > longest_span_us))
            take_oldest(now);
        if (is_twice(*row)) report_.add({row->line, "there already", "", "", "", ""});
        else submit(row, now);
    }
    while (!pending_.empty()) take_oldest(now);
}

BroughtIn SheetImport::bring(Tx& tx, Row const& row, Timestamp now, std::int64_t spent) {
    auto const actor = Actor::system(tenant_);
    spend_ids(tx, spent, row.at);
    auto made = row.content.index() == 0 ? bring_in(tx, actor, row.key, std::get<TicketRow>(row.content), numbers_, now)
                                         : bring_in(tx, actor, row.key, std::get<CustomerRow>(row.content), now);
    if (order_.is_dry && !made.was_there) throw Rehearsed{std::move(made)};
    return made;
}

void SheetImport::submit(std::shared_ptr<Row const> row, Timestamp now) {
    auto const made = std::make_shared<BroughtIn>();
    auto const done = std::make_shared<std::promise<void>>();
    pending_.push_back({row, made, done->get_future()});
    database_.write(
        tenant_, [this, row, made, now](Tx& tx) { *made = bring(tx, *row, now, 0); },
        [done](std::exception_ptr error) { error ? done->set_exception(error) : done->set_value(); });
}

void SheetImport::take_oldest(Timestamp now) {
    auto pending = std::move(pending_.front());
    pending_.pop_front();
    try {
        pending.done.get();
        note(*pending.row, *pending.made);
    } catch (Rehearsed const& rehearsed) {
        note(*pending.row, rehearsed.made);
    } catch (db::Duplicate const&) {
        do_alone(*pending.row, now);
    } catch (...) {
        refuse(pending.row->line, std::current_exception());
    }
}

// An earlier import has made ids at the same moment, or the row is in the file twice: it is found then.
void SheetImport::do_alone(Row const& row, Timestamp now) {
    for (std::int64_t spent = 16;; spent *= 4) {
        try {
            return note(row, db::run(database_, tenant_, [&](Tx& tx) { return bring(tx, row, now, spent); }));
        } catch (Rehearsed const& rehearsed) {
            return note(row, rehearsed.made);
        } catch (db::Duplicate const&) {
            if (spent > most_ids_spent) return refuse(row.line, std::current_exception());
        } catch (...) {
            return refuse(row.line, std::current_exception());
        }
    }
}

void SheetImport::note(Row const& row, BroughtIn const& made) {
    auto const outcome = made.was_there ? "there already" : order_.is_dry ? "would be made" : "made";
    bool const is_named = made.was_there || !order_.is_dry;
    report_.add({row.line, outcome, is_named ? std::to_string(made.id) : "", is_named ? made.number : "", "", ""});
}

void SheetImport::refuse(std::int64_t line, std::exception_ptr problem) {
    try {
        std::rethrow_exception(problem);
    } catch (Error const& error) {
        std::string column, message = error.errors.empty() ? error.what() : "";
        for (auto const& each : error.errors) {
            auto const name = map_.column_of(each.field);
            if (column.empty()) column = name;
            message += fmt::format("{}{}{}", message.empty() ? "" : "; ",
                                   message.empty() ? "" : fmt::format("{}: ", name), each.message);
        }
        report_.add({line, "refused", "", "", column, message});
    } catch (db::Unavailable const&) {
        throw; // the database, not the row
    } catch (db::OutcomeUnknown const&) {
        throw;
    } catch (std::exception const& error) {
        report_.add({line, "refused", "", "", "", error.what()});
    }
}

} // namespace baton
