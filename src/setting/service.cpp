#include "setting/service.h"

#include "base/hash.h"
#include "setting/taking.h"
#include "tenant/service.h"

namespace baton {
namespace {

struct OnlyTried {}; // undoes the unit of a comparison

template <class T> std::vector<T> values_of(AllKept<T> const& all) {
    std::vector<T> values;
    for (auto const& each : all) values.push_back(each.value);
    return values;
}

std::vector<TypeSetting> whole_types(Tx& tx, Names const& names) {
    auto types = kept_types(tx, names);
    for (auto& type : types) {
        type.value.fields = values_of(kept_fields(tx, TypeId{type.id}));
        type.value.templates = values_of(kept_templates(tx, TypeId{type.id}));
    }
    return values_of(types);
}

SettingsFile read_settings(Tx& tx) {
    Names const names(tx);
    SettingsFile file;
    file.format = std::string(settings_format);
    file.version = settings_version;
    file.company = company_of(tx);
    file.portal = customer_rules(tx);
    file.roles = values_of(kept_roles(tx));
    file.departments = values_of(kept_departments(tx, names));
    file.customer_attributes = values_of(kept_attributes(tx));
    file.types = whole_types(tx, names);
    file.statuses = values_of(kept_statuses(tx, names));
    file.targets = values_of(kept_targets(tx));
    file.tags = values_of(kept_tag_settings(tx));
    file.canned_responses = values_of(kept_replies(tx, names, file.left_out));
    file.rating_questions = values_of(kept_questions(tx, names, file.left_out));
    file.views = values_of(kept_views(tx, names, file.left_out));
    return file;
}

std::string seal_of(Tx& tx, SettingsFile const& wanted) {
    auto const here = text_of(read_settings(tx));
    return hex(sha256(here + text_of(wanted)));
}

SettingsComparison take(Tx& tx, Actor const& actor, SettingsFile const& file, Timestamp now) {
    Taking taking(tx, actor, now);
    take_company(taking, file);
    take_portal(taking, file);
    take_roles(taking, file);
    take_departments(taking, file);
    take_attributes(taking, file);
    take_types(taking, file);
    take_statuses(taking, file);
    take_targets(taking, file);
    take_tags(taking, file);
    take_replies(taking, file);
    take_questions(taking, file);
    take_views(taking, file);
    return std::move(taking.result);
}

void record_import(Tx& tx, Actor const& actor, SettingsComparison const& done, Timestamp now) {
    std::int64_t added = 0, changed = 0;
    for (auto const& each : done.settings) {
        added += each.outcome == SettingOutcome::added;
        changed += each.outcome == SettingOutcome::changed;
    }
    if (added + changed > 0)
        record_change(tx, actor, EventKind::settings_imported, {{"added", added}, {"changed", changed}}, now);
}

[[noreturn]] void refuse(std::vector<SettingRefusal> const& refusals) {
    Problems problems;
    for (auto const& each : refusals) problems.add(each.place, each.message);
    problems.raise();
    throw std::logic_error("a refusal without a reason");
}

} // namespace

SettingsFile settings_file(Tx& tx, Actor const& actor) {
    actor.require(Permission::settings_manage);
    return read_settings(tx);
}

SettingsComparison compare_settings(db::Database& database, Actor const& actor, SettingsFile const& file,
                                    Timestamp now) {
    actor.require(Permission::settings_manage);
    SettingsComparison comparison;
    try {
        db::run(database, actor.tenant, [&](Tx& tx) {
            lock_tenant(tx);
            auto const seal = seal_of(tx, file);
            comparison = take(tx, actor, file, now);
            comparison.compared = seal;
            throw OnlyTried();
        });
    } catch (OnlyTried const&) {}
    return comparison;
}

SettingsComparison import_settings(Tx& tx, Actor const& actor, SettingsFile const& file, std::string const& compared,
                                   Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    if (seal_of(tx, file) != compared)
        throw Error(ErrorCode::conflict,
                    "The settings here, or the file, are not what was compared. Compare the file again.");
    auto done = take(tx, actor, file, now);
    if (!done.refusals.empty()) refuse(done.refusals);
    record_import(tx, actor, done, now);
    done.compared = seal_of(tx, file);
    return done;
}

} // namespace baton
