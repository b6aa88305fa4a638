// Sentences put together from parts: "[您好|你好],{product}[坏了|不转了]" takes one of each choice, which may hold
// further choices, and what the slots hold for the words in braces. Pure.
#pragma once
#include "demo/dice.h"

#include <map>
#include <string>
#include <string_view>

namespace baton::demo {

using Slots = std::map<std::string, std::string, std::less<>>;
using Lines = std::span<std::string_view const>;

// What only the one who writes it down can fill in is left as it stands until then.
inline constexpr std::string_view agent_slot = "{agent}", number_slot = "{number}", colleague_slot = "{colleague}";

// Throws std::logic_error for a slot that nobody filled, and for brackets that do not pair.
std::string phrase(Dice&, std::string_view pattern, Slots const&);
// One of them.
std::string phrase(Dice&, Lines patterns, Slots const&);

// `text` with every `what` replaced.
std::string replaced(std::string text, std::string_view what, std::string_view with);

} // namespace baton::demo
