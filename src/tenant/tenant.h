// Tenants: companies that share an installation and nothing else. Each has its own people, tickets and log.
#pragma once
#include "base/json.h"

namespace baton {

struct Tenant {
    TenantId id{};
    std::string name;
};
DESCRIBE(Tenant, (), (id, name));

// The company 公司 as its customers know it: what the portal, receipts and mails show. Each may be empty.
struct Company {
    Text<0, 100> name;
    Text<0, 50> phone;    // as it is to be read: "400-820-8820 转 1"
    Text<0, 200> website; // "https://www.example.com"
    bool operator==(Company const&) const = default;
};
DESCRIBE(Company, (), (name, phone, website));
void check(Company const&, Problems&);

// What the customers of a tenant may do, and how soon again.
struct CustomerRules {
    std::int64_t reopen_days = 7;            // a ticket can be reopened for so long after its end; 0: never
    std::int64_t nudge_minutes = 30;         // from one nudge to the next
    std::vector<Text<1, 200>> embed_origins; // sites whose pages may show the portal; empty: none
    bool operator==(CustomerRules const&) const = default;
};
DESCRIBE(CustomerRules, (), (reopen_days, nudge_minutes, embed_origins));
void check(CustomerRules const&, Problems&);
// "" when it is an origin (RFC 6454) of the web in lower case, "https://shop.example.com:8443", else what is wrong.
std::string origin_problem(std::string_view);

// A Host header (RFC 9110 §7.2) as hosts are compared: lower case, without port and final dot.
std::string normal_host(std::string_view);
// "" when it is a normal host name or address, else what is wrong with it.
std::string host_problem(std::string_view normal);

} // namespace baton
