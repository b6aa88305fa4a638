#include "custody/store.h"

namespace baton {

std::vector<std::string> master_fingerprints(Tx& tx) {
    std::vector<std::string> all;
    tx.query("select fingerprint from master_keys order by created_at, fingerprint",
             [&](db::Row const& row) { all.emplace_back(row.bytes(0)); });
    return all;
}

void add_master_fingerprint(Tx& tx, std::string const& fingerprint, Timestamp now) {
    tx.exec("insert into master_keys (fingerprint, created_at) values ($1, $2) on conflict (fingerprint) do nothing",
            fingerprint, now);
}

void remove_other_fingerprints(Tx& tx, std::string const& kept) {
    tx.exec("delete from master_keys where fingerprint <> $1", kept);
}

} // namespace baton
