#include "doctor/service.h"

#include "custody/service.h"
#include "doctor/store.h"
#include "tenant/service.h"

#include <algorithm>

namespace baton {
namespace {

void add(std::vector<ReaderFact>& all, ReaderFact const& fact) {
    auto const known = std::ranges::find(all, fact.reader, &ReaderFact::reader);
    if (known == all.end()) all.push_back(fact);
    else known->lag += fact.lag;
}

void add_tenant_facts(Tx& tx, DatabaseFacts& facts) {
    facts.logs.push_back(log_fact(tx));
    for (auto const& reader : reader_facts(tx)) add(facts.readers, reader);
    if (auto const state = rotation_state(tx); state.is_rotating)
        facts.rotations.push_back({tx.tenant().value, state.place});
}

} // namespace

DatabaseFacts facts_of(db::Database& database) {
    DatabaseFacts facts;
    for (auto const& tenant : db::look(database, default_tenant, tenants_of_installation))
        database.read(tenant.id, [&](Tx& tx) { add_tenant_facts(tx, facts); });
    return facts;
}

} // namespace baton
