// Everything that is stored about a person, in the clear and as one document (个人信息保护法 §45): for
// himself, by whoever may hand it out. That it was made is an event.
#pragma once
#include "customer/present.h"
#include "db/database.h"
#include "ticket/present.h"

namespace baton {

struct TicketExport {
    TicketView ticket;
    std::vector<EventView> messages; // public ones, the description first
};
DESCRIBE(TicketExport, (), (ticket, messages));

struct CustomerExport {
    Timestamp exported_at{};
    CustomerView customer;
    json::object protected_values; // id_number, address and fields.<key>, in the clear
    std::vector<Consent> consents;
    std::vector<EventView> events; // about the person
    std::vector<TicketExport> tickets;
    std::string views; // where the log of who looked at him is read
};
DESCRIBE(CustomerExport, (), (exported_at, customer, protected_values, consents, events, tickets, views));

// Not for database threads: reads a customer's whole history in snapshots of a page each.
CustomerExport export_customer(db::Database&, Actor const&, CustomerId, Timestamp now);

} // namespace baton
