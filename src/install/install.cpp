#include "install/install.h"

#include "announcement/service.h"
#include "api/idempotency.h"
#include "attachment/service.h"
#include "base/hash.h"
#include "canned_response/service.h"
#include "customer/service.h"
#include "department/service.h"
#include "form/service.h"
#include "organization/service.h"
#include "password/password.h"
#include "portal/service.h"
#include "push/service.h"
#include "reminder/service.h"
#include "report/service.h"
#include "role/service.h"
#include "session/service.h"
#include "sheet/service.h"
#include "sighting/service.h"
#include "tag/service.h"
#include "tenant/service.h"
#include "ticket/deletion.h"
#include "ticket/draft.h"
#include "ticket/handover.h"
#include "ticket/held.h"
#include "ticket/incident.h"
#include "ticket/link.h"
#include "ticket/mention.h"
#include "ticket/merge.h"
#include "ticket/rating.h"
#include "ticket_template/service.h"
#include "timer/service.h"
#include "type/service.h"
#include "user/service.h"
#include "view/service.h"

namespace baton {
namespace {

constexpr std::string_view admin_login = "admin", admin_role = "管理员", admin_name = "管理员";

Permissions all_permissions() { return Actor::system(default_tenant).permissions; }

Permissions working_permissions() {
    using enum Permission;
    return {tickets_read,   tickets_create,         tickets_edit,  tickets_reply,
            tickets_assign, customers_read_contact, customers_edit};
}

// A start; the tenant makes of it what it needs.
void create_roles(Tx& tx, Timestamp now) {
    using enum Permission;
    auto const working = working_permissions();
    auto desk = working;
    for (auto const also : {tickets_read_all, customers_read_all, customers_merge, customers_reveal}) desk.insert(also);
    auto supervising = working;
    for (auto const also : {tickets_export, tickets_delete}) supervising.insert(also);
    auto const create = [&](std::string name, Permissions const& permissions) {
        RoleFields role{std::move(name), {}};
        for (auto const p : permissions) role.permissions.push_back(permission_word(p));
        create_role(tx, Actor::system(tx.tenant()), role, now);
    };
    create(std::string(admin_role), all_permissions());
    for (auto const* name : {"客服", "处理人"}) create(name, working);
    create("主管", supervising);
    create("客服台", desk);
    create("只读审计", {tickets_read, tickets_read_all, audit_read});
}

void install(Tx& tx, std::string const& password_hash, Timestamp now) {
    auto const system = Actor::system(tx.tenant());
    create_roles(tx, now);
    // Its one member is the administrator, who is online while he sets things up: nothing is given to him by itself.
    auto department = create_department(tx, system, {"客服部", {}, {}, DepartmentRouting::queue}, now);
    NewUser admin;
    admin.login = std::string(admin_login);
    admin.name = std::string(admin_name);
    admin.department_ids = {department.id};
    admin.roles = {std::string(admin_role)};
    auto const user = create_user(tx, system, admin, password_hash, now);
    set_department_lead(tx, department.id, user.id);
    create_default_types(tx, department.id, now);
}

struct FirstPassword {
    std::string made_up; // "" when it was given
    std::string hash;
};

FirstPassword first_password(std::string const& given) {
    if (!given.empty())
        if (auto const problem = password_problem(given, admin_login, admin_name); !problem.empty())
            throw std::runtime_error("BATON_ADMIN_PASSWORD " + problem);
    auto const made_up = given.empty() ? base64url(random_bytes<15>()) : "";
    return {made_up, hash_password(given.empty() ? made_up : given)};
}

} // namespace

std::string install_if_empty(db::Database& database, std::string const& admin_password, Timestamp at) {
    bool const empty = !db::look(database, default_tenant, [](Tx& tx) { return has_users(tx); });
    if (!empty) return "";
    auto const password = first_password(admin_password);
    bool const installed = db::run(database, default_tenant, [&](Tx& tx) {
        lock_tenant(tx);
        if (has_users(tx)) return false; // another node was first
        install(tx, password.hash, at);
        return true;
    });
    return installed ? password.made_up : "";
}

InstalledTenant create_tenant(db::Database& database, NewTenant const& input) {
    auto const password = first_password(input.admin_password);
    for (int attempt = 1;; ++attempt) {
        auto const id = db::look(database, default_tenant, next_tenant_id);
        try {
            db::run(database, id, [&](Tx& tx) {
                add_tenant(tx, input.name, now());
                for (auto const& host : input.hosts) add_host(tx, host);
                install(tx, password.hash, now());
            });
            return {id, password.made_up};
        } catch (db::Duplicate const&) { // another node was first with this id
            if (attempt == 3) throw;
        }
    }
}

void check_schema(Tx& tx) {
    check_department_tables(tx);
    check_user_tables(tx);
    check_role_tables(tx);
    check_session_tables(tx);
    check_organization_tables(tx);
    check_customer_tables(tx);
    check_attribute_tables(tx);
    check_merge_tables(tx);
    check_type_tables(tx);
    check_form_tables(tx);
    check_ticket_template_tables(tx);
    check_tag_tables(tx);
    check_ticket_tables(tx);
    check_deletion_tables(tx);
    check_handover_tables(tx);
    check_ticket_merge_tables(tx);
    check_request_tables(tx);
    check_link_tables(tx);
    check_incident_tables(tx);
    check_rating_tables(tx);
    check_portal_tables(tx);
    check_announcement_tables(tx);
    check_attachment_tables(tx);
    check_report_tables(tx);
    check_view_tables(tx);
    check_canned_response_tables(tx);
    check_draft_tables(tx);
    check_held_tables(tx);
    check_timer_tables(tx);
    check_sheet_tables(tx);
    check_reminder_tables(tx);
    check_push_tables(tx);
    api::check_idempotency_table(tx);
    check_sighting_table(tx);
}

void check_schema(db::Database& database) {
    database.read(default_tenant, [](Tx& tx) { check_schema(tx); });
}

} // namespace baton
