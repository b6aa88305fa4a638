#include "db/bindable.h"

#include "base/text.h"

#include <cmath>

namespace baton::db {
namespace {

bool is_ascii(std::string_view text) {
    unsigned char all = 0;
    for (char const c : text) all |= static_cast<unsigned char>(c);
    return all < 0x80;
}

char const* trouble(Param const& param) {
    if (param.null) return nullptr;
    if (param.kind == Param::Kind::real) return std::isnan(param.real) ? "is not a number" : nullptr;
    if (param.kind != Param::Kind::text) return nullptr;
    if (param.bytes.find('\0') != param.bytes.npos) return "holds a NUL character";
    return is_ascii(param.bytes) || is_utf8(param.bytes) ? nullptr : "is not valid UTF-8";
}

} // namespace

void check_bindable(std::string_view sql, std::span<Param const> params) {
    for (std::size_t i = 0; i < params.size(); ++i)
        if (auto const* what = trouble(params[i]))
            throw DbError("value $" + std::to_string(i + 1) + " " + what + ": " + std::string(sql));
}

} // namespace baton::db
