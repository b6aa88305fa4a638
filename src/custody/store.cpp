#include "custody/store.h"

#include <fmt/format.h>

namespace baton {
namespace {

// "(a, b) > ($2, $3)" or "(a, b) = …": rows are compared whole, as their index is.
std::string compared(EncryptedColumn const& column, std::string_view how, json::array const& key, db::Params& params) {
    std::string names, marks;
    for (std::size_t i = 0; i < column.key.size(); ++i) {
        auto const& value = key.at(i);
        (names += i ? ", " : "") += column.key[i].name;
        (marks += i ? ", " : "") +=
            column.key[i].is_text ? params.mark(std::string_view(value.as_string())) : params.mark(value.as_int64());
    }
    return fmt::format("({}) {} ({})", names, how, marks);
}

std::string names_of_key(EncryptedColumn const& column) {
    std::string names;
    for (auto const& part : column.key) (names += names.empty() ? "" : ", ") += part.name;
    return names;
}

EncryptedValue sealed_row(EncryptedColumn const& column, db::Row const& row) {
    EncryptedValue found;
    int i = 0;
    for (auto const& part : column.key) {
        if (part.is_text) found.key.emplace_back(row.bytes(i));
        else found.key.emplace_back(row.integer(i));
        ++i;
    }
    auto const bytes = row.bytes(i);
    found.sealed.assign(bytes.begin(), bytes.end());
    return found;
}

} // namespace

template <> inline constexpr std::string_view db::table<KeyRotation> = "key_rotations";

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

void replace_wrapped(Tx& tx, KeyId id, db::Blob const& before, db::Blob const& now) {
    tx.exec("update tenant_keys set wrapped = $4 where tenant_id = $1 and key_id = $2 and wrapped = $3", tx.tenant(),
            id, before, now);
}

void start_key_rotation(Tx& tx, Timestamp now) {
    tx.exec("insert into key_rotations (tenant_id, place, position, began_at) values ($1, 0, 'null', $2) "
            "on conflict (tenant_id) do update set place = 0, position = 'null', began_at = excluded.began_at",
            tx.tenant(), now);
}

std::optional<KeyRotation> claim_key_rotation(Tx& tx) {
    return tx.find<KeyRotation>("where tenant_id = $1" + std::string(tx.for_update_skip_locked()), tx.tenant());
}

std::optional<KeyRotation> find_key_rotation(Tx& tx) {
    return tx.find<KeyRotation>("where tenant_id = $1", tx.tenant());
}

void move_key_rotation(Tx& tx, std::int64_t place, json::value const& position) {
    tx.exec("update key_rotations set place = $2, position = $3 where tenant_id = $1", tx.tenant(), place, position);
}

void finish_key_rotation(Tx& tx, Timestamp now) {
    tx.exec("update tenant_keys set retired_at = $2 where tenant_id = $1 and purpose = 'data' and retired_at is null "
            "and key_id < (select max(key_id) from tenant_keys where tenant_id = $1 and purpose = 'data')",
            tx.tenant(), now);
    tx.exec("delete from key_rotations where tenant_id = $1", tx.tenant());
}

KeyCounts key_counts(Tx& tx) {
    KeyCounts counts;
    tx.query(
        "select retired_at from tenant_keys where tenant_id = $1",
        [&](db::Row const& row) {
            ++counts.all;
            counts.retired += !row.is_null(0);
        },
        tx.tenant());
    return counts;
}

std::vector<EncryptedValue> sealed_rows_after(Tx& tx, EncryptedColumn const& column, json::value const& after,
                                              int limit) {
    db::Params params;
    auto sql = fmt::format("select {0}, {1} from {2} where tenant_id = {3} and {1} is not null", names_of_key(column),
                           column.column, column.table, params.mark(tx.tenant()));
    if (after.is_array()) sql += " and " + compared(column, ">", after.as_array(), params);
    sql += fmt::format(" order by {} limit {}", names_of_key(column), params.mark(limit));
    std::vector<EncryptedValue> rows;
    tx.query_with(sql, params, [&](db::Row const& row) { rows.push_back(sealed_row(column, row)); });
    return rows;
}

void replace_sealed(Tx& tx, EncryptedColumn const& column, EncryptedValue const& row, db::Blob const& sealed) {
    db::Params params;
    auto sql = fmt::format("update {0} set {1} = {2} where tenant_id = {3} and {1} = {4} and ", column.table,
                           column.column, params.mark(sealed), params.mark(tx.tenant()), params.mark(row.sealed));
    sql += compared(column, "=", row.key, params);
    tx.query_with(sql, params, [](db::Row const&) {});
}

} // namespace baton
