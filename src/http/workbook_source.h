// A workbook as what an answer is sent from.
#pragma once
#include "base/workbook.h"
#include "http/message.h"

namespace baton::http {

inline constexpr std::string_view workbook_media_type =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

// REQUIRES: all rows are in it. Throws std::runtime_error.
std::unique_ptr<Source> source_of(Workbook);

} // namespace baton::http
