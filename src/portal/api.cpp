#include "portal/api.h"

#include "api/credentials.h"
#include "attachment/transfer.h"
#include "portal/access_token.h"
#include "portal/service.h"
#include "tenant/service.h"

namespace baton {

static void hide_secrets(api::Reply<PortalTicket>& shown) { hide_secrets(shown.value); }

namespace {

constexpr std::uint64_t max_portal_file_bytes = 100ull << 20;

struct NumberPath {
    std::string number;
};
DESCRIBE(NumberPath, (), (number));

struct FilePath {
    std::string number;
    std::string id;
};
DESCRIBE(FilePath, (), (number, id));

struct TailQuery {
    std::optional<std::string> phone_tail;
};
DESCRIBE(TailQuery, (), (phone_tail));

struct PortalUpload {
    std::string id; // to be named with a ticket or message; nobody else can
    std::string name;
    std::int64_t size = 0;
    std::string media_type;
    std::string sha256;
};
DESCRIBE(PortalUpload, (), (id, name, size, media_type, sha256));

template <class Body> using DeedCall = api::Call<Body, api::None, NumberPath>;

// What all routes of the portal share.
struct Desk {
    explicit Desk(db::Database& d) : database(d), numbers(d) {}
    db::Database& database;
    TicketNumbers numbers;
    PortalThrottle throttle;
};
using Shared = std::shared_ptr<Desk>;

Knock knock_of(http::Request const& request, std::string const& number) {
    auto const credentials = api::credentials_of(request);
    bool const is_bearer = credentials && !credentials->from_cookie;
    return {number, is_bearer ? credentials->token : "", {}, request.remote_address};
}

PortalTicket look(Desk& desk, api::Call<api::None, TailQuery, NumberPath> const& call) {
    auto knock = knock_of(*call.request, call.path.number);
    knock.phone_tail = call.query.phone_tail;
    return db::look(desk.database, call.actor.tenant, [&](Tx& tx) {
        auto const ticket = let_in(tx, desk.throttle, knock, call.now);
        auto shown = present_portal(tx, ticket, call.now);
        if (!opened_by(tx, knock.token, call.now))
            shown.access_token = Maybe<std::string>{new_access_token(tx, ticket.id, lookup_lifetime_s, call.now)};
        return shown;
    });
}

// What a customer does: `deed` says what the ticket is afterwards. A refusal shows how it stands.
template <class Call, class Deed> PortalTicket act(Tx& tx, Desk& desk, Call const& call, Deed deed) {
    auto const ticket = let_in(tx, desk.throttle, knock_of(*call.request, call.path.number), call.now);
    try {
        return present_portal(tx, deed(customer_of(tx, ticket)), call.now);
    } catch (Error& error) {
        if (error.code == ErrorCode::conflict) error.current = to_json(present_portal(tx, ticket, call.now));
        throw;
    }
}

PortalTicket say(Tx& tx, Desk& desk, DeedCall<PortalNewMessage> const& call) {
    return act(tx, desk, call, [&](Actor const& actor) {
        add_customer_message(tx, actor, {call.body.body, uploads_named(tx, call.body.attachment_ids)}, call.now);
        return visible_ticket(tx, actor, std::to_string(actor.ticket->value));
    });
}

PortalTicket confirm(Tx& tx, Desk& desk, DeedCall<Confirmation> const& call) {
    return act(tx, desk, call, [&](Actor const& actor) {
        return confirm_ticket(tx, actor, *call.body.solved, call.body.comment, call.now);
    });
}

PortalTicket rate(Tx& tx, Desk& desk, DeedCall<RatingInput> const& call) {
    return act(tx, desk, call, [&](Actor const& actor) { return rate_ticket(tx, actor, call.body, call.now); });
}

PortalTicket nudge(Tx& tx, Desk& desk, DeedCall<Nudge> const& call) {
    return act(tx, desk, call, [&](Actor const& actor) { return nudge_ticket(tx, actor, call.body.reason, call.now); });
}

api::Reply<PortalTicket> reopen(Tx& tx, Desk& desk, DeedCall<Reopening> const& call) {
    std::optional<TicketId> opened, before;
    auto shown = act(tx, desk, call, [&](Actor const& actor) {
        auto ticket = reopen_ticket(tx, actor, call.body.reason, desk.numbers, call.now);
        before = actor.ticket;
        opened = ticket.id;
        return ticket;
    });
    if (opened == before) return {std::move(shown), {}, 200};
    shown.access_token = Maybe<std::string>{new_access_token(tx, *opened, receipt_lifetime_s, call.now)};
    return {std::move(shown), {}, 201};
}

http::Response fetch(Desk& desk, FileStore const& files, api::Call<api::None, api::None, FilePath> const& call) {
    auto const attachment = db::look(desk.database, call.actor.tenant, [&](Tx& tx) {
        auto const ticket = let_in(tx, desk.throttle, knock_of(*call.request, call.path.number), call.now);
        auto found = visible_attachment(tx, customer_of(tx, ticket), api::path_id<AttachmentId>(call.path.id));
        if (!found.event_id || !is_shown_to_customer(tx, ticket, *found.event_id))
            throw Error(ErrorCode::not_found, "There is no such attachment.");
        return found;
    });
    return download(desk.database, files, call.actor.tenant, attachment);
}

PortalUpload store(Desk& desk, FileStore const& files, api::Call<> const& call) {
    auto const stored = store_upload(desk.database, files, somebody(call.actor.tenant), call);
    auto const name =
        db::look(desk.database, call.actor.tenant, [&](Tx& tx) { return upload_name(tx, stored.id.value); });
    return {name, stored.name, stored.size, stored.media_type, stored.sha256};
}

void add_upload(api::RoutesThatSee& routes, Shared const& desk, FileStore const& files) {
    auto& upload = routes.direct(http::Method::post, "/portal/attachments", api::anyone, 201,
                                 "Upload a file for a ticket or message to come, part \"file\"",
                                 [desk, files](api::Call<> const& call) { return store(*desk, files, call); });
    upload.plan = [desk, files](http::Request const& head, TenantId tenant) {
        desk->throttle.charge_file(tenant, head.remote_address, now());
        return upload_plan(files, tenant, head, max_portal_file_bytes);
    };
    routes.direct(
        http::Method::get, "/portal/tickets/{number}/attachments/{id}", api::anyone, 200,
        "Download a file of one's own ticket",
        [desk, files](api::Call<api::None, api::None, FilePath> const& call) { return fetch(*desk, files, call); });
}

void add_ticket(api::RoutesThatSee& routes, Shared const& desk) {
    routes.write(http::Method::post, "/portal/tickets", api::anyone, 201, "Open a ticket of one's own",
                 [desk](Tx& tx, api::Call<PortalNewTicket> const& call) {
                     return open_portal_ticket(tx, desk->throttle, desk->numbers,
                                               {call.body, call.request->remote_address}, call.now);
                 });
    routes.direct(http::Method::get, "/portal/tickets/{number}", api::anyone, 200,
                  "One's own ticket, with its access token or the last four digits of one's phone number",
                  [desk](api::Call<api::None, TailQuery, NumberPath> const& call) { return look(*desk, call); });
}

// Below the ticket, with its access token.
template <class Body, class Result>
void add_deed(api::RoutesThatSee& routes, Shared const& desk, std::string const& word, std::string summary,
              Result (*deed)(Tx&, Desk&, DeedCall<Body> const&)) {
    routes.write(http::Method::post, "/portal/tickets/{number}/" + word, api::anyone, 200, std::move(summary),
                 [desk, deed](Tx& tx, DeedCall<Body> const& call) { return deed(tx, *desk, call); });
}

void add_settings(api::Routes& all) {
    auto routes = all.that_see(api::Sees::tenant);
    auto const manage = api::needs(Permission::settings_manage);
    routes.read("/settings/portal", api::signed_in,
                "How long customers can reopen, how often they can nudge, which sites may show the portal",
                [](Tx& tx, api::Call<> const&) { return customer_rules(tx); });
    routes.write(http::Method::put, "/settings/portal", manage, 200, "Set all of them",
                 [](Tx& tx, api::Call<CustomerRules> const& call) {
                     return edit_customer_rules(tx, call.actor, call.body, call.now);
                 });
}

} // namespace

void add_portal_routes(api::Routes& all, db::Database& database, FileStore files) {
    auto const desk = std::make_shared<Desk>(database);
    auto open = all.that_see(api::Sees::nothing);
    open.read("/portal/types", api::anyone, "What customers can ask for, with the form of each",
              [](Tx& tx, api::Call<> const&) {
                  return api::Page<PortalType>{portal_types(tx), std::nullopt};
              });
    open.read("/portal/announcements", api::anyone, "What customers are told now, the newest first",
              [](Tx& tx, api::Call<> const& call) {
                  return api::Page<PortalAnnouncement>{portal_announcements(tx, call.now), std::nullopt};
              });
    add_upload(open, desk, files);
    add_ticket(open, desk);
    add_deed(open, desk, "messages", "Write to who works on it, or supply what is missing", say);
    add_deed(open, desk, "confirmation", "It is solved, or it is not", confirm);
    add_deed(open, desk, "rating", "How it was; to be changed for seven days", rate);
    add_deed(open, desk, "nudge", "Ask to hurry", nudge);
    add_deed(open, desk, "reopen", "It is not over: the same ticket again, or later a new one that follows it up",
             reopen);
    add_settings(all);
}

} // namespace baton
