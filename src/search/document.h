// What a ticket is found by, read from the database as it is now: number, subject, description, replies and notes, the
// names of its customer and his organization, text fields of its form, tags, and whose it is. Nothing that is stored
// encrypted becomes a word: of a ticket of a marked type only the number is known, and phones, mail and masked fields
// are in none. The first 12,000 words anybody may be told and the first 4,000 internal ones are kept
// (db/text_index.h); replies come after the rest, oldest first.
#pragma once
#include "db/text_index.h"
#include "ticket/service.h"

namespace baton {

std::vector<db::IndexedText> documents_of(Tx&, std::vector<Ticket> const&);

} // namespace baton
