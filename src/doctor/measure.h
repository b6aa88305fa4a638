// Sizes, times and statements as a sentence has them. Pure.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace baton {

std::string size_in_words(std::int64_t bytes);     // "1.5 GiB"
std::string time_in_words(std::int64_t seconds);   // "5 days", "90 minutes", "12 s"
std::string time_in_chinese(std::int64_t seconds); // "5 天", "90 分钟", "12 秒"
// Its first words, on one line.
std::string beginning_of(std::string_view sql);

} // namespace baton
