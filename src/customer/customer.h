// Customers 客户: whoever asks for something. Recognised by phone, then by mail; a stored name is
// never overwritten by a later one.
#pragma once
#include "base/json.h"

namespace baton {

struct CustomerTag;
using CustomerId = Id<CustomerTag>;

struct Customer {
    CustomerId id{};
    std::string name;
    Timestamp created_at{};
    std::int64_t version = 1;
};
DESCRIBE(Customer, (), (id, name, created_at, version));

// Who asks, as a request names him: an id, or a name with phone and mail.
struct Requester {
    std::optional<CustomerId> id;
    std::optional<Text<1, 100>> name;
    std::optional<Text<1, 40>> phone;
    std::optional<Text<1, 254>> email;
};
DESCRIBE(Requester, (), (id, name, phone, email));
// Adds problems below `path`.
void check_requester(Requester const&, std::string const& path, Problems&);

// Digits only, with 86 for mainland mobiles written without it: "138 0013-8000" → "8613800138000".
// Absent when it cannot be a phone number (E.164: 15 digits at most; we take 3 and more).
std::optional<std::string> normal_phone(std::string_view);
// Trimmed, lower case (ASCII); absent without exactly one @ between something and a name with a dot or not.
std::optional<std::string> normal_email(std::string_view);

} // namespace baton
