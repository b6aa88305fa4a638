#include "custody/service.h"

#include "custody/store.h"
#include "tenant/service.h"

namespace baton {
namespace {

constexpr int slice = 100;

void encrypt_again(Tx& tx, EncryptedColumn const& column, EncryptedValue const& row) {
    auto const& vault = tx.vault();
    if (vault.is_current(column.field, row.sealed)) return;
    auto plain = vault.decrypt(tx.tenant(), column.field, row.sealed);
    replace_sealed(tx, column, row, vault.encrypt(tx.tenant(), column.field, plain));
    wipe(plain);
}

} // namespace

void begin_rotation(Tx& tx, Timestamp now) {
    lock_tenant(tx); // two at once would make the same key
    tx.add_key(KeyPurpose::data);
    tx.add_key(KeyPurpose::event);
    start_key_rotation(tx, now);
}

RotationStep rotate_slice(Tx& tx, std::span<EncryptedColumn const> columns, Timestamp now) {
    auto const rotation = claim_key_rotation(tx);
    if (!rotation) return RotationStep::none;
    if (now < after_seconds(rotation->began_at, rotation_settles_after_s)) return RotationStep::early;
    if (std::size_t(rotation->place) >= columns.size()) {
        finish_key_rotation(tx, now);
        return RotationStep::finished;
    }
    auto const& column = columns[std::size_t(rotation->place)];
    auto const rows = sealed_rows_after(tx, column, rotation->position, slice);
    for (auto const& row : rows) encrypt_again(tx, column, row);
    if (rows.size() < slice) move_key_rotation(tx, rotation->place + 1, nullptr);
    else move_key_rotation(tx, rotation->place, rows.back().key);
    return RotationStep::slice;
}

RotationState rotation_state(Tx& tx) {
    auto const counts = key_counts(tx);
    auto const rotation = find_key_rotation(tx);
    RotationState state{rotation.has_value(), "", counts.all, counts.retired};
    if (rotation && std::size_t(rotation->place) < encrypted_columns().size()) {
        auto const& column = encrypted_columns()[std::size_t(rotation->place)];
        state.place = std::string(column.table) + "." + std::string(column.column);
    }
    return state;
}

} // namespace baton
