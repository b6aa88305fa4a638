#include "sheet/row.h"

#include <gmock/gmock.h>

namespace baton {
namespace {

using testing::HasSubstr;

Mapping mapping(std::string const& text) { return read_json<Mapping>(parse_json(text)); }

std::vector<std::string> wrong(std::function<void()> const& f) {
    std::vector<std::string> all;
    try {
        f();
    } catch (Error const& error) {
        for (auto const& each : error.errors) all.push_back(each.field + ": " + each.message);
    }
    return all;
}

auto const tickets = R"({
    "zone": "Asia/Shanghai", "external_id": "No",
    "fields": {"subject": {"column": "Title"},
               "requester.name": {"constant": "李雷"}, "requester.phone": {"column": "Phone"},
               "priority": {"column": "Level", "values": {"Critical": "urgent"}, "otherwise": "low"},
               "created_at": {"column": "When", "format": "d.M.yyyy HH:mm"},
               "channel": {"constant": "phone"},
               "tags": {"column": "Tags"},
               "fields.age": {"column": "Age", "as": "number"}}})";
std::vector<std::string> const head{"No", "Title", "Phone", "Level", "When", "Tags", "Age"};

TEST(Sheet, MakesATicketOfARow) {
    RowMap const map(SheetKind::tickets, mapping(tickets), head);
    auto const row = map.map({" 17 ", "坏了", "13800138000", "Critical", "5.6.2025 08:30", "退货; 批次1；急", "32"});
    EXPECT_EQ(row.external_id, "17");
    auto const ticket = ticket_in(map, row);
    EXPECT_EQ(ticket.ticket.subject, "坏了");
    EXPECT_EQ(ticket.ticket.priority, Priority::urgent);
    EXPECT_EQ(ticket.ticket.channel, Channel::phone);
    EXPECT_EQ(ticket.ticket.tags, (std::vector<Tag>{std::string("退货"), std::string("批次1"), std::string("急")}));
    EXPECT_EQ(ticket.ticket.fields, (json::object{{"age", 32}}));
    EXPECT_EQ(to_rfc3339(*ticket.created_at), "2025-06-05T00:30:00Z");
    auto const other = ticket_in(map, map.map({"18", "x", "", "whatever", "", "", ""}));
    EXPECT_EQ(other.ticket.priority, Priority::low);
    EXPECT_FALSE(other.created_at);
}

TEST(Sheet, TellsEverythingThatIsWrongInARowByItsColumn) {
    RowMap const map(SheetKind::tickets, mapping(tickets), head);
    auto const row = map.map({"17", "", "13800138000", "Critical", "31.2.2025 08:30", "", "old"});
    auto const all = wrong([&] { ticket_in(map, row); });
    EXPECT_THAT(all, testing::UnorderedElementsAre(HasSubstr("fields.age: is no number: old"),
                                                   HasSubstr("created_at: is no time as the mapping says: 31.2.2025"),
                                                   HasSubstr("subject: is required")));
    EXPECT_EQ(map.column_of("subject"), "Title");
    EXPECT_EQ(map.column_of("requester.phone"), "Phone");
    EXPECT_THAT(wrong([&] { map.map({"", "a"}); }), testing::ElementsAre(HasSubstr("external_id: is empty")));
    EXPECT_THAT(wrong([&] { map.map({"1", "\xff"}); }), testing::ElementsAre("subject: is no text in utf8"));
}

TEST(Sheet, RefusesAMappingThatDoesNotFit) {
    auto bad = mapping(R"({"external_id": "Nr", "zone": "Mars/Base", "fields": {
        "subjekt": {"column": "Title"}, "subject": {"column": "Name"}, "created_at": {"column": "When"}}})");
    EXPECT_THAT(
        wrong([&] { RowMap(SheetKind::tickets, bad, head); }),
        testing::UnorderedElementsAre(HasSubstr("external_id: there is no column Nr"),
                                      HasSubstr("fields.subjekt: is no field; there are: subject"),
                                      HasSubstr("fields.subject.column: there is no column Name; there are: No"),
                                      HasSubstr("fields.created_at.format: Mars/Base is no time zone")));
    EXPECT_THAT(wrong([] { mapping(R"({"external_id": "a", "fields": {"subject": {}}})"); }),
                testing::ElementsAre("fields.subject: takes either a column or a constant"));
}

TEST(Sheet, ReadsWhatASpreadsheetInChinaWrites) {
    auto const given = mapping(R"({"encoding": "gb18030", "external_id": "编号",
                                   "fields": {"name": {"column": "姓名"}, "phones": {"column": "电话"}}})");
    // 编号,姓名,电话 and 李雷 in GB18030
    RowMap const map(SheetKind::customers, given, {"\xB1\xE0\xBA\xC5", "\xD0\xD5\xC3\xFB", "\xB5\xE7\xBB\xB0"});
    auto const customer = customer_in(map, map.map({"1", "\xC0\xEE\xC0\xD7", "13800138000;010-88886666"})).customer;
    EXPECT_EQ(customer.name, "李雷");
    ASSERT_EQ(customer.phones.size(), 2u);
    EXPECT_EQ(customer.phones[1].number, "010-88886666");
    EXPECT_THAT(wrong([&] { map.map({"1", "\xC0", ""}); }), testing::ElementsAre("name: is no text in gb18030"));
}

TEST(Sheet, ReadsTimesStrictly) {
    WrittenTime const usual("", "Asia/Shanghai");
    EXPECT_EQ(to_rfc3339(usual.read("2025-06-01 12:15:36").value()), "2025-06-01T04:15:36Z");
    EXPECT_EQ(to_rfc3339(usual.read("2025/6/1").value()), "2025-05-31T16:00:00Z");
    EXPECT_EQ(to_rfc3339(usual.read("2025-06-01T12:15:36+02:00").value()), "2025-06-01T10:15:36Z");
    for (auto const* none : {"", "yesterday", "2025-02-30", "2025-06-01 25:00:00", "2025-06-01 12:15:36 and more"})
        EXPECT_FALSE(usual.read(none)) << none;
}

} // namespace
} // namespace baton
