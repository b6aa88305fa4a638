#include "search/service.h"

#include "base/text.h"
#include "base/unicode.h"
#include "search/keys.h"

#include <algorithm>

namespace baton {
namespace {

using namespace std::chrono_literals;

constexpr int least_at_once = 100, most_at_once = 1'000, most_sorted = 5'000, sorted_at_once = 500;
constexpr int most_ranked = 2'500; // to be ranked within 20 ms
constexpr auto longest = 1s;       // then the page ends where it is, and the next one goes on there
constexpr int shown_in_lookup = 8;
constexpr std::size_t shortest_name = 2; // of which customers are found

std::vector<TicketId> ids_of(std::span<std::int64_t const> hits) {
    std::vector<TicketId> ids;
    for (auto const hit : hits) ids.push_back(TicketId{hit});
    return ids;
}

class Finding {
public:
    Finding(db::Database& database, Search& search, Actor const& actor, TicketFilter filter, db::TextQuestion asked,
            db::TextQuestion keys)
        : database_(database), search_(search), actor_(actor), filter_(std::move(filter)), asked_(std::move(asked)),
          keys_(std::move(keys)), question_(asked_) {
        question_.insert(question_.end(), keys_.begin(), keys_.end());
    }

    FoundTickets in_order() {
        if (filter_.order == TicketOrder::relevance) return by_relevance();
        return filter_.order == TicketOrder::newest || filter_.order == TicketOrder::oldest ? by_creation() : sorted();
    }

private:
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

    // The best of the newest first, of equals the newest.
    FoundTickets by_relevance() {
        auto hits = ranked_after(filter_.after);
        FoundTickets found;
        std::span<db::RankedHit const> rest(hits);
        auto at_once = std::size_t(filter_.limit) + 1; // nearly always enough
        while (!rest.empty()) {
            auto const some = rest.first(std::min(rest.size(), at_once));
            rest = rest.subspan(some.size());
            at_once = sorted_at_once;
            auto const tickets = shown_by_id(some);
            for (auto const& hit : some) {
                auto const ticket = tickets.find(TicketId{hit.id});
                if (ticket == tickets.end()) continue;
                if (std::ssize(found.tickets) == filter_.limit) return found;
                found.tickets.push_back(ticket->second);
                found.next = TicketCursor{hit.rank, ticket->first};
            }
        }
        found.next.reset();
        return found;
    }

    std::vector<db::RankedHit> ranked_after(std::optional<TicketCursor> const& after) {
        auto hits = search_.index().find_ranked(actor_.tenant, asked_, keys_, most_ranked);
        auto const of = [](db::RankedHit const& hit) { return std::pair(hit.rank, hit.id); };
        std::ranges::sort(hits, std::greater(), of);
        if (!after) return hits;
        auto const first = std::ranges::find_if(
            hits, [&](auto const& hit) { return of(hit) < std::pair(after->key, after->id.value); });
        hits.erase(hits.begin(), first);
        return hits;
    }

    std::map<TicketId, Ticket> shown_by_id(std::span<db::RankedHit const> hits) {
        std::vector<std::int64_t> ids;
        for (auto const& hit : hits) ids.push_back(hit.id);
        auto filter = filter_;
        filter.after.reset();
        std::map<TicketId, Ticket> all;
        for (auto& ticket : shown(ids, std::ssize(ids), filter)) all.emplace(ticket.id, std::move(ticket));
        return all;
    }

    std::vector<Ticket> shown(std::span<std::int64_t const> hits, std::int64_t limit) {
        return shown(hits, limit, filter_);
    }

    std::vector<Ticket> shown(std::span<std::int64_t const> hits, std::int64_t limit, TicketFilter filter) {
        if (hits.empty()) return {};
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
    db::TextQuestion const asked_, keys_;
    db::TextQuestion question_; // both
};

FoundTickets find_known(db::Database& database, Search& search, Actor const& actor, TicketFilter filter,
                        std::string const& asked) {
    auto question = question_of(asked);
    auto const scope = visible_to(actor);
    if (question.empty() || scope.kind == Scope::Kind::nothing) return {};
    auto keys = keys_asked(scope, filter);
    return Finding(database, search, actor, std::move(filter), std::move(question), std::move(keys)).in_order();
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
