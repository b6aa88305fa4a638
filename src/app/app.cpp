#include "app/app.h"

#include "announcement/api.h"
#include "api/problem.h"
#include "api/router.h"
#include "app/doctor_watch.h"
#include "app/examine.h"
#include "app/housekeeping.h"
#include "app/metrics.h"
#include "app/web_page.h"
#include "attachment/api.h"
#include "audit/api.h"
#include "backup/service.h"
#include "canned_response/api.h"
#include "customer/api.h"
#include "department/api.h"
#include "form/api.h"
#include "install/install.h"
#include "live/live.h"
#include "organization/api.h"
#include "portal/api.h"
#include "push/api.h"
#include "push/sender.h"
#include "reminder/api.h"
#include "reminder/service.h"
#include "report/api.h"
#include "report/service.h"
#include "role/api.h"
#include "search/api.h"
#include "session/api.h"
#include "setting/api.h"
#include "sighting/api.h"
#include "tag/api.h"
#include "tenant/api.h"
#include "tenant/service.h"
#include "ticket/api.h"
#include "ticket/bulk_api.h"
#include "ticket/deletion_api.h"
#include "ticket/draft_api.h"
#include "ticket/handover_api.h"
#include "ticket/held.h"
#include "ticket/held_api.h"
#include "ticket/incident_api.h"
#include "ticket/link_api.h"
#include "ticket/merge_api.h"
#include "ticket/participant_api.h"
#include "ticket/queue_watch.h"
#include "ticket/rating_api.h"
#include "ticket/routing_api.h"
#include "ticket/snooze.h"
#include "ticket/snooze_api.h"
#include "ticket/split_api.h"
#include "ticket_template/api.h"
#include "timer/watch.h"
#include "transfer/service.h"
#include "type/api.h"
#include "user/api.h"
#include "user/service.h"
#include "view/api.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

http::Response text_response(int status, std::string body, std::string type = "text/plain; charset=utf-8") {
    http::Response response;
    response.status = status;
    response.headers = {{"Content-Type", std::move(type)}, {"Cache-Control", "no-store"}};
    response.body = std::move(body);
    return response;
}

http::Response ready_page(db::Database const& database) {
    auto const health = database.health();
    if (health.ready) return text_response(200, "ready\n");
    auto response = text_response(503, health.reason + "\n");
    response.headers.push_back({"Retry-After", "1"});
    return response;
}

// Read with every request and hardly ever changed: kept in memory where this process alone writes.
std::vector<std::string> reference_tables() {
    return {"tenants",          "departments", "users",  "department_members", "roles", "user_roles",
            "user_credentials", "sessions",    "tokens", "access_lists",       "types", "statuses",
            "sla_targets",      "forms"};
}

std::map<std::string, api::PlainHandler> pages(db::Database& database, std::function<std::string()> metrics,
                                               api::Routes const& routes) {
    auto const document = std::make_shared<std::string const>(json::serialize(api::openapi(routes)));
    return {
        {"/healthz", [](auto const&) { return text_response(200, "alive\n"); }},
        {"/readyz", [&database](auto const&) { return ready_page(database); }},
        {"/metrics", [metrics](auto const&) { return text_response(200, metrics(), "text/plain; version=0.0.4"); }},
        {"/api/openapi.json", [document](auto const&) { return text_response(200, *document, "application/json"); }}};
}

TimerWatch::Actions timer_actions() {
    return {{TimerKind::release_message, release_due_message},
            {TimerKind::wake_ticket, wake_due_ticket},
            {TimerKind::remind, remind}};
}

void say_phrase(Custody const& custody) {
    if (custody.new_phrase().empty()) return;
    fmt::print("The key to phone numbers, mail and identities is in {}.\n"
               "Keep a copy apart from the data. Write down its recovery phrase, which is shown this once:\n  {}\n",
               custody.key_file().string(), custody.new_phrase());
}

// What was stored before it was encrypted.
void seal_what_is_in_clear(db::Database& database) {
    constexpr int slice = 100;
    int sealed = 0;
    for (auto const& tenant : db::look(database, default_tenant, tenants_of_installation))
        for (int met = slice; met == slice; sealed += met)
            met = db::run(database, tenant.id, [](Tx& tx) { return seal_clear_emails(tx, slice); });
    if (sealed > 0) database.forget_deleted();
}

} // namespace

db::Options database_options(AppOptions const& options) {
    return {.url = options.database_url,
            .data_dir = options.data_dir.string(),
            .reference_tables = reference_tables(),
            .row_security = options.row_security};
}

db::UpgradeRules upgrade_rules(AppOptions const& options) {
    return {options.rehearsal,
            {"tenants", "users", "customers", "tickets", "events", "batches", "attachments"},
            [](Tx& tx) { check_schema(tx); }};
}

OpenData open_data(AppOptions const& options) {
    OpenData data;
    refuse_half_restored(options.data_dir);
    if (!options.database_url.empty()) refuse_half_imported({options.database_url, options.data_dir.string()});
    data.custody = std::make_unique<Custody>(key_file_of(options.data_dir, options.key_file));
    if (std::filesystem::create_directories(options.data_dir))
        std::filesystem::permissions(options.data_dir, std::filesystem::perms::owner_all);
    data.database = data.custody->open(database_options(options), upgrade_rules(options), options.ids);
    db::statement_times(*data.database).set_slow_from(std::chrono::milliseconds(options.limits.slow_statement_ms));
    say_phrase(*data.custody);
    check_schema(*data.database);
    return data;
}

api::Routes all_routes(db::Database& database, std::filesystem::path const& data_dir, Search& search,
                       TagRenamer& renamer, PushServices const& push_services, Examine examine) {
    api::Routes routes;
    add_sign_in_routes(routes, database);
    add_user_routes(routes, database);
    add_role_routes(routes);
    add_company_routes(routes);
    add_department_routes(routes);
    add_audit_routes(routes);
    add_type_routes(routes);
    add_sla_routes(routes);
    add_status_routes(routes);
    add_form_routes(routes);
    add_ticket_template_routes(routes);
    add_organization_routes(routes);
    add_attribute_routes(routes);
    add_customer_routes(routes);
    add_person_routes(routes, database, [files = FileStore(data_dir)](TenantId tenant, auto const& names) {
        for (auto const& name : names) files.remove(tenant, name);
    });
    add_ticket_routes(routes, database, search);
    add_search_routes(routes, database, search);
    add_participant_routes(routes);
    add_draft_routes(routes);
    add_held_routes(routes);
    add_snooze_routes(routes);
    add_reminder_routes(routes);
    add_push_routes(routes, database, push_services);
    add_handover_routes(routes);
    add_merge_routes(routes);
    add_bulk_routes(routes, database);
    add_deletion_routes(routes);
    add_link_routes(routes);
    add_split_routes(routes, database);
    add_incident_routes(routes, database);
    add_rating_question_routes(routes);
    add_announcement_routes(routes);
    add_portal_routes(routes, database, FileStore(data_dir));
    add_routing_routes(routes);
    add_attachment_routes(routes, database, FileStore(data_dir));
    add_tag_routes(routes, database, renamer);
    add_view_routes(routes);
    add_canned_response_routes(routes);
    add_report_routes(routes);
    add_sighting_routes(routes);
    add_doctor_routes(routes, std::move(examine));
    add_setting_routes(routes, database); // last, for its file is made of what the others show
    return routes;
}

struct App::Impl {
    explicit Impl(AppOptions o)
        : options(std::move(o)), data(open_data(options)), database(*data.database), live(database),
          search(database, db::open_text_index(database, options.data_dir.string())), queues(database),
          timers(database, timer_actions()), pushes(database, options.push_services, options.push_contact),
          log(database), renamer(database), patient{options, &database, &db::statement_times(database), &log, &search},
          doctor(examination()) {
        log.add(ticket_facts_reader());
        log.add(push_reader());
        log.add([this](TenantId tenant, std::span<Event const> events) { live.publish(tenant, events); },
                [this] { return live.clients() > 0; });
        log.add([this](TenantId tenant, std::span<Event const> events) { queues.notice(tenant, events); },
                [this] { return queues.is_listening(); });
        log.on_news([this] {
            search.wake();
            timers.wake();
            pushes.wake();
        });
        log.start();
        data.custody->finish_master_rotation(database);
        seal_what_is_in_clear(database);
        password = install_if_empty(database, options.admin_password);
        search.start();
        queues.start();
        renamer.start();
        timers.start();
        pushes.start();
        auto routes = all_routes(database, options.data_dir, search, renamer, options.push_services, examination());
        auto plain = pages(
            database,
            [this] {
                return metrics_text(patient, live, pushes.figures(), server->figures(), doctor.last()) +
                       options.more_metrics();
            },
            routes);
        router.emplace(database, std::move(routes), std::move(plain),
                       [this](http::Request const& request) { return web_page(database, request); });
        housekeeping.emplace(database, FileStore(options.data_dir));
        rotation.emplace(database);
        server.emplace(options.http, *router, live);
        doctor.start();
    }
    Examine examination() const {
        return [this](Timestamp now) { return baton::examine(patient, options.limits, now); };
    }
    // Members end in reverse order: first the edge, so that no request meets what is gone.
    AppOptions options;
    OpenData data;
    db::Database& database;
    LiveFeed live;
    Search search;
    QueueWatch queues;
    TimerWatch timers;
    PushSender pushes;
    Log log; // ends before those it tells
    TagRenamer renamer;
    Patient const patient;
    DoctorWatch doctor;
    std::string password;
    std::optional<api::Router> router;
    std::optional<Housekeeping> housekeeping;
    std::optional<Rotation> rotation;
    std::optional<http::Server> server;
};

App::App(AppOptions options) : impl_(std::make_unique<Impl>(std::move(options))) {}
App::~App() { stop(); }
void App::start() { impl_->server->start(); }

void App::stop() {
    impl_->server->stop();
    impl_->doctor.stop();
    impl_->pushes.stop();
    impl_->timers.stop(); // while there is who numbers what they record
    impl_->search.stop();
    impl_->log.stop();
    impl_->queues.stop();
}

unsigned short App::port() const { return impl_->server->port(); }
db::Database& App::database() { return impl_->database; }
Custody& App::custody() { return *impl_->data.custody; }
Rotation& App::rotation() { return *impl_->rotation; }
Diagnosis App::examine(Limits const& limits, Timestamp now) const {
    return baton::examine(impl_->patient, limits, now);
}
Search& App::search() { return impl_->search; }
bool App::settle() { return impl_->log.settle(std::chrono::seconds(30)); }
std::string const& App::new_admin_password() const { return impl_->password; }

} // namespace baton
