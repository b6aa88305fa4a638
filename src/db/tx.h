// One unit of work on one tenant's data, on either database. Values are always bound ($1, $2 …),
// never spliced; only column lists come from reflection. select, insert, update, exec, change,
// query: there is one way to do each thing. Commit and rollback belong to Database, not to Tx.
#pragma once
#include "base/json.h"
#include "db/session.h"
#include "vault/key_ring.h"
#include <fmt/format.h>
#include <list>
#include <typeinfo>

namespace baton::db {

using Blob = std::vector<unsigned char>;

// The table of a row type; specialised in the slice's store.cpp: template <> … table<Ticket> = "tickets".
// Every table has tenant_id, which row types do not repeat.
template <class T> inline constexpr std::string_view table = {};

// Values for $1, $2 … in order. Text given to add() is viewed, not copied: it must outlive the
// call that uses it; mark() copies.
struct Params {
    std::vector<Param> list;
    std::list<std::string> texts; // converted values (lists become JSON text), at stable addresses

    Params() = default;
    explicit Params(std::size_t n) { list.reserve(n); }
    // Adds a value and returns its mark: "assignee_id = " + params.mark(user).
    template <class T> std::string mark(T const& v) {
        add(v);
        auto& param = list.back();
        if (!param.null && (param.kind == Param::Kind::text || param.kind == Param::Kind::blob))
            param.bytes = texts.emplace_back(param.bytes);
        return "$" + std::to_string(list.size());
    }
    void integer(std::int64_t v) { list.push_back({.kind = Param::Kind::integer, .integer = v}); }
    void real(double v) { list.push_back({.kind = Param::Kind::real, .real = v}); }
    void text(std::string_view v) { list.push_back({.kind = Param::Kind::text, .bytes = v}); }
    void blob(std::string_view v) { list.push_back({.kind = Param::Kind::blob, .bytes = v}); }

    template <class T> void add(T const& v) {
        if constexpr (is_optional<T>) {
            if (v) return add(*v);
            add(typename T::value_type{});
            list.back().null = true;
            list.back().bytes = {};
        } else if constexpr (is_id<T>) integer(v.value);
        else if constexpr (std::same_as<T, Timestamp>) integer(v.us);
        else if constexpr (DescribedEnum<T>) text(name_of(v));
        else if constexpr (std::integral<T>) integer(std::int64_t(v)); // bool is 0 or 1
        else if constexpr (std::floating_point<T>) real(double(v));
        else if constexpr (std::same_as<T, Blob>) blob({reinterpret_cast<char const*>(v.data()), v.size()});
        else if constexpr (std::convertible_to<T const&, std::string_view>) text(std::string_view(v));
        else text(texts.emplace_back(to_json_text(v))); // lists, maps, nested structs
    }
};

namespace detail {

template <class T> void read_column(Row const& row, int i, T& out) {
    if constexpr (is_optional<T>) {
        if (row.is_null(i)) return out.reset();
        read_column(row, i, out.emplace());
    } else if constexpr (is_id<T>) out.value = row.integer(i);
    else if constexpr (std::same_as<T, Timestamp>) out.us = row.integer(i);
    else if constexpr (DescribedEnum<T>) {
        auto const e = enum_from<T>(row.bytes(i));
        if (!e) throw DbError("unknown value in the database: " + std::string(row.bytes(i)));
        out = *e;
    } else if constexpr (std::same_as<T, bool>) out = row.integer(i) != 0;
    else if constexpr (std::integral<T>) out = T(row.integer(i));
    else if constexpr (std::floating_point<T>) out = T(row.real(i));
    else if constexpr (std::same_as<T, Blob>) {
        auto const b = row.bytes(i);
        out.assign(b.begin(), b.end());
    } else if constexpr (std::derived_from<T, std::string>) out.assign(row.bytes(i));
    else {
        Problems problems; // what we wrote ourselves reads without problems
        from_json(parse_json(row.bytes(i)), out, "", Reading::patch, problems);
        problems.raise();
    }
}

} // namespace detail

// "a, b, c" of a row type, with an optional table alias: "t.a, t.b, t.c".
template <Described T> std::string columns(std::string_view alias = {}) {
    std::string all;
    for_each_field<T>([&](std::string_view name, auto) {
        if (!all.empty()) all += ", ";
        if (!alias.empty()) (all += alias) += '.';
        all += name;
    });
    return all;
}

template <Described T> T read_row(Row const& row, int first_column = 0) {
    T out{};
    int i = first_column;
    for_each_field<T>([&](std::string_view, auto member) { detail::read_column(row, i++, out.*member); });
    return out;
}

enum class KeyUse { read, write }; // only what writes may make keys

class Tx {
public:
    Tx(Session& session, TenantId tenant) : session_(session), tenant_(tenant) {}
    Tx(Tx const&) = delete;

    TenantId tenant() const { return tenant_; }
    Dialect dialect() const { return session_.dialect(); }

    // Ends a select whose rows stay locked until commit; SQLite with its one writer needs no words.
    std::string_view for_update() const { return dialect() == Dialect::postgres ? " for update" : ""; }
    // The same, passing over rows another unit has locked.
    std::string_view for_update_skip_locked() const {
        return dialect() == Dialect::postgres ? " for update skip locked" : "";
    }

    // Keeps the row from being locked by for_update, and only that, until commit.
    std::string_view for_key_share() const { return dialect() == Dialect::postgres ? " for key share" : ""; }

    // What sensitive values are encrypted with. A unit that writes makes the tenant's keys when there are none yet.
    Vault const& vault();
    // A further key of the tenant, in use once this unit is committed; ones that are there already stay readable.
    // REQUIRES: one unit at a time does so for the tenant.
    void add_key(KeyPurpose);
    void use_keys(KeyRing& keys, KeyUse use) {
        keys_ = &keys;
        key_use_ = use;
    }
    // Null unless this unit had to read or make the keys it used.
    Vault::Keys const& loaded_keys() const { return loaded_keys_; }

    // A fresh id: next_id<TicketId>(now). Spent even when the unit fails.
    template <class I> I next_id(Timestamp now) { return I{session_.ids().next(now)}; }

    // For statements whose outcome does not matter to this unit (it fails with them all the same).
    template <class... A> void exec(std::string_view sql, A const&... args) {
        auto const p = bind(args...);
        session_.exec(sql, p.list);
    }
    // How many rows changed.
    template <class... A> std::int64_t change(std::string_view sql, A const&... args) {
        auto const p = bind(args...);
        return session_.change(sql, p.list);
    }
    // f(Row const&) for each row.
    template <class F, class... A> void query(std::string_view sql, F&& f, A const&... args) {
        auto const p = bind(args...);
        session_.query(sql, p.list, std::forward<F>(f));
    }
    // The same for a statement put together with Params::mark.
    template <class F> void query_with(std::string_view sql, Params const& params, F&& f) {
        session_.query(sql, params.list, std::forward<F>(f));
    }
    // select<Ticket>("where tenant_id = $1 and id = $2", tx.tenant(), id)
    template <Described T, class... A> std::vector<T> select(std::string_view tail, A const&... args) {
        static std::string const head = "select " + columns<T>() + " from " + std::string(table<T>) + " ";
        std::vector<T> rows;
        query(
            head + std::string(tail), [&](Row const& row) { rows.push_back(read_row<T>(row)); }, args...);
        return rows;
    }
    template <Described T, class... A> std::optional<T> find(std::string_view tail, A const&... args) {
        auto rows = select<T>(tail, args...);
        if (rows.empty()) return std::nullopt;
        return std::move(rows.front());
    }
    // One value of the first row: value<std::int64_t>("select max(id) from …"); null reads as absent.
    template <class T, class... A> std::optional<T> value(std::string_view sql, A const&... args) {
        std::optional<T> found;
        query(
            sql,
            [&](Row const& row) {
                if (!found && !row.is_null(0)) detail::read_column(row, 0, found.emplace());
            },
            args...);
        return found;
    }
    // What load() finds in these tables alone, from memory as long as no commit has changed one of them: for what is
    // read with every request and hardly ever changes. `key` tells one T from another. Absence is not kept.
    template <class T, class Load>
    std::optional<T> remember(std::initializer_list<std::string_view> tables, std::string_view key, Load load) {
        auto* const references = session_.references();
        if (!references || !references->covers(tables)) return load();
        auto name = std::to_string(tenant_.value) + " " + typeid(T).name() + " ";
        name += key;
        if (auto const known = references->find(name)) return *static_cast<T const*>(known.get());
        std::optional<T> found = load();
        if (found) references->keep(std::move(name), std::make_shared<T const>(*found));
        return found;
    }
    template <Described T> void insert(T const& row) {
        static std::string const sql = insert_sql<T>();
        Params p(field_count<T> + 1);
        p.add(tenant_);
        for_each_field<T>([&](std::string_view, auto member) { p.add(row.*member); });
        session_.exec(sql, p.list);
    }
    // Writes the fields of `part` (a described subset of Row's columns) to the row with this id.
    template <Described Row, Described Part, class Tag> void update(Id<Tag> id, Part const& part) {
        static std::string const sql = update_sql<Row, Part>();
        Params p(field_count<Part> + 2);
        p.add(tenant_);
        p.add(id);
        for_each_field<Part>([&](std::string_view, auto member) { p.add(part.*member); });
        session_.exec(sql, p.list);
    }

private:
    template <class... A> static Params bind(A const&... args) {
        Params p(sizeof...(A));
        (p.add(args), ...);
        return p;
    }
    template <class T> static std::string insert_sql() {
        std::string marks = "$1";
        for (std::size_t i = 0; i < field_count<T>; ++i) marks += fmt::format(", ${}", i + 2);
        return fmt::format("insert into {} (tenant_id, {}) values ({})", table<T>, columns<T>(), marks);
    }
    template <class Row, class Part> static std::string update_sql() {
        std::string sets;
        int n = 3;
        for_each_field<Part>([&](std::string_view name, auto) {
            sets += fmt::format("{}{} = ${}", sets.empty() ? "" : ", ", name, n++);
        });
        return fmt::format("update {} set {} where tenant_id = $1 and id = $2", table<Row>, sets);
    }

    Session& session_;
    TenantId tenant_;
    KeyRing* keys_ = nullptr;
    KeyUse key_use_ = KeyUse::read;
    Vault::Keys loaded_keys_;
    std::optional<Vault> vault_; // once asked for
};

} // namespace baton::db

namespace baton {
using db::Tx;
}
