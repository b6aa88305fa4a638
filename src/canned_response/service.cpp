#include "canned_response/service.h"

#include "base/zone.h"
#include "canned_response/store.h"
#include "customer/service.h"
#include "department/service.h"
#include "sharing/service.h"
#include "tenant/service.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>

namespace baton {
namespace {

void record_response(Tx& tx, Actor const& actor, EventKind kind, CannedResponse const& response, json::object data,
                     Timestamp now) {
    data["canned_response_id"] = std::to_string(response.id.value);
    data["sharing"] = name_of(sharing_of(response));
    if (response.department_id) data["department_id"] = std::to_string(response.department_id->value);
    record_change(tx, actor, kind, std::move(data), now);
}

CannedResponse response_for_change(Tx& tx, Actor const& actor, CannedResponseId id) {
    auto response = lock_canned_response(tx, id);
    if (!response || !may_change_kept(tx, actor, *response))
        throw Error(ErrorCode::not_found, "There is no such canned response.");
    return *std::move(response);
}

std::string date_text(Timestamp at, std::string const& zone) {
    auto const date = local_date(at, zone);
    return fmt::format("{}-{:02}-{:02}", date / 10'000, date / 100 % 100, date % 100);
}

} // namespace

std::vector<CannedResponse> canned_responses_of(Tx& tx, Actor const& actor, CannedResponseId after, int limit,
                                                std::optional<std::string> const& typed) {
    std::vector<CannedResponse> found;
    for (std::size_t read = std::size_t(limit); read == std::size_t(limit) && found.size() < std::size_t(limit);) {
        auto page = list_canned_responses(tx, actor.user, actor.reach.seen, after, limit);
        read = page.size();
        if (!page.empty()) after = page.back().id;
        if (typed) std::erase_if(page, [&](CannedResponse const& each) { return !is_found_by(each, *typed); });
        std::ranges::move(page, std::back_inserter(found));
    }
    if (found.size() > std::size_t(limit)) found.resize(std::size_t(limit));
    return found;
}

CannedResponse create_canned_response(Tx& tx, Actor const& actor, NewCannedResponse const& input, Timestamp now) {
    auto const owner = owner_of_new(tx, actor, input);
    if (count_canned_responses(tx, owner.owner_id, max_canned_responses) == max_canned_responses)
        throw Error(ErrorCode::conflict, "There are 2,000 canned responses already. Archive some first.");
    CannedResponse response{input, owner};
    response.id = tx.next_id<CannedResponseId>(now);
    insert_canned_response(tx, response);
    record_response(tx, actor, EventKind::canned_response_created, response,
                    to_json<CannedResponseFields>(response).as_object(), now);
    return response;
}

CannedResponse edit_canned_response(Tx& tx, Actor const& actor, CannedResponseId id, json::object const& changes,
                                    std::int64_t version, Timestamp now) {
    auto response = response_for_change(tx, actor, id);
    if (response.version != version)
        throw Error::conflict("The canned response was changed meanwhile.", to_json(response));
    CannedResponseFields const before = response;
    auto after = before;
    patch_json(changes, after);
    if (before == after) return response;
    static_cast<CannedResponseFields&>(response) = after;
    ++response.version;
    save_canned_response(tx, response);
    for (auto const& d : diff(before, after))
        record_response(tx, actor, EventKind::canned_response_changed, response,
                        {{"field", d.field}, {"before", d.before}, {"after", d.after}}, now);
    return response;
}

void archive_canned_response(Tx& tx, Actor const& actor, CannedResponseId id, Timestamp now) {
    auto response = response_for_change(tx, actor, id);
    response.archived_at = now;
    ++response.version;
    save_canned_response(tx, response);
    record_response(tx, actor, EventKind::canned_response_archived, response, {{"title", response.title}}, now);
}

std::string text_for_ticket(Tx& tx, Actor const& actor, CannedResponseId id, std::string const& reference,
                            Timestamp now) {
    auto const response = find_canned_response(tx, id);
    if (!response || !may_use(actor, *response)) throw Error(ErrorCode::not_found, "There is no such canned response.");
    return filled_for(tx, actor, visible_ticket(tx, actor, reference), response->body, now);
}

std::string filled_for(Tx& tx, Actor const& actor, Ticket const& ticket, std::string_view body, Timestamp now) {
    auto const zone = zone_of_tenant(tx);
    std::map<std::string, std::string, std::less<>> values = {
        {"ticket.number", ticket.number},
        {"ticket.subject", ticket.subject},
        {"ticket.type", type_of(tx, ticket.type_id).path},
        {"requester.name", customer_names(tx, {ticket.requester_id.value})[ticket.requester_id.value]},
        {"agent.name", actor.name},
        {"ticket.created_on", date_text(ticket.created_at, zone)},
        {"today", date_text(now, zone)},
    };
    if (ticket.department_id)
        values["department.name"] = department_names(tx, {ticket.department_id->value})[ticket.department_id->value];
    return filled_in(body, values);
}

} // namespace baton
