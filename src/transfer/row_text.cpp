#include "transfer/row_text.h"

#include <charconv>
#include <fmt/format.h>

namespace baton {
namespace {

using Kind = db::TableLayout::Kind;
constexpr std::int64_t exact_in_any_json = std::int64_t{1} << 53;

json::value value_of(Kind kind, db::Row const& row, int at) {
    if (row.is_null(at)) return nullptr;
    switch (kind) {
    case Kind::integer: {
        auto const n = row.integer(at);
        bool const is_exact = n >= -exact_in_any_json && n <= exact_in_any_json;
        return is_exact ? json::value(n) : json::value(std::to_string(n));
    }
    case Kind::real:
        return json::value(fmt::format("{}", row.real(at)));
    case Kind::text:
        return json::value(json::string(row.bytes(at)));
    case Kind::blob:
        return json::value(base64url(bytes_of(row.bytes(at))));
    }
    return nullptr;
}

template <class T> std::optional<T> number_in(std::string_view text) {
    T value{};
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<db::Value> value_in(Kind kind, json::value const& from) {
    if (from.is_null()) return db::Value();
    if (kind == Kind::integer && from.is_int64()) return from.get_int64();
    if (!from.is_string()) return std::nullopt;
    std::string_view const text = from.get_string();
    if (kind == Kind::integer) return number_in<std::int64_t>(text);
    if (kind == Kind::real) return number_in<double>(text);
    if (kind == Kind::text) return std::string(text);
    auto const bytes = from_base64url(text);
    if (!bytes) return std::nullopt;
    return std::string(text_of(*bytes));
}

json::object object_in(std::string_view line) {
    try {
        auto value = parse_json(line);
        if (auto* object = value.if_object()) return std::move(*object);
    } catch (Error const&) {
        // said below
    }
    throw BackupError("is no JSON object");
}

} // namespace

std::string line_of_row(db::TableLayout const& layout, db::Row const& row) {
    json::object object;
    int at = 0;
    for (auto const& column : layout.columns) object.emplace(column.name, value_of(column.kind, row, at++));
    return json::serialize(object) + "\n";
}

db::Values row_in_line(db::TableLayout const& layout, std::string_view line) {
    auto const object = object_in(line);
    if (object.size() != layout.columns.size()) throw BackupError("has other columns than the table");
    db::Values values;
    values.reserve(layout.columns.size());
    for (auto const& column : layout.columns) {
        auto const* found = object.if_contains(column.name);
        if (!found) throw BackupError(fmt::format("has no {}", column.name));
        auto value = value_in(column.kind, *found);
        if (!value) throw BackupError(fmt::format("has a {} that cannot be read", column.name));
        values.push_back(std::move(*value));
    }
    return values;
}

} // namespace baton
