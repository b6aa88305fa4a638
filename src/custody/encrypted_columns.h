// Every column that holds ciphertext: rotation encrypts what stands here again, slice by slice. Whoever adds such a
// column adds it to the list in encrypted_columns.cpp. Events are sealed and not here: their values have fields that
// begin with "event.", whose keys are kept.
#pragma once
#include <span>
#include <string_view>
#include <vector>

namespace baton {

struct KeyColumn {
    std::string_view name;
    bool is_text = false; // else bigint
};

struct EncryptedColumn {
    std::string_view table;
    std::vector<KeyColumn> key; // the primary key without tenant_id
    std::string_view column;    // blob; null where there is nothing
    std::string_view field;     // what it was encrypted as
};

// The order is part of a rotation that is under way when the program is replaced: append.
std::span<EncryptedColumn const> encrypted_columns();

} // namespace baton
