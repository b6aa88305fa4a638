// The pages of the web front end as this installation answers them: the portal's may be shown inside pages of the sites
// its tenant names, all others inside none. Any thread.
#pragma once
#include "db/database.h"
#include "http/message.h"

namespace baton {

// A problem document when there is no such address.
http::Response web_page(db::Database&, http::Request const&);

} // namespace baton
