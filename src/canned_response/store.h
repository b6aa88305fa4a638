// Rows in, rows out. The only place that knows the table of canned responses.
#pragma once
#include "canned_response/canned_response.h"
#include "db/tx.h"

namespace baton {

void insert_canned_response(Tx&, CannedResponse const&);
void save_canned_response(Tx&, CannedResponse const&);
std::optional<CannedResponse> find_canned_response(Tx&, CannedResponseId);
// Locked until the end of the unit.
std::optional<CannedResponse> lock_canned_response(Tx&, CannedResponseId);
// Those of the owner and of these departments, and everyone's, after `after` by id.
std::vector<CannedResponse> list_canned_responses(Tx&, std::optional<UserId>, std::vector<DepartmentId> const&,
                                                  CannedResponseId after, int limit);
// How many there are, up to `limit`: his own, or without him those kept for others.
std::size_t count_canned_responses(Tx&, std::optional<UserId>, std::size_t limit);

} // namespace baton
