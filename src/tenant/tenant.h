// Tenants: companies that share an installation and nothing else. Each has its own people, tickets and log.
#pragma once
#include "base/json.h"

namespace baton {

struct Tenant {
    TenantId id{};
    std::string name;
};
DESCRIBE(Tenant, (), (id, name));

// A Host header (RFC 9110 §7.2) as hosts are compared: lower case, without port and final dot.
std::string normal_host(std::string_view);
// "" when it is a normal host name or address, else what is wrong with it.
std::string host_problem(std::string_view normal);

} // namespace baton
