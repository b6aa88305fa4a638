// What the table of tickets is called, for the stores of this folder that read and write whole rows.
#pragma once
#include "db/tx.h"
#include "ticket/ticket.h"

template <> inline constexpr std::string_view baton::db::table<baton::Ticket> = "tickets";
