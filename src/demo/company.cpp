#include "demo/company.h"

#include "customer/profile.h"
#include "demo/story.h"
#include "department/service.h"
#include "organization/service.h"
#include "user/service.h"

#include <algorithm>

namespace baton::demo {
namespace {

Actor administrator(Tx& tx) {
    auto const admin = user_by_login(tx, "admin");
    return admin ? actor_of(tx, admin->id, admin->name) : Actor::system(tx.tenant());
}

// The one an empty installation has is the first.
DepartmentId first_department(Tx& tx, Actor const& admin, Timestamp now) {
    auto const& name = departments().front().name;
    for (auto const& d : all_departments(tx))
        if (d.name == name) return d.id;
    return create_department(tx, admin, {std::string(name), {}, {}, DepartmentRouting::queue}, now).id;
}

void found_departments(Tx& tx, Actor const& admin, Company& company, Timestamp now) {
    company.departments.push_back(first_department(tx, admin, now));
    for (std::size_t i = 1; i < departments().size(); ++i) {
        auto const& plan = departments()[i];
        DepartmentFields fields{std::string(plan.name), {}, {}, DepartmentRouting::queue};
        if (plan.gives_out) fields.routing = DepartmentRouting::least_load;
        if (std::size_t(plan.parent) != i) fields.parent_id = company.department(plan.parent);
        company.departments.push_back(create_department(tx, admin, fields, now).id);
    }
}

NewUser person(Company const& company, Colleague const& c) {
    NewUser user;
    user.login = std::string(c.login);
    user.name = std::string(c.name);
    user.email = std::string(c.login) + "@example.com";
    user.department_ids = {company.department(c.place)};
    user.roles = {std::string(c.place == Place::service ? "客服" : "处理人")};
    if (c.leads) user.roles.emplace_back("主管");
    if (c.leads && c.place == Place::service) user.roles.emplace_back("客服台");
    if (!c.skill.empty()) user.skills = {{std::string(c.skill), c.level, {}}};
    if (departments()[std::size_t(c.place)].gives_out) user.capacity = c.level >= 4 ? 30 : 20;
    user.languages = {std::string("zh-CN")};
    if (c.skill == "英语") user.languages.emplace_back("en");
    user.location = c.place == Place::warehouse ? "一号仓" : c.place == Place::stores ? "市中心门店" : "总部";
    return user;
}

void hire(Tx& tx, Actor const& admin, Company& company, std::vector<std::string> const& hashes, Timestamp now) {
    for (std::size_t i = 0; i < staff().size(); ++i)
        company.users.push_back(create_user(tx, admin, person(company, staff()[i]), hashes[i], now).id);
}

void name_leads(Tx& tx, Actor const& admin, Company const& company, Timestamp now) {
    for (std::size_t i = 0; i < staff().size(); ++i) {
        auto const& c = staff()[i];
        if (!c.leads) continue;
        auto const d = known_department(tx, company.department(c.place));
        json::object changes{{"lead_id", std::to_string(company.users[i].value)}};
        if (departments()[std::size_t(c.place)].gives_out) changes["routing"] = "least_load";
        edit_department(tx, admin, d.id, changes, d.version, now);
    }
}

std::vector<OrganizationId> found_organizations(Tx& tx, Actor const& admin, Timestamp now) {
    std::vector<OrganizationId> ids;
    for (auto const name : organizations())
        ids.push_back(create_organization(tx, admin, {std::string(name), ""}, now).id);
    return ids;
}

void win_customers(Tx& tx, Actor const& admin, Company& company, std::vector<Shopper> const& people, Timestamp now) {
    auto const firms = found_organizations(tx, admin, now);
    for (auto const& shopper : people) {
        NewCustomer customer;
        customer.name = shopper.name;
        customer.phones = {{shopper.phone}};
        if (!shopper.mail.empty()) customer.emails = {{shopper.mail}};
        if (shopper.organization >= 0) customer.organization_id = firms[std::size_t(shopper.organization)];
        customer.vip = shopper.vip;
        if (shopper.is_old) customer.care = {std::string("elderly")};
        customer.address = std::string(shopper.city->province) + std::string(shopper.city->name) + "市示例路 1 号";
        company.customers.push_back(create_customer(tx, admin, customer, now).id);
    }
}

} // namespace

Company found_company(Tx& tx, std::vector<Shopper> const& people, std::vector<std::string> const& hashes,
                      Timestamp now) {
    auto const admin = administrator(tx);
    Company company;
    found_departments(tx, admin, company, now);
    hire(tx, admin, company, hashes, now);
    name_leads(tx, admin, company, now);
    win_customers(tx, admin, company, people, now);
    found_types(tx, company, now);
    found_forms(tx, company, now);
    found_kept(tx, company, now);
    for (std::size_t i = 0; i < staff().size(); ++i)
        company.actors.push_back(actor_of(tx, company.users[i], std::string(staff()[i].name)));
    return company;
}

} // namespace baton::demo
