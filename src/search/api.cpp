#include "search/api.h"

#include "customer/present.h"
#include "search/service.h"

namespace baton {
namespace {

struct LookupQuery {
    Text<1, 200> q;
};
DESCRIBE(LookupQuery, (), (q));

struct TicketHit {
    TicketId id{};
    std::string number;
    std::string subject;
    StatusCategory status_category = StatusCategory::new_;
};
DESCRIBE(TicketHit, (), (id, number, subject, status_category));

struct CustomerHitView {
    CustomerId id{};
    std::string name;
    std::vector<PhoneView> phones; // masked, for everybody
    std::optional<OrganizationRef> organization;
};
DESCRIBE(CustomerHitView, (), (id, name, phones, organization));

struct LookupView {
    std::vector<TicketHit> tickets;
    std::vector<CustomerHitView> customers;
};
DESCRIBE(LookupView, (), (tickets, customers));

api::Reply<LookupView> lookup(db::Database& database, Search& search, api::Call<api::None, LookupQuery> const& call) {
    auto const found = look_up(database, search, call.actor, call.query.q);
    api::Reply<LookupView> reply;
    for (auto const& t : found.tickets) reply.value.tickets.push_back({t.id, t.number, t.subject, t.status_category});
    auto const customers =
        db::look(database, call.actor.tenant, [&](Tx& tx) { return present(tx, found.customers, Contacts::masked); });
    for (auto const& c : customers) reply.value.customers.push_back({c.id, c.name, c.phones, c.organization});
    if (!found.is_complete) reply.headers.push_back(search_is_incomplete);
    return reply;
}

} // namespace

void add_search_routes(api::Routes& all, db::Database& database, Search& search) {
    auto routes = all.that_see(api::Sees::customer);
    routes.direct(
        http::Method::get, "/lookup", api::needs(Permission::tickets_read), 200,
        "A few tickets and customers by words, part of a number, phone, mail or name",
        [&database, &search](api::Call<api::None, LookupQuery> const& call) { return lookup(database, search, call); });
}

} // namespace baton
