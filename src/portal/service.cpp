#include "portal/service.h"

#include "announcement/service.h"
#include "base/zone.h"
#include "customer/service.h"
#include "form/service.h"
#include "portal/access_token.h"
#include "portal/challenge.h"
#include "tenant/service.h"
#include "ticket/link.h"
#include "type/service.h"

#include <algorithm>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

constexpr std::size_t tail_length = 4, longest_number = 100;

std::optional<Ticket> opened_by_token(Tx& tx, Knock const& knock, Timestamp now) {
    auto const id = opened_by(tx, knock.token, now);
    if (!id) return std::nullopt;
    Actor customer;
    customer.tenant = tx.tenant();
    customer.kind = ActorKind::customer;
    customer.ticket = *id;
    auto const ticket = visible_ticket(tx, customer, std::to_string(id->value));
    if (!is_remembered(tx, ticket.requester_id)) return std::nullopt;
    auto became = followed(tx, ticket);
    bool const named = ticket.number == knock.number || became.number == knock.number;
    return named ? std::optional(std::move(became)) : std::nullopt;
}

bool is_tail(std::string const& text) {
    return text.size() == tail_length && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// As much is looked up and decrypted for a number there is not.
std::optional<Ticket> opened_by_tail(Tx& tx, Knock const& knock) {
    auto ticket = ticket_by_number(tx, knock.number.substr(0, longest_number));
    auto const tail = knock.phone_tail.value_or("");
    bool const fits = has_phone_ending(tx, ticket ? ticket->requester_id : CustomerId{}, tail);
    if (!ticket || !fits || !is_tail(tail)) return std::nullopt;
    return followed(tx, *std::move(ticket));
}

Type public_type(Tx& tx, std::optional<Text<1, 200>> const& path) {
    for (auto const& type : all_types(tx))
        if (type.is_public && (!path || type.path == *path)) return type;
    throw Error(ErrorCode::invalid, "type", "There is no such ticket type.");
}

NewTicket ticket_of(Tx& tx, PortalNewTicket const& input, Timestamp now) {
    NewTicket ticket;
    Problems problems;
    ticket.subject = input.subject;
    ticket.description = input.description;
    ticket.fields = input.fields;
    problems.take([&] { ticket.type = public_type(tx, input.type).path; });
    problems.take([&] { ticket.attachment_ids = uploads_named(tx, input.attachment_ids); });
    if (input.announcement_id) problems.take([&] { require_current(tx, *input.announcement_id, now); });
    problems.raise();
    ticket.channel = Channel::portal;
    auto const& r = input.requester;
    ticket.requester = {{}, r.name, r.phone, r.email, {}, r.consents};
    return ticket;
}

// Whose incident the ticket will be.
std::optional<Ticket> problem_for(Tx& tx, std::optional<AnnouncementId> announcement, Timestamp now) {
    if (!announcement) return std::nullopt;
    auto const problem = require_current(tx, *announcement, now).problem_ticket_id;
    return problem ? hold_problem(tx, *problem) : std::nullopt;
}

PortalAnnouncement shown(Announcement const& a, std::vector<Type> const& types) {
    PortalAnnouncement shown{a.id, a.title, a.body, {}, *a.starts_at, a.ends_at, a.problem_ticket_id.has_value()};
    for (auto const& type : types)
        if (type.is_public && std::ranges::count(a.type_ids, type.id)) shown.types.push_back(type.path);
    return shown;
}

// What a program gets that filled in what nobody sees.
PortalReceipt false_receipt(Tx& tx, PortalOpening const& opening, Timestamp now) {
    auto const& address = opening.address;
    spdlog::warn("portal: a ticket from {} was not stored: it filled in the hidden member", address);
    EffectiveType effective;
    Problems unnoticed;
    unnoticed.take([&] { effective = public_type(tx, opening.input.type).effective; });
    auto const pattern = number_pattern(effective.number_pattern);
    auto prefix = prefix_on(pattern, local_date(now, zone_of_tenant(tx)));
    return {ticket_number(pattern, std::move(prefix), 1 + random_bytes<1>().front()), false_access_token(tx, now)};
}

} // namespace

std::vector<PortalType> portal_types(Tx& tx) {
    std::vector<PortalType> types;
    for (auto const& type : all_types(tx))
        if (type.is_public) types.push_back(portal_type(type, form_of(tx, type)));
    return types;
}

std::vector<PortalAnnouncement> portal_announcements(Tx& tx, Timestamp now) {
    std::vector<PortalAnnouncement> announcements;
    auto const types = all_types(tx);
    for (auto const& a : current_announcements(tx, now)) announcements.push_back(shown(a, types));
    return announcements;
}

Ticket let_in(Tx& tx, PortalThrottle& throttle, Knock const& knock, Timestamp now) {
    if (auto ticket = opened_by_token(tx, knock, now)) return *std::move(ticket);
    PortalThrottle::Lookup lookup(throttle, tx.tenant(), knock.number, knock.address, now);
    std::optional<Ticket> ticket;
    try {
        ticket = opened_by_tail(tx, knock);
    } catch (...) {
        lookup.found(); // not his failure
        throw;
    }
    if (!ticket) throw Error(ErrorCode::not_found, "There is no such ticket.");
    lookup.found();
    return *std::move(ticket);
}

Actor somebody(TenantId tenant) {
    Actor actor;
    actor.tenant = tenant;
    actor.kind = ActorKind::customer;
    actor.permissions = {Permission::tickets_create};
    return actor;
}

std::vector<AttachmentId> uploads_named(Tx& tx, std::vector<Text<1, 200>> const& names) {
    std::vector<AttachmentId> ids;
    Problems problems;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto const id = attachment_of(tx, names[i]);
        if (id) ids.push_back(AttachmentId{*id});
        else problems.add(fmt::format("attachment_ids[{}]", i), "is not an unused upload of yours");
    }
    problems.raise();
    return ids;
}

PortalReceipt open_portal_ticket(Tx& tx, PortalThrottle& throttle, TicketNumbers& numbers, PortalOpening const& opening,
                                 Timestamp now) {
    auto const& input = opening.input;
    PortalThrottle::Opening charge(throttle, tx.tenant(), opening.address, now);
    if (!input.website.empty()) {
        charge.keep();
        return false_receipt(tx, opening, now);
    }
    auto const ticket = ticket_of(tx, input, now); // what is wrong is told before anybody works for a proof
    if (charge.times() > PortalThrottle::tickets_before_proof)
        require_proof(tx, input.proof, difficulty_after(charge.times()), now);
    auto const problem = problem_for(tx, input.announcement_id, now);
    auto const actor = somebody(tx.tenant());
    auto const opened = open_ticket(tx, actor, ticket, numbers, now).ticket;
    if (problem) link_tickets(tx, actor, opened, *problem, LinkKind::incident, now);
    charge.keep();
    return {opened.number, new_access_token(tx, opened.id, receipt_lifetime_s, now)};
}

CustomerRules edit_customer_rules(Tx& tx, Actor const& actor, CustomerRules const& rules, Timestamp now) {
    actor.require(Permission::settings_manage);
    auto const before = customer_rules(tx);
    if (before == rules) return rules;
    set_customer_rules(tx, rules);
    record_change(tx, actor, EventKind::portal_changed, {{"before", to_json(before)}, {"after", to_json(rules)}}, now);
    return rules;
}

} // namespace baton
