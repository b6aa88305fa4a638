// Rotation of a tenant's keys: new ones are made at once and used from then on; what was encrypted before is encrypted
// again in the background, a slice at a time. Where that has come to stands in the database, so it goes on after any
// end of the process. When nothing uses the old data key any more it is retired: it encrypts nothing, and is kept for
// what may come back from a backup.
#pragma once
#include "custody/encrypted_columns.h"
#include "db/database.h"

namespace baton {

// Every node encrypts under the new key by then.
constexpr std::int64_t rotation_settles_after_s = 5;

// Makes new data and event keys and begins, or begins again.
void begin_rotation(Tx&, Timestamp now);

enum class RotationStep { none, early, slice, finished };
// One slice of at most 100 rows; `none` when no rotation is under way, `early` when it is too soon to begin.
RotationStep rotate_slice(Tx&, std::span<EncryptedColumn const>, Timestamp now);

struct RotationState {
    bool is_rotating = false;
    std::string place;                  // table and column it has come to
    std::int64_t keys = 0, retired = 0; // of the tenant
};
RotationState rotation_state(Tx&);

} // namespace baton
