#include "tenant/service.h"

#include "tenant/store.h"

namespace baton {

Company edit_company(Tx& tx, Actor const& actor, Company const& company, Timestamp now) {
    actor.require(Permission::settings_manage);
    lock_tenant(tx);
    auto const before = company_of(tx);
    if (before == company) return company;
    save_company(tx, company);
    record_change(tx, actor, EventKind::company_changed, {{"before", to_json(before)}, {"after", to_json(company)}},
                  now);
    return company;
}

} // namespace baton
