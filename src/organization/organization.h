// Organizations 公司: what customers belong to.
#pragma once
#include "base/json.h"

namespace baton {

struct OrganizationTag;
using OrganizationId = Id<OrganizationTag>;

// What may be edited.
struct OrganizationFields {
    Text<1, 200> name; // once per tenant, however it is written
    Text<0, 5'000> note;
    bool operator==(OrganizationFields const&) const = default;
};
DESCRIBE(OrganizationFields, (), (name, note));

struct Organization : OrganizationFields {
    OrganizationId id{};
    std::string name_key; // folded
    std::optional<Timestamp> archived_at;
    Timestamp created_at{};
    std::int64_t version = 1;
};
DESCRIBE(Organization, (OrganizationFields), (id, name_key, archived_at, created_at, version));

} // namespace baton
