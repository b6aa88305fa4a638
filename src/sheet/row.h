// A mapped row as what it becomes. Throws Error::invalid with every wrong field.
#pragma once
#include "customer/customer.h"
#include "sheet/sheet.h"
#include "ticket/ticket.h"

namespace baton {

struct TicketRow {
    NewTicket ticket;
    std::optional<std::string> department;      // name
    std::optional<std::string> status, comment; // where it stands now
    std::optional<Timestamp> created_at, resolved_at;
};
DESCRIBE(TicketRow, (), (ticket, department, status, comment, created_at, resolved_at));
TicketRow ticket_in(RowMap const&, MappedRow const&);

struct CustomerRow {
    NewCustomer customer;
    std::optional<std::string> organization; // name; made when there is none
};
DESCRIBE(CustomerRow, (), (customer, organization));
CustomerRow customer_in(RowMap const&, MappedRow const&);

} // namespace baton
