// The stored text of an event's content: one JSON object, empty members left out. The text itself
// is hashed, so it is written once and never rewritten.
#pragma once
#include "event/event.h"

namespace baton {

// Throws std::invalid_argument for broken UTF-8: the databases would disagree about it.
std::string content_text(EventContent const&);
// Members of later versions are ignored. Throws std::runtime_error for what content_text never wrote.
EventContent read_content(std::string_view text);

} // namespace baton
