// Which master keys the stored keys are wrapped by, the stored keys themselves, and where a rotation has come to.
#pragma once
#include "custody/encrypted_columns.h"
#include "db/database.h"

#include <variant>

namespace baton {

std::vector<std::string> master_fingerprints(Tx&);
void add_master_fingerprint(Tx&, std::string const&, Timestamp now);
void remove_other_fingerprints(Tx&, std::string const& kept);

// Puts `now` in the place of `before` if that still stands there.
void replace_wrapped(Tx&, KeyId, db::Blob const& before, db::Blob const& now);

struct KeyRotation {
    std::int64_t place = 0;         // in encrypted_columns()
    json::value position = nullptr; // key of the last row done there, a JSON list
    Timestamp began_at{};
};
DESCRIBE(KeyRotation, (), (place, position, began_at));

void start_key_rotation(Tx&, Timestamp now);
// Locked until the unit ends; absent when there is none, or another node works on it at the moment.
std::optional<KeyRotation> claim_key_rotation(Tx&);
std::optional<KeyRotation> find_key_rotation(Tx&);
void move_key_rotation(Tx&, std::int64_t place, json::value const& position);
// Retires every data key but the newest and forgets the rotation.
void finish_key_rotation(Tx&, Timestamp now);
struct KeyCounts {
    std::int64_t all = 0, retired = 0;
};
KeyCounts key_counts(Tx&);

struct EncryptedValue {
    json::array key;
    db::Blob sealed;
};
// At most `limit` rows of a column after a key (null: from the beginning), in the order of the key.
std::vector<EncryptedValue> sealed_rows_after(Tx&, EncryptedColumn const&, json::value const& after, int limit);
// Unless somebody changed the value meanwhile.
void replace_sealed(Tx&, EncryptedColumn const&, EncryptedValue const&, db::Blob const& sealed);

} // namespace baton
