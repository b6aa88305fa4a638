// Where rows of tables become tickets and customers: each in a unit of work of its own, behind everything that somebody
// waits for. Their ids carry the moments they name and are those of the past (db/past_ids.h), so that a server goes on
// making its own meanwhile. Thread-safe; not for database threads.
#pragma once
#include "command/command.h"
#include "db/snapshot.h"
#include "sheet/slice.h"
#include "ticket/numbers.h"

#include <filesystem>

namespace baton {

// The one of this name or id; "" = the first. Throws std::runtime_error when there is none.
TenantId tenant_named(db::Database&, std::string const& name);

class SheetDesk {
public:
    SheetDesk(db::Database& database, std::size_t most_at_once)
        : database_(database), most_at_once_(most_at_once), numbers_(database) {}
    // What is wrong with a row is told in the outcome. While the database is away or has too much to do it waits half a
    // minute. Throws std::exception with a sentence when that was not enough, or it is over; what was done stays done.
    SliceOutcome take(RowSlice const&, db::IsOver const&);

private:
    db::Database& database_;
    std::size_t const most_at_once_;
    TicketNumbers numbers_;
};

// A slice from another process. Option: slice.
inline constexpr std::string_view slice_command = "import rows";
CommandResult run_slice(SheetDesk&, CommandLine const&, db::IsOver const&);
// What that process does. Throws std::runtime_error, a sentence; absent when no server runs there.
std::optional<SliceOutcome> ask_for_slice(std::filesystem::path const& data_dir, RowSlice const&);

} // namespace baton
