// What became of a COMMIT whose answer was lost: asked by its transaction number on a new
// connection, never guessed and never run again blindly.
#pragma once
#include "db/postgres_connection.h"

namespace baton::db {

enum class CommitFate { committed, undone, unknown };

// Waits up to ten seconds for a server that answers and a transaction that has ended. Not in doubt
// only when the server still is on the timeline of the transaction: a standby that took over may
// have given the number to another.
CommitFate fate_of(CommitUnanswered const&, std::string const& url);

} // namespace baton::db
