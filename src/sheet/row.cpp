#include "sheet/row.h"

namespace baton {
namespace {

std::optional<std::string> text_in(MappedRow const& row, std::string const& field) {
    auto const it = row.texts.find(field);
    return it == row.texts.end() ? std::nullopt : std::optional(it->second);
}

void put(json::object& to, std::string const& name, MappedRow const& row, std::string const& field) {
    if (auto const text = text_in(row, field)) to[name] = *text;
}

// A list of objects with one member.
template <class Member> json::array list_of(MappedRow const& row, std::string const& field, Member member) {
    json::array list;
    for (auto const& each : list_in(text_in(row, field).value_or(""))) list.push_back(json::object{{member, each}});
    return list;
}

} // namespace

TicketRow ticket_in(RowMap const& map, MappedRow const& row) {
    json::object ticket, requester;
    for (auto const* field : {"subject", "description", "type", "priority", "channel"}) put(ticket, field, row, field);
    for (auto const* field : {"name", "phone", "email"}) put(requester, field, row, std::string("requester.") + field);
    ticket["requester"] = std::move(requester);
    ticket["tags"] = to_json(list_in(text_in(row, "tags").value_or("")));
    Problems problems;
    TicketRow read;
    problems.take([&] { ticket["fields"] = map.form_fields(row); });
    problems.take([&] { read.created_at = map.time(row, "created_at"); });
    problems.take([&] { read.resolved_at = map.time(row, "resolved_at"); });
    problems.take([&] { read.ticket = read_json<NewTicket>(ticket); });
    problems.raise();
    read.department = text_in(row, "department");
    read.status = text_in(row, "status");
    read.comment = text_in(row, "comment");
    return read;
}

CustomerRow customer_in(RowMap const& map, MappedRow const& row) {
    json::object customer;
    for (auto const* field : {"name", "id_number", "address"}) put(customer, field, row, field);
    customer["phones"] = list_of(row, "phones", "number");
    customer["emails"] = list_of(row, "emails", "address");
    customer["care"] = to_json(list_in(text_in(row, "care").value_or("")));
    Problems problems;
    problems.take([&] { customer["fields"] = map.form_fields(row); });
    if (auto const vip = text_in(row, "vip")) {
        bool const is_digit = vip->size() == 1 && vip->front() >= '0' && vip->front() <= '9';
        if (is_digit) customer["vip"] = vip->front() - '0';
        else problems.add("vip", "must be a number from 0 to 5");
    }
    CustomerRow read;
    problems.take([&] { read.customer = read_json<NewCustomer>(customer); });
    problems.raise();
    read.organization = text_in(row, "organization");
    return read;
}

} // namespace baton
