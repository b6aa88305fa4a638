// What a list of tickets is asked for by, in the words of GET /tickets.
#pragma once
#include "ticket/store.h"

namespace baton {

// What a kept list (src/view) may ask for too. Repeated values mean any of them.
struct TicketWords {
    std::vector<std::string> status; // keys; the name of a category means all in it
    std::vector<DepartmentId> department_id;
    std::vector<std::string> assignee_id; // ids, me, none
    std::vector<TypeId> type_id;          // with all below them
    std::vector<Priority> priority;
    std::vector<std::string> tag;
    std::map<std::string, std::vector<std::string>> field; // of the form, by key
    std::optional<std::string> snoozed;                    // true, false; any is the same as nothing
    bool operator==(TicketWords const&) const = default;
};
DESCRIBE(TicketWords, (), (status, department_id, assignee_id, type_id, priority, tag, field, snoozed));
void check(TicketWords const&, Problems&);

// What one list is asked for by.
struct TicketQuestion : TicketWords {
    std::vector<std::string> type;                                                 // paths, with all below them
    std::optional<Timestamp> created_from, created_to, resolved_from, resolved_to; // from ≤ t < to
    std::optional<Text<1, 200>> q;                                                 // see src/search
    std::optional<std::string> sort;
};
DESCRIBE(TicketQuestion, (TicketWords), (type, created_from, created_to, resolved_from, resolved_to, q, sort));
void check(TicketQuestion const&, Problems&);

std::optional<TicketOrder> order_of(std::optional<std::string> const& sort);
// Of a list that is not found by words.
void check_sort(std::optional<std::string> const&, Problems&);

// `types`: paths, with all below them. Throws Error::invalid for words that mean nothing here.
TicketFilter filter_of(Tx&, Actor const&, TicketWords const&, std::vector<std::string> const& types = {});
// All but `q`. REQUIRES: it was checked.
TicketFilter filter_of(Tx&, Actor const&, TicketQuestion const&);

} // namespace baton
