// On whose behalf events were made: the id of the request, which its answer and its line in the access log have too.
#pragma once
#include "event/event.h"

#include <map>

namespace baton {

// Of those that a request made and whose content was not erased.
std::map<EventId, std::string> request_ids(Tx&, std::vector<Event> const&);

} // namespace baton
