#include "db/postgres_values.h"

#include <bit>
#include <cmath>
#include <fmt/format.h>

namespace baton::db {
namespace {

// Fixed since ever (src/include/catalog/pg_type.dat).
enum Type : Oid {
    bool_type = 16,
    bytea = 17,
    name = 19,
    int8 = 20,
    int2 = 21,
    int4 = 23,
    text = 25,
    oid = 26,
    float4 = 700,
    float8 = 701,
    bpchar = 1042,
    varchar = 1043,
    numeric = 1700,
    void_type = 2278
};

Oid type_of(Param::Kind kind) {
    switch (kind) {
    case Param::Kind::integer:
        return int8;
    case Param::Kind::real:
        return float8;
    case Param::Kind::text:
        return text;
    case Param::Kind::blob:
        return bytea;
    }
    return text;
}

std::array<char, 8> big_endian(std::uint64_t value) {
    std::array<char, 8> bytes;
    for (std::size_t i = 8; i-- > 0; value >>= 8) bytes[i] = char(value & 0xff);
    return bytes;
}

std::uint64_t from_big_endian(std::string_view bytes) {
    std::uint64_t value = 0;
    for (char const c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

// numeric on the wire: digit count, weight of the first digit, sign, scale, then digits to base 10,000.
template <class T> T numeric_value(std::string_view bytes) {
    auto const word = [&](std::size_t i) { return std::int16_t(from_big_endian(bytes.substr(2 * i, 2))); };
    int const digits = word(0), weight = word(1);
    constexpr std::uint16_t positive = 0, negative = 0x4000;
    auto const sign = std::uint16_t(word(2));
    if (sign != positive && sign != negative) throw DbError("a numeric that is not finite");
    T value = 0;
    for (int i = 0; i <= weight; ++i) value = value * 10'000 + (i < digits ? word(std::size_t(4 + i)) : 0);
    if constexpr (std::floating_point<T>)
        for (int i = std::max(weight + 1, 0); i < digits; ++i)
            value += word(std::size_t(4 + i)) * std::pow(10'000.0, weight - i);
    return sign == negative ? -value : value;
}

std::int64_t whole_numeric(std::string_view bytes) {
    // Five digits to base 10,000 hold every 64-bit number; more cannot overflow 128 bits unnoticed.
    if (std::int16_t(from_big_endian(bytes.substr(2, 2))) > 4) throw DbError("a numeric beyond 64 bits");
    auto const value = numeric_value<__int128>(bytes);
    if (value != std::int64_t(value)) throw DbError("a numeric beyond 64 bits");
    return std::int64_t(value);
}

} // namespace

PostgresArguments::PostgresArguments(std::span<Param const> params) {
    auto const n = params.size();
    types_.reserve(n), values_.reserve(n), lengths_.reserve(n), numbers_.reserve(n);
    formats_.assign(n, 1);
    for (Param const& p : params) {
        types_.push_back(type_of(p.kind));
        bool const number = p.kind == Param::Kind::integer || p.kind == Param::Kind::real;
        if (number)
            numbers_.push_back(big_endian(p.kind == Param::Kind::integer ? std::uint64_t(p.integer)
                                                                         : std::bit_cast<std::uint64_t>(p.real)));
        char const* const bytes = p.bytes.data() ? p.bytes.data() : ""; // a null pointer would mean null
        values_.push_back(p.null ? nullptr : number ? numbers_.back().data() : bytes);
        lengths_.push_back(number ? 8 : int(p.bytes.size()));
    }
}

std::string_view PostgresRow::raw(int column) const {
    if (column >= PQnfields(result_)) throw DbError(fmt::format("no such column in the result: {}", column));
    return {PQgetvalue(result_, row_, column), std::size_t(PQgetlength(result_, row_, column))};
}

bool PostgresRow::is_null(int column) const {
    raw(column);
    return PQgetisnull(result_, row_, column) == 1;
}

std::int64_t PostgresRow::integer(int column) const {
    if (is_null(column)) return 0;
    auto const value = raw(column);
    switch (PQftype(result_, column)) {
    case int8:
        return std::int64_t(from_big_endian(value));
    case int4:
        return std::int32_t(from_big_endian(value));
    case int2:
        return std::int16_t(from_big_endian(value));
    case oid:
    case bool_type:
        return std::int64_t(from_big_endian(value));
    case numeric:
        return whole_numeric(value);
    case float4:
    case float8:
        return std::int64_t(real(column));
    default:
        throw DbError(fmt::format("text where a number was expected in column {}", column));
    }
}

double PostgresRow::real(int column) const {
    if (is_null(column)) return 0;
    auto const value = raw(column);
    switch (PQftype(result_, column)) {
    case float8:
        return std::bit_cast<double>(from_big_endian(value));
    case float4:
        return std::bit_cast<float>(std::uint32_t(from_big_endian(value)));
    case numeric:
        return numeric_value<double>(value);
    default:
        return double(integer(column));
    }
}

std::string_view PostgresRow::bytes(int column) const {
    if (is_null(column)) return {};
    switch (PQftype(result_, column)) {
    case text:
    case varchar:
    case bpchar:
    case name:
    case bytea:
    case void_type:
        return raw(column);
    default:
        throw DbError(fmt::format("a number where text was expected in column {}", column));
    }
}

} // namespace baton::db
