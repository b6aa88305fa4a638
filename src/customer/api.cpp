#include "customer/api.h"

#include "base/hash.h"
#include "customer/merge.h"
#include "customer/present.h"
#include "customer/profile.h"
#include "customer/reveal.h"
#include "ticket/present.h"

namespace baton {
namespace {

using IdCall = api::Call<api::None, api::None, api::IdPath>;
template <class Body> using ActionCall = api::Call<Body, api::None, api::IdPath>;

struct CustomerQuery {
    std::optional<Text<0, 254>> q;
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(CustomerQuery, (), (q, limit, cursor));

struct PageQuery {
    std::optional<std::int64_t> limit;
    std::optional<std::string> cursor;
};
DESCRIBE(PageQuery, (), (limit, cursor));

struct ConsentPath {
    std::string id;
    std::string consent_id;
};
DESCRIBE(ConsentPath, (), (id, consent_id));

template <class C> CustomerId id_in(C const& call) { return api::path_id<CustomerId>(call.path.id); }

std::string cursor_text(CustomerCursor const& cursor) {
    return base64url(bytes_of(std::to_string(cursor.id.value) + ":" + cursor.word));
}

CustomerCursor search_cursor(std::string const& text) {
    auto const bytes = from_base64url(text);
    std::string_view const plain = bytes ? text_of(*bytes) : std::string_view();
    auto const colon = plain.find(':');
    auto const id = colon == plain.npos ? std::nullopt : parse_id(plain.substr(0, colon));
    if (!id || !is_utf8(plain) || plain.find('\0') != plain.npos)
        throw Error(ErrorCode::malformed, "The cursor is not one of ours.");
    return {std::string(plain.substr(colon + 1)), CustomerId{*id}};
}

CustomerView view(Tx& tx, Actor const& actor, Customer const& customer) {
    return present(tx, customer, contacts_for(actor));
}

api::Page<CustomerView> list(Tx& tx, api::Call<api::None, CustomerQuery> const& call) {
    std::optional<CustomerCursor> after;
    if (call.query.cursor) after = search_cursor(*call.query.cursor);
    auto const found =
        find_customers(tx, call.actor, call.query.q.value_or(""), after, api::page_limit(call.query.limit));
    api::Page<CustomerView> page;
    page.items = present(tx, found.customers, found.by_contact ? Contacts::masked : contacts_for(call.actor));
    if (found.next) page.next_cursor = cursor_text(*found.next);
    return page;
}

CustomerView show(Tx& tx, IdCall const& call) {
    return view(tx, call.actor, visible_customer(tx, call.actor, id_in(call)));
}

CustomerView create(Tx& tx, api::Call<NewCustomer> const& call) {
    return view(tx, call.actor, create_customer(tx, call.actor, call.body, call.now));
}

CustomerView edit(Tx& tx, ActionCall<api::Patch<CustomerEdit>> const& call) {
    return view(tx, call.actor,
                edit_customer(tx, call.actor, id_in(call), call.body.changes, call.body.version, call.now));
}

// The caller's sight of tickets decides, as in every list of them.
api::Page<TicketView> tickets(Tx& tx, api::Call<api::None, PageQuery, api::IdPath> const& call) {
    TicketFilter filter;
    filter.requester = visible_customer(tx, call.actor, id_in(call)).id;
    if (auto const after = api::id_cursor<TicketId>(call.query.cursor)) filter.after = TicketCursor{0, *after};
    auto const limit = api::page_limit(call.query.limit);
    filter.limit = limit + 1;
    auto rows = tickets_matching(tx, call.actor, filter);
    api::Page<TicketView> page;
    page.next_cursor = api::cut_page(rows, limit);
    page.items = present(tx, rows, call.now);
    return page;
}

api::Page<EventView> events(Tx& tx, api::Call<api::None, PageQuery, api::IdPath> const& call) {
    auto const limit = api::page_limit(call.query.limit);
    auto const after = api::id_cursor<EventId>(call.query.cursor);
    auto rows = events_about(tx, call.actor, id_in(call), after, limit + 1);
    api::Page<EventView> page;
    page.next_cursor = api::cut_page(rows, limit);
    page.items = present(tx, rows);
    return page;
}

api::Page<Consent> consents(Tx& tx, IdCall const& call) {
    return {consents_of(tx, call.actor, id_in(call)), std::nullopt};
}

Consent consent(Tx& tx, ActionCall<NewConsent> const& call) {
    return add_consent(tx, call.actor, id_in(call), call.body, call.now);
}

api::None end_consent(Tx& tx, api::Call<api::None, api::None, ConsentPath> const& call) {
    withdraw(tx, call.actor, id_in(call), api::path_id<ConsentId>(call.path.consent_id), call.now);
    return {};
}

api::Page<CustomerRef> suggestions(Tx& tx, IdCall const& call) {
    api::Page<CustomerRef> page;
    for (auto const& other : merge_suggestions(tx, call.actor, id_in(call)))
        page.items.push_back({other.id, other.name});
    return page;
}

CustomerView merge(Tx& tx, ActionCall<MergeOrder> const& call) {
    return view(tx, call.actor, merge_customers(tx, call.actor, id_in(call), call.body, call.now));
}

CustomerView unmerge(Tx& tx, IdCall const& call) {
    return view(tx, call.actor, unmerge_customer(tx, call.actor, id_in(call), call.now));
}

Revealed show_clear(Tx& tx, ActionCall<RevealOrder> const& call) {
    return reveal(tx, call.actor, id_in(call), call.body, call.now);
}

std::optional<Seen> seen_customer(Tx&, Actor const&, std::string const& id) {
    return Seen{SeenKind::customer, api::path_id<CustomerId>(id).value};
}

} // namespace

void add_customer_routes(api::Routes& all) {
    auto routes = all.that_see(api::Sees::customer);
    using enum http::Method;
    using enum Permission;
    routes.read("/customers", api::needs(tickets_read), "Customers by phone, mail or name", list);
    routes.read("/customers/{id}", api::needs(tickets_read), "One customer", show).viewing(seen_customer);
    routes.write(post, "/customers", api::needs(customers_edit), 201, "Create a customer", create);
    routes.write(patch, "/customers/{id}", api::needs(customers_edit), 200, "Change a customer", edit);
    routes.read("/customers/{id}/tickets", api::needs(tickets_read), "His tickets one sees, newest first", tickets)
        .viewing(seen_customer);
    routes.read("/customers/{id}/events", api::needs(tickets_read), "What happened to the person, oldest first", events)
        .viewing(seen_customer);
    routes.read("/customers/{id}/consents", api::needs(tickets_read), "What he agreed to", consents)
        .viewing(seen_customer);
    routes.write(post, "/customers/{id}/consents", api::needs(customers_edit), 201, "Record a consent", consent);
    routes.write(del, "/customers/{id}/consents/{consent_id}", api::needs(customers_edit), 204, "Withdraw a consent",
                 end_consent);
    routes.read("/customers/{id}/suggestions", api::needs(tickets_read), "Who may be the same person", suggestions)
        .viewing(seen_customer);
    routes.write(post, "/customers/{id}/merge", api::needs(customers_merge), 200, "Merge him into another", merge);
    routes.write(post, "/customers/{id}/unmerge", api::needs(customers_merge), 200, "Undo his merge", unmerge);
    routes.write(post, "/customers/{id}/reveal", api::needs(customers_reveal), 200,
                 "Show masked values for ten minutes, with a reason", show_clear);
}

} // namespace baton
