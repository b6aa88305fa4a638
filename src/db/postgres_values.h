// Values to and from PostgreSQL's binary formats.
#pragma once
#include "db/postgres_error.h"
#include <deque>
#include <memory>
#include <vector>

namespace baton::db {

using PostgresResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

// The arrays libpq wants for a call; views into the params they were made from.
class PostgresArguments {
public:
    explicit PostgresArguments(std::span<Param const>);

    int size() const { return int(types_.size()); }
    Oid const* types() const { return types_.data(); }
    char const* const* values() const { return values_.data(); }
    int const* lengths() const { return lengths_.data(); }
    int const* formats() const { return formats_.data(); }

private:
    std::vector<Oid> types_;
    std::vector<char const*> values_;
    std::vector<int> lengths_, formats_;
    std::vector<std::array<char, 8>> numbers_;
};

// One row of a result in binary format.
class PostgresRow final : public Row {
public:
    PostgresRow(PGresult const* result, int row) : result_(result), row_(row) {}

    bool is_null(int column) const override;
    std::int64_t integer(int column) const override;
    double real(int column) const override;
    std::string_view bytes(int column) const override;

private:
    std::string_view raw(int column) const;

    PGresult const* result_;
    int row_;
};

} // namespace baton::db
