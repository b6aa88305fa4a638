// Tenants, the hosts that mean them, and what each has set for itself. A statement about another tenant than the Tx's
// is about the installation only: its tables tenants and tenant_hosts.
#pragma once
#include "db/tx.h"
#include "tenant/tenant.h"
#include "user/actor.h"

namespace baton {

// IANA name of the zone in which the tenant's days begin and end.
std::string zone_of_tenant(Tx&);
// Until the end of the unit, no other unit that asks the same goes on.
void lock_tenant(Tx&);
void set_zone(Tx&, std::string const& zone);

Company company_of(Tx&);
Company edit_company(Tx&, Actor const&, Company const&, Timestamp now);

CustomerRules customer_rules(Tx&);
void set_customer_rules(Tx&, CustomerRules const&);

std::vector<Tenant> tenants_of_installation(Tx&);
// By name, or by id when there is no such name.
std::optional<Tenant> find_tenant(Tx&, std::string const& name_or_id);
// Whom a request without credentials means: the tenant of this host, else tenant 1.
TenantId tenant_of_host(Tx&, std::string_view host);
bool is_tenant(Tx&, TenantId);
// The id after the last one there is.
TenantId next_tenant_id(Tx&);
// The Tx's tenant comes to be. Throws Error::invalid for "name", db::Duplicate when the id was taken meanwhile.
void add_tenant(Tx&, std::string const& name, Timestamp now);
// Throws Error::invalid for "host" when it is none or means another tenant already.
void add_host(Tx&, std::string const& host);

} // namespace baton
