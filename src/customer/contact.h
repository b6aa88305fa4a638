// Phone numbers, mail addresses and identities on channels: one normal form however they are
// written, by which a customer is recognised, and how they are shown. Pure rules.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace baton {

// Digits with the country first, no sign (ITU-T E.164): "138 0013-8000" → "8613800138000",
// "010-8888 6666 转 801" → "861088886666x801", "+1 (212) 555-0100" → "12125550100". Numbers without
// a country are mainland ones: mobiles, area code and number, 400 and 800; service numbers (95588)
// and local ones without area code stay as dialled. Absent when it cannot be a phone number.
std::optional<std::string> normal_phone(std::string_view written);
// As people here read it: "13800138000", "010-88886666 转 801", "+12125550100", "95588".
std::string shown_phone(std::string_view normal);
// "138****8000": enough to recognise it, not enough to call it.
std::string masked_phone(std::string_view normal);

// Lower case, domain in ASCII (RFC 5321 §4.1.2 dot-string, RFC 6531 for other scripts before the @).
// Quoted local parts are refused: nobody has one, attackers do.
std::optional<std::string> normal_email(std::string_view written);
// "z***@example.com".
std::string masked_email(std::string_view normal);

// "wechat:oAbC123": the channel and what it calls him; external ids keep their case.
std::string normal_identity(std::string_view channel, std::string_view external_id);

} // namespace baton
