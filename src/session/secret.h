// The secrets of sessions and tokens, and what is kept of them.
#pragma once
#include "base/id.h"
#include <string>
#include <string_view>

namespace baton {

std::string new_session_secret(TenantId);
std::string new_token_secret(TenantId);
bool is_session_secret(std::string_view);
bool is_token_secret(std::string_view);
// What is stored: secrets are long and random, so a plain SHA-256 tells nothing.
std::string hash_of_secret(std::string_view);
// What is stored of the network someone signed in from.
std::string address_hash(std::string_view login, std::string_view remote_address);

} // namespace baton
