#pragma once
// The version of this build, from CMakeLists.txt.
#include <string_view>

namespace baton {

std::string_view version();

} // namespace baton
