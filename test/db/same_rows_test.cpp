// The same values go in and come out of both databases, in the same order, and the same things are refused.
#include "db/check_table.h"
#include "db/scratch_database.h"

#include <cmath>
#include <limits>

namespace baton::db {

struct ValueTag;
BOOST_DEFINE_ENUM_CLASS(Colour, red, new_)

struct Detail {
    std::string word;
    std::vector<std::int64_t> numbers;
    bool operator==(Detail const&) const = default;
};
DESCRIBE(Detail, (), (word, numbers));

struct Value {
    Id<ValueTag> id{};
    std::string text;
    std::optional<std::string> maybe_text;
    std::int64_t big = 0;
    std::optional<std::int64_t> maybe_big;
    int small = 0;
    bool flag = false;
    double real = 0;
    std::optional<double> maybe_real;
    Timestamp at{};
    Colour colour = Colour::red;
    Blob bytes;
    std::optional<Blob> maybe_bytes;
    Detail detail;
    std::vector<std::string> list;
    bool operator==(Value const&) const = default;
};
DESCRIBE(Value, (),
         (id, text, maybe_text, big, maybe_big, small, flag, real, maybe_real, at, colour, bytes, maybe_bytes, detail,
          list));

template <> constexpr std::string_view table<Value> = "kinds_of_values";

struct Renamed {
    std::string text;
    std::optional<std::int64_t> maybe_big;
};
DESCRIBE(Renamed, (), (text, maybe_big));

struct Longer {
    std::string text, due_note, colour;
};
DESCRIBE(Longer, (), (text, due_note, colour));
template <> constexpr std::string_view table<Longer> = "kinds_of_values";

struct Homeless {
    std::string text;
};
DESCRIBE(Homeless, (), (text));
template <> constexpr std::string_view table<Homeless> = "nowhere";

namespace {

constexpr auto schema = R"(
create table kinds_of_values ( -- a 'comment' with blob; and "quotes"
    tenant_id bigint not null,
    id bigint not null,
    text text not null,
    maybe_text text,
    big bigint not null,
    maybe_big bigint,
    small smallint not null,
    flag smallint not null,
    real double precision not null,
    maybe_real double precision,
    at bigint not null,
    colour text not null default 'blob; without rowid',
    bytes blob not null,
    maybe_bytes blob,
    detail text not null,
    list text not null,
    primary key (tenant_id, id)
) without rowid;
)";

constexpr auto least = std::numeric_limits<std::int64_t>::min();
constexpr auto most = std::numeric_limits<std::int64_t>::max();

std::vector<std::string> odd_texts() {
    std::string bytes;
    for (char c = 1; c < 127; ++c) bytes += c;
    return {"",
            " ",
            "null",
            "'",
            "''; drop table x; --",
            "\"quoted\"",
            "back\\slash",
            "line\nline",
            "\r\n\t",
            "$1 ?1 :a @b",
            "%_",
            "客服工单",
            "𠮷野家",
            "😀👩‍👩‍👧‍👦",
            "e\u0301",
            "\u00e9",
            "\u202eabc",
            "\ufeffBOM",
            "\U0010ffff",
            bytes,
            std::string(100'000, 'x'),
            "A",
            "a",
            "B",
            "Z",
            "ä",
            "中",
            "0"};
}

class SameRows : public OnBothDatabases {
protected:
    SameRows() { open(schema); }

    void store(std::vector<Value> const& values) {
        run(*database, default_tenant, [&](Tx& tx) {
            for (auto const& value : values) tx.insert(value);
        });
    }
    std::vector<Value> stored(std::string const& tail) {
        return look(*database, default_tenant, [&](Tx& tx) { return tx.select<Value>(tail, tx.tenant()); });
    }
    template <class T> std::optional<T> ask(std::string_view sql) {
        return look(*database, default_tenant, [&](Tx& tx) { return tx.value<T>(sql); });
    }
    template <class... A> void expect_refused(std::string_view sql, A const&... args) {
        EXPECT_THROW(run(*database, default_tenant, [&](Tx& tx) { tx.change(sql, args...); }), DbError) << sql;
    }
};

TEST_P(SameRows, EveryKindOfValueComesBackAsItWent) {
    std::vector<Value> values(4);
    for (std::size_t i = 0; i < values.size(); ++i) values[i].id.value = std::int64_t(i) + 1;
    values[1] = {.id = {2},
                 .text = "t",
                 .maybe_text = "",
                 .big = most,
                 .maybe_big = 0,
                 .small = 32767,
                 .flag = true,
                 .real = 0.1,
                 .maybe_real = -1e308,
                 .at = {most},
                 .colour = Colour::new_,
                 .bytes = {0, 255, '\'', '\\', 0},
                 .maybe_bytes = Blob{},
                 .detail = {"字", {1, least, most}},
                 .list = {"", "a\"b"}};
    values[2].big = least, values[2].small = -32768, values[2].real = std::numeric_limits<double>::denorm_min();
    values[2].at = {least}, values[2].maybe_real = std::numeric_limits<double>::infinity();
    values[3].real = std::numeric_limits<double>::max(), values[3].maybe_real = 1.0 / 3;
    values[3].bytes.assign(1'000'000, 7);
    store(values);
    EXPECT_EQ(stored("where tenant_id = $1 order by id"), values);
}

TEST_P(SameRows, OddTextsComeBackAndSortByTheirBytes) {
    auto texts = odd_texts();
    std::vector<Value> values;
    for (auto const& text : texts) {
        values.push_back({.id = {std::int64_t(values.size()) + 1}, .text = text, .maybe_text = text});
    }
    store(values);
    std::ranges::sort(texts);
    std::vector<std::string> sorted;
    for (auto const& value : stored("where tenant_id = $1 order by text")) sorted.push_back(value.text);
    EXPECT_EQ(sorted, texts);
    for (auto const& text : texts) {
        auto const n = look(*database, default_tenant, [&](Tx& tx) {
            return tx.value<std::int64_t>("select count(*) from kinds_of_values where tenant_id = $1 and text = $2",
                                          tx.tenant(), text);
        });
        EXPECT_EQ(n, 1) << text;
    }
}

TEST_P(SameRows, EmptyTextIsNotNullAndNullsComeLast) {
    store({{.id = {1}, .maybe_text = "b"}, {.id = {2}}, {.id = {3}, .maybe_text = ""}, {.id = {4}, .maybe_text = "a"}});
    auto const order = [&](std::string const& by) {
        std::string ids;
        for (auto const& value : stored("where tenant_id = $1 order by " + by)) ids += std::to_string(value.id.value);
        return ids;
    };
    EXPECT_EQ(order("maybe_text nulls last, id"), "3412");
    EXPECT_EQ(order("maybe_text desc nulls last, id"), "1432");
    EXPECT_EQ(ask<std::int64_t>("select count(*) from kinds_of_values where maybe_text is null"), 1);
    EXPECT_EQ(ask<std::int64_t>("select count(*) from kinds_of_values where maybe_text = ''"), 1);
}

TEST_P(SameRows, LikeKnowsCaseAndEscapes) {
    store({{.id = {1}, .text = "100%"},
           {.id = {2}, .text = "100x"},
           {.id = {3}, .text = "a_b"},
           {.id = {4}, .text = "A_B"}});
    auto const count = [&](std::string pattern) {
        return *look(*database, default_tenant, [&](Tx& tx) {
            return tx.value<std::int64_t>("select count(*) from kinds_of_values where text like $1 escape '\\'",
                                          pattern);
        });
    };
    EXPECT_EQ(count("100%"), 2);
    EXPECT_EQ(count("100\\%"), 1);
    EXPECT_EQ(count("a%"), 1);
    EXPECT_EQ(count("_\\__"), 2);
}

TEST_P(SameRows, NumbersOfExpressionsReadAlike) {
    store({{.id = {1}, .big = 3, .real = 1.5}, {.id = {2}, .big = -10, .real = 2}});
    EXPECT_EQ(ask<std::int64_t>("select sum(big) from kinds_of_values"), -7);
    EXPECT_EQ(ask<std::int64_t>("select sum(small) from kinds_of_values"), 0);
    EXPECT_EQ(ask<double>("select avg(big) from kinds_of_values"), -3.5);
    EXPECT_EQ(ask<double>("select sum(real) from kinds_of_values"), 3.5);
    EXPECT_EQ(ask<std::int64_t>("select sum(big) from kinds_of_values where id = 99"), std::nullopt);
    EXPECT_EQ(ask<std::int64_t>("select big / 4 from kinds_of_values where id = 2"), -2);
    EXPECT_EQ(ask<std::string>("select lower('ÄB')"), "Äb");
    EXPECT_EQ(ask<std::string>("select coalesce(maybe_text, 'none') from kinds_of_values where id = 1"), "none");
}

TEST_P(SameRows, AnUpdateTouchesItsFieldsOnly) {
    store({{.id = {1}, .text = "old", .big = 5}, {.id = {2}, .text = "other"}});
    run(*database, default_tenant, [](Tx& tx) { tx.update<Value>(Id<ValueTag>{1}, Renamed{"new", 9}); });
    auto const rows = stored("where tenant_id = $1 order by id");
    EXPECT_EQ(rows[0], (Value{.id = {1}, .text = "new", .big = 5, .maybe_big = 9}));
    EXPECT_EQ(rows[1].text, "other");
}

TEST_P(SameRows, ChangeCountsRowsAndReturningReadsThem) {
    store({{.id = {1}}, {.id = {2}}, {.id = {3}}});
    run(*database, default_tenant, [](Tx& tx) {
        EXPECT_EQ(tx.change("update kinds_of_values set big = big + $1 where id > 1", 1), 2);
        EXPECT_EQ(tx.change("delete from kinds_of_values where id = 77"), 0);
        EXPECT_EQ(tx.value<std::int64_t>("delete from kinds_of_values where id = 3 returning big"), 1);
    });
    EXPECT_EQ(ask<std::int64_t>("select count(*) from kinds_of_values"), 2);
}

TEST_P(SameRows, WhatOneCouldNotStoreBothRefuse) {
    auto const sql =
        "insert into kinds_of_values (tenant_id, id, text, big, small, flag, real, at, colour, bytes, detail, list) "
        "values (1, 1, $1, 0, 0, 0, $2, 0, 'red', $3, '{}', '[]')";
    expect_refused(sql, std::string("a\0b", 3), 0.0, Blob{});
    expect_refused(sql, "broken \xff", 0.0, Blob{});
    expect_refused(sql, "half \xe4\xb8", 0.0, Blob{});
    expect_refused(sql, "surrogate \xed\xa0\x80", 0.0, Blob{});
    expect_refused(sql, "t", std::nan(""), Blob{});
    expect_refused("select 1 from kinds_of_values where text = $1 and id = $2", "one value too few");
    expect_refused("selec 1");
    expect_refused("select 1 from nowhere");
    expect_refused("insert into kinds_of_values (tenant_id, id) values (1, 1)");
    EXPECT_EQ(ask<std::int64_t>("select count(*) from kinds_of_values"), 0);
}

TEST_P(SameRows, TextIsNotReadAsANumberNorANumberAsText) {
    EXPECT_THROW(ask<std::int64_t>("select 'a'"), DbError);
    EXPECT_THROW(ask<std::string>("select 1"), DbError);
    EXPECT_THROW(ask<Colour>("select 'purple'"), DbError);
}

TEST_P(SameRows, AStatementMayRunInsideItsOwnRows) {
    store({{.id = {1}}, {.id = {2}}});
    int seen = 0;
    database->read(default_tenant, [&](Tx& tx) {
        auto const sql = "select id from kinds_of_values where tenant_id = $1 order by id";
        tx.query(
            sql,
            [&](Row const&) {
                tx.query(
                    sql, [&](Row const&) { ++seen; }, tx.tenant());
            },
            tx.tenant());
    });
    EXPECT_EQ(seen, 4);
}

TEST_P(SameRows, AMissingColumnIsNamed) {
    auto const trouble = [&]<class T>(T) -> std::string {
        try {
            database->read(default_tenant, [](Tx& tx) { check_table<T>(tx); });
        } catch (DbError const& error) {
            return error.what();
        }
        return "";
    };
    EXPECT_EQ(trouble(Value{}), "");
    EXPECT_EQ(trouble(Longer{}), "table kinds_of_values has no column due_note");
    EXPECT_EQ(trouble(Homeless{}), "there is no table nowhere");
}

ON_BOTH_DATABASES(SameRows);

} // namespace
} // namespace baton::db
