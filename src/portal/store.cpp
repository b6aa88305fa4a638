#include "portal/store.h"

#include "db/check_table.h"
#include "portal/service.h"

namespace baton {
namespace {

struct UsedProof {
    std::string salt;
    Timestamp expires_at{};
};
DESCRIBE(UsedProof, (), (salt, expires_at));

} // namespace
} // namespace baton

template <> inline constexpr std::string_view baton::db::table<baton::UsedProof> = "portal_proofs";

namespace baton {

bool use_proof(Tx& tx, std::string const& salt, Timestamp expires_at) {
    return tx.change("insert into portal_proofs (tenant_id, salt, expires_at) values ($1, $2, $3)"
                     " on conflict do nothing",
                     tx.tenant(), salt, expires_at) > 0;
}

int sweep_proofs(Tx& tx, Timestamp now, int limit) {
    return int(tx.change("delete from portal_proofs where tenant_id = $1 and salt in (select salt from portal_proofs"
                         " where tenant_id = $1 and expires_at < $2 order by expires_at limit $3)",
                         tx.tenant(), now, limit));
}

void check_portal_tables(Tx& tx) { db::check_table<UsedProof>(tx); }

} // namespace baton
