#include "tenant/store.h"

#include "tenant/service.h"

namespace baton {

std::string zone_of_tenant(Tx& tx) {
    auto const read = [&] {
        return tx.value<std::string>("select zone from tenants where tenant_id = $1", tx.tenant());
    };
    return tx.remember<std::string>({"tenants"}, "zone", read).value_or("UTC");
}

void lock_tenant(Tx& tx) { tx.exec("update tenants set name = name where tenant_id = $1", tx.tenant()); }

void set_zone(Tx& tx, std::string const& zone) {
    tx.exec("update tenants set zone = $2 where tenant_id = $1", tx.tenant(), zone);
}

Company company_of(Tx& tx) {
    auto const read = [&] {
        std::optional<Company> company;
        tx.query(
            "select company_name, company_phone, company_website from tenants where tenant_id = $1",
            [&](db::Row const& row) { company = db::read_row<Company>(row); }, tx.tenant());
        return company;
    };
    return tx.remember<Company>({"tenants"}, "company", read).value_or(Company());
}

void save_company(Tx& tx, Company const& company) {
    tx.exec("update tenants set company_name = $2, company_phone = $3, company_website = $4 where tenant_id = $1",
            tx.tenant(), company.name, company.phone, company.website);
}

CustomerRules customer_rules(Tx& tx) {
    auto const read = [&]() -> std::optional<CustomerRules> {
        std::optional<CustomerRules> rules;
        tx.query(
            "select reopen_days, nudge_minutes, embed_origins from tenants where tenant_id = $1",
            [&](db::Row const& row) { rules = db::read_row<CustomerRules>(row); }, tx.tenant());
        return rules;
    };
    return tx.remember<CustomerRules>({"tenants"}, "customer rules", read).value_or(CustomerRules());
}

void set_customer_rules(Tx& tx, CustomerRules const& rules) {
    tx.exec("update tenants set reopen_days = $2, nudge_minutes = $3, embed_origins = $4 where tenant_id = $1",
            tx.tenant(), rules.reopen_days, rules.nudge_minutes, rules.embed_origins);
}

bool is_tenant(Tx& tx, TenantId id) {
    return tx.value<std::int64_t>("select tenant_id from tenants where tenant_id = $1", id).has_value();
}

std::vector<Tenant> tenants_of_installation(Tx& tx) {
    std::vector<Tenant> all;
    tx.query("select tenant_id, name from tenants order by tenant_id",
             [&](db::Row const& row) { all.push_back(db::read_row<Tenant>(row)); });
    return all;
}

std::optional<Tenant> find_tenant(Tx& tx, std::string const& name_or_id) {
    std::optional<Tenant> by_name, by_id;
    auto const id = parse_id(name_or_id).value_or(0);
    tx.query(
        "select tenant_id, name from tenants where name = $1 or tenant_id = $2",
        [&](db::Row const& row) {
            auto tenant = db::read_row<Tenant>(row);
            (tenant.name == name_or_id ? by_name : by_id) = std::move(tenant);
        },
        name_or_id, id);
    return by_name ? by_name : by_id;
}

TenantId tenant_of_host(Tx& tx, std::string_view host) {
    auto const id = tx.value<std::int64_t>("select tenant_id from tenant_hosts where host = $1", normal_host(host));
    return id ? TenantId{*id} : default_tenant;
}

TenantId next_tenant_id(Tx& tx) {
    return {tx.value<std::int64_t>("select max(tenant_id) + 1 from tenants").value_or(1)};
}

void add_tenant(Tx& tx, std::string const& name, Timestamp now) {
    if (tx.value<std::int64_t>("select tenant_id from tenants where name = $1", name))
        throw Error(ErrorCode::invalid, "name", "There is a tenant with this name already.");
    tx.exec("insert into tenants (tenant_id, name, created_at) values ($1, $2, $3)", tx.tenant(), name, now);
}

void add_host(Tx& tx, std::string const& host) {
    auto const normal = normal_host(host);
    if (auto const problem = host_problem(normal); !problem.empty()) throw Error(ErrorCode::invalid, "host", problem);
    if (tx.value<std::int64_t>("select tenant_id from tenant_hosts where host = $1", normal))
        throw Error(ErrorCode::invalid, "host", "This host means a tenant already.");
    tx.exec("insert into tenant_hosts (host, tenant_id) values ($1, $2)", normal, tx.tenant());
}

} // namespace baton
