#include "organization/service.h"

#include "base/unicode.h"
#include "organization/store.h"

namespace baton {
namespace {

void record_organization(Tx& tx, Actor const& actor, EventKind kind, OrganizationId id, json::object data,
                         Timestamp now) {
    data["organization_id"] = std::to_string(id.value);
    record_change(tx, actor, kind, std::move(data), now);
}

[[noreturn]] void refuse_twin(Tx& tx, std::string const& name_key) {
    Error error(ErrorCode::conflict, "name", "There is an organization of this name already.");
    if (auto const other = find_organization_named(tx, name_key)) error.current = to_json(*other);
    throw error;
}

Organization load_for_change(Tx& tx, OrganizationId id) {
    auto organization = lock_organization(tx, id);
    if (!organization) throw Error(ErrorCode::not_found, "There is no such organization.");
    return *std::move(organization);
}

void save(Tx& tx, Organization& organization) {
    ++organization.version;
    save_organization(tx, organization);
}

} // namespace

Organization create_organization(Tx& tx, Actor const& actor, OrganizationFields const& fields, Timestamp now) {
    actor.require(Permission::customers_edit);
    Organization organization{fields};
    organization.id = tx.next_id<OrganizationId>(now);
    organization.name_key = folded(fields.name);
    organization.created_at = now;
    if (!insert_organization(tx, organization)) refuse_twin(tx, organization.name_key);
    record_organization(tx, actor, EventKind::organization_created, organization.id, {{"name", organization.name}},
                        now);
    return organization;
}

Organization edit_organization(Tx& tx, Actor const& actor, OrganizationId id, json::object const& changes,
                               std::int64_t version, Timestamp now) {
    actor.require(Permission::customers_edit);
    auto organization = load_for_change(tx, id);
    if (organization.version != version)
        throw Error::conflict("The organization was changed meanwhile.", to_json(organization));
    OrganizationFields const before = organization;
    OrganizationFields after = before;
    patch_json(changes, after);
    auto const key = folded(after.name);
    if (auto const twin = find_organization_named(tx, key); twin && twin->id != id) refuse_twin(tx, key);
    static_cast<OrganizationFields&>(organization) = after;
    organization.name_key = key;
    auto const differences = diff(before, after);
    for (auto const& d : differences)
        record_organization(tx, actor, EventKind::organization_changed, id,
                            {{"field", d.field}, {"before", d.before}, {"after", d.after}}, now);
    if (!differences.empty()) save(tx, organization);
    return organization;
}

Organization archive_organization(Tx& tx, Actor const& actor, OrganizationId id, Timestamp now) {
    actor.require(Permission::customers_edit);
    auto organization = load_for_change(tx, id);
    if (organization.archived_at) return organization;
    organization.archived_at = now;
    save(tx, organization);
    record_organization(tx, actor, EventKind::organization_changed, id, {{"field", "archived_at"}}, now);
    return organization;
}

Organization organization_of(Tx& tx, OrganizationId id) {
    auto organization = find_organization(tx, id);
    if (!organization) throw Error(ErrorCode::not_found, "There is no such organization.");
    return *std::move(organization);
}

Organization require_organization(Tx& tx, OrganizationId id, std::string const& field) {
    auto organization = find_organization(tx, id);
    if (!organization) throw Error(ErrorCode::invalid, field, "There is no such organization.");
    if (organization->archived_at) throw Error(ErrorCode::invalid, field, "This organization is archived.");
    return *std::move(organization);
}

std::vector<Organization> organizations_by_name(Tx& tx, std::string const& prefix, std::string const& after,
                                                int limit) {
    return list_organizations(tx, folded(prefix), after, limit);
}

} // namespace baton
