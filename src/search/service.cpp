#include "search/service.h"

#include "base/text.h"
#include "base/unicode.h"
#include "search/keys.h"

#include <algorithm>

namespace baton {
namespace {

using namespace std::chrono_literals;

constexpr int least_at_once = 100, most_at_once = 1'000, most_sorted = 5'000, sorted_at_once = 500;
constexpr auto longest = 1s; // then the page ends where it is, and the next one goes on there
constexpr int shown_in_lookup = 8;
constexpr std::size_t shortest_name = 2; // of which customers are found

std::vector<TicketId> ids_of(std::span<std::int64_t const> hits) {
    std::vector<TicketId> ids;
    for (auto const hit : hits) ids.push_back(TicketId{hit});
    return ids;
}

class Finding {
public:
    Finding(db::Database& database, Search& search, Actor const& actor, TicketFilter filter, db::TextQuestion question)
        : database_(database), search_(search), actor_(actor), filter_(std::move(filter)),
          question_(std::move(question)) {}

    // As the index has them: by their ids, which are in the order of creation.
    FoundTickets by_creation() {
        FoundTickets found;
        auto const limit = std::size_t(filter_.limit);
        db::HitRange range{.newest_first = filter_.order == TicketOrder::newest,
                           .after = {},
                           .limit = std::max(filter_.limit + 1, least_at_once)};
        if (filter_.after) range.after = filter_.after->id.value;
        auto const until = Indexer::Clock::now() + longest;
        for (bool more = true; more;) {
            auto const hits = search_.index().find(actor_.tenant, question_, range);
            for (auto& ticket : shown(hits, std::int64_t(limit) + 1)) found.tickets.push_back(std::move(ticket));
            more = std::ssize(hits) == range.limit && found.tickets.size() <= limit;
            if (!more) break;
            range.after = hits.back();
            range.limit = std::min(range.limit * 4, most_at_once);
            if (Indexer::Clock::now() < until) continue;
            found.next = TicketCursor{0, TicketId{*range.after}};
            return found;
        }
        cut(found);
        return found;
    }

    FoundTickets sorted() {
        FoundTickets found;
        auto const hits =
            search_.index().find(actor_.tenant, question_, {.newest_first = true, .after = {}, .limit = most_sorted});
        std::span<std::int64_t const> rest(hits);
        while (!rest.empty()) {
            auto const some = rest.first(std::min<std::size_t>(rest.size(), sorted_at_once));
            for (auto& ticket : shown(some, filter_.limit + 1)) found.tickets.push_back(std::move(ticket));
            rest = rest.subspan(some.size());
        }
        bool const descending = filter_.order == TicketOrder::updated;
        std::ranges::sort(found.tickets, [&](Ticket const& a, Ticket const& b) {
            auto const of = [&](Ticket const& t) { return std::pair(sort_key(t, filter_.order), t.id); };
            return descending ? of(b) < of(a) : of(a) < of(b);
        });
        cut(found);
        return found;
    }

private:
    std::vector<Ticket> shown(std::span<std::int64_t const> hits, std::int64_t limit) {
        if (hits.empty()) return {};
        auto filter = filter_;
        filter.ids = ids_of(hits);
        filter.limit = int(limit);
        return db::look(database_, actor_.tenant, [&](Tx& tx) { return tickets_matching(tx, actor_, filter); });
    }

    void cut(FoundTickets& found) const {
        if (std::ssize(found.tickets) <= filter_.limit) return;
        found.tickets.erase(found.tickets.begin() + filter_.limit, found.tickets.end());
        auto const& last = found.tickets.back();
        found.next = TicketCursor{sort_key(last, filter_.order), last.id};
    }

    db::Database& database_;
    Search& search_;
    Actor const& actor_;
    TicketFilter const filter_;
    db::TextQuestion const question_;
};

FoundTickets find_known(db::Database& database, Search& search, Actor const& actor, TicketFilter filter,
                        std::string const& asked) {
    auto question = question_of(asked);
    auto const scope = visible_to(actor);
    if (question.empty() || scope.kind == Scope::Kind::nothing) return {};
    for (auto& key : keys_asked(scope, filter)) question.push_back(std::move(key));
    bool const by_creation = filter.order == TicketOrder::newest || filter.order == TicketOrder::oldest;
    Finding finding(database, search, actor, std::move(filter), std::move(question));
    return by_creation ? finding.by_creation() : finding.sorted();
}

std::vector<Ticket> newest_of(Tx& tx, Actor const& actor, CustomerId customer) {
    TicketFilter filter;
    filter.requester = customer;
    filter.limit = shown_in_lookup;
    return tickets_matching(tx, actor, filter);
}

void put_customers(Tx& tx, Actor const& actor, std::string const& asked, Lookup& found) {
    if (code_points(folded(asked)) < shortest_name) return;
    auto customers = find_customers(tx, actor, asked, std::nullopt, shown_in_lookup);
    found.customers = std::move(customers.customers);
    bool const by_contact = customers.by_contact || normal_phone(asked) || normal_email(asked);
    if (!by_contact) return;
    for (auto const& customer : found.customers)
        std::ranges::move(newest_of(tx, actor, customer.id), std::back_inserter(found.tickets));
}

} // namespace

FoundTickets find_tickets(db::Database& database, Search& search, Actor const& actor, TicketFilter filter,
                          std::string const& asked) {
    bool const is_complete = search.catch_up(actor.tenant);
    auto found = find_known(database, search, actor, std::move(filter), asked);
    found.is_complete = is_complete;
    return found;
}

Lookup look_up(db::Database& database, Search& search, Actor const& actor, std::string const& asked) {
    TicketFilter filter;
    filter.limit = shown_in_lookup;
    auto hits = find_tickets(database, search, actor, filter, asked);
    Lookup found{.tickets = {}, .customers = {}, .is_complete = hits.is_complete};
    database.read(actor.tenant, [&](Tx& tx) { put_customers(tx, actor, asked, found); });
    for (auto& ticket : hits.tickets)
        if (std::ranges::find(found.tickets, ticket.id, &Ticket::id) == found.tickets.end())
            found.tickets.push_back(std::move(ticket));
    if (found.tickets.size() > shown_in_lookup)
        found.tickets.erase(found.tickets.begin() + shown_in_lookup, found.tickets.end());
    return found;
}

} // namespace baton
