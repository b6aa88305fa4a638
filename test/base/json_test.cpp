#include "base/json.h"
#include <gtest/gtest.h>

namespace baton {
namespace {

BOOST_DEFINE_ENUM_CLASS(Colour, red, new_)

struct Address {
    Text<1, 20> street;
    std::optional<std::int64_t> number;
    bool operator==(Address const&) const = default;
};
DESCRIBE(Address, (), (street, number));

struct Person {
    Text<1, 10> name;
    Colour colour = Colour::red;
    std::vector<Text<1, 5>> tags;
    std::optional<Address> address;
    Id<TenantTag> id{};
    std::optional<Timestamp> at;
    Maybe<std::string> nickname;
    bool operator==(Person const&) const = default;
};
DESCRIBE(Person, (), (name, colour, tags, address, id, at, nickname));

std::vector<FieldError> errors_of(std::string_view text) {
    try {
        read_json<Person>(parse_json(text));
        return {};
    } catch (Error const& e) {
        return e.errors;
    }
}

TEST(Json, WritesAndReadsBackEveryKindOfField) {
    Person const person{
        "王芳", Colour::new_, {"vip", "老人"}, Address{"中山路", 8}, {42}, Timestamp{1'700'000'000'123'456}, {}};
    auto const j = to_json(person);
    EXPECT_EQ(json::serialize(j),
              R"({"name":"王芳","colour":"new","tags":["vip","老人"],"address":{"street":"中山路","number":8},)"
              R"("id":"42","at":"2023-11-14T22:13:20.123456Z"})");
    EXPECT_EQ(read_json<Person>(j), person);
}

TEST(Json, NamesEveryWrongFieldWithItsPath) {
    auto const errors = errors_of(
        R"({"name":"", "colour":"blue", "tags":["ok", 3, "toolong"], "address":{"number":"x", "zip":1}, "at":"yesterday", "more":1})");
    std::vector<std::string> fields;
    for (auto const& e : errors) fields.push_back(e.field);
    EXPECT_EQ(fields, (std::vector<std::string>{"name", "colour", "tags[1]", "tags[2]", "address.street",
                                                "address.number", "address.zip", "id", "at", "more"}));
}

TEST(Json, ReadsTheLimitsOfText) {
    EXPECT_EQ(errors_of(R"({"id":"1","name":"十个字十个字十个字十"})"), std::vector<FieldError>{});
    EXPECT_EQ(errors_of(R"({"id":"1","name":"十一个字十一个字十一个"})"),
              (std::vector<FieldError>{{"name", "must have at most 10 characters, has 11"}}));
    EXPECT_EQ(errors_of("{\"id\":\"1\",\"name\":\"a\\u0000b\"}"),
              (std::vector<FieldError>{{"name", "must not contain the NUL character"}}));
    EXPECT_EQ(errors_of("{\"id\":\"1\",\"name\":\"\xE3\x80\x80 \"}"),
              (std::vector<FieldError>{{"name", "must not be empty"}}));
}

TEST(Json, RefusesNumbersThatDoNotFit) {
    for (auto const* number : {"9223372036854775808", "1e300", "1.5", "-9223372036854775809", "\"1\"", "true"})
        EXPECT_EQ(
            errors_of(R"({"id":"1","name":"a","address":{"street":"s","number":)" + std::string(number) + "}}").size(),
            1u)
            << number;
}

TEST(Json, RefusesIdsThatAreNotIds) {
    for (auto const* id : {"\"0\"", "\"01\"", "\"-1\"", "\"9223372036854775808\"", "\"\"", "\"1 \"", "1", "null"})
        EXPECT_EQ(errors_of(R"({"name":"a","id":)" + std::string(id) + "}").size(), 1u) << id;
}

TEST(Json, RefusesWhatIsNotJson) {
    for (auto const& text : {std::string("{"), std::string("{\"a\":\"\xFF\"}"), std::string(""), std::string("{} {}"),
                             "[" + std::string(100, '[')})
        EXPECT_THROW(parse_json(text), Error) << text;
}

TEST(Json, PatchKeepsWhatIsNotNamed) {
    Person person{"王芳", Colour::new_, {"vip"}, Address{"中山路", 8}, {42}, {}, {}};
    patch_json(parse_json(R"({"tags":[],"address":null})"), person);
    EXPECT_EQ(person, (Person{"王芳", Colour::new_, {}, {}, {42}, {}, {}}));
}

TEST(Json, DiffNamesTheFieldsThatDiffer) {
    Person const before{"王芳", Colour::red, {}, {}, {1}, {}, {}};
    auto after = before;
    after.colour = Colour::new_;
    auto const changes = diff(before, after);
    ASSERT_EQ(changes.size(), 1u);
    EXPECT_EQ(changes[0].field, "colour");
    EXPECT_EQ(changes[0].before, json::value("red"));
    EXPECT_EQ(changes[0].after, json::value("new"));
}

} // namespace
} // namespace baton
