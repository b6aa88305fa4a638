#include "api/schema.h"

namespace baton::api {

std::string schema_name(std::string const& demangled) {
    auto const open = demangled.find('<');
    auto const outer = demangled.substr(0, open);
    auto name = outer.substr(outer.rfind(':') + 1);
    if (open == std::string::npos) return name;
    auto const inner = demangled.substr(open + 1, demangled.rfind('>') - open - 1);
    return name + "Of" + schema_name(inner);
}

json::value detail::nullable(json::value schema) {
    return {{"anyOf", json::array{std::move(schema), json::value{{"type", "null"}}}}};
}

} // namespace baton::api
