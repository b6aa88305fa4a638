#include "customer/attribute_store.h"
#include "customer/profile.h"

namespace baton {
namespace {

void record_definition(Tx& tx, Actor const& actor, Attribute const& attribute, json::object data, Timestamp now) {
    data["attribute_id"] = std::to_string(attribute.id.value);
    data["key"] = attribute.key;
    record_change(tx, actor, EventKind::attribute_changed, std::move(data), now);
}

Attribute load_for_change(Tx& tx, AttributeId id) {
    auto attribute = lock_attribute(tx, id);
    if (!attribute || attribute->archived_at) throw Error(ErrorCode::not_found, "There is no such attribute.");
    return *std::move(attribute);
}

} // namespace

std::vector<Attribute> customer_attributes(Tx& tx) { return list_attributes(tx); }

Attribute create_attribute(Tx& tx, Actor const& actor, NewAttribute const& input, Timestamp now) {
    actor.require(Permission::settings_manage);
    if (list_attributes(tx).size() >= max_attributes)
        throw Error(ErrorCode::conflict, "There are 100 attributes already; archive one first.");
    Attribute attribute{input, tx.next_id<AttributeId>(now), input.key, *input.kind, input.sensitive, {}, 1};
    if (!insert_attribute(tx, attribute))
        throw Error(ErrorCode::conflict, "key", "There is, or was, an attribute with this key.");
    record_definition(tx, actor, attribute, {{"label", attribute.label}, {"kind", name_of(attribute.kind)}}, now);
    return attribute;
}

Attribute edit_attribute(Tx& tx, Actor const& actor, AttributeId id, json::object const& changes, std::int64_t version,
                         Timestamp now) {
    actor.require(Permission::settings_manage);
    auto attribute = load_for_change(tx, id);
    if (attribute.version != version) throw Error::conflict("The attribute was changed meanwhile.", to_json(attribute));
    AttributeFields const before = attribute;
    AttributeFields after = before;
    patch_json(changes, after);
    Problems problems;
    check_choices(attribute.kind, after.choices, problems);
    problems.raise();
    auto const differences = diff(before, after);
    if (differences.empty()) return attribute;
    static_cast<AttributeFields&>(attribute) = after;
    ++attribute.version;
    save_attribute(tx, attribute);
    for (auto const& d : differences)
        record_definition(tx, actor, attribute, {{"field", d.field}, {"before", d.before}, {"after", d.after}}, now);
    return attribute;
}

Attribute archive_attribute(Tx& tx, Actor const& actor, AttributeId id, Timestamp now) {
    actor.require(Permission::settings_manage);
    auto attribute = load_for_change(tx, id);
    attribute.archived_at = now;
    ++attribute.version;
    save_attribute(tx, attribute);
    record_definition(tx, actor, attribute, {{"field", "archived_at"}}, now);
    return attribute;
}

} // namespace baton
