// The company played, set up through the use cases as its administrator would: departments, people, customers, types
// and forms, what is kept. One unit of work, so that it is there whole or not at all.
#pragma once
#include "customer/customer.h"
#include "demo/shopper.h"
#include "demo/staff.h"
#include "type/type.h"
#include "user/actor.h"

#include <map>

namespace baton::demo {

struct Company {
    std::vector<DepartmentId> departments; // by Place
    std::vector<UserId> users;             // as staff()
    std::vector<Actor> actors;             // the same, as they act
    std::vector<CustomerId> customers;     // as shoppers_of()
    std::map<std::string, TypeId, std::less<>> types;

    DepartmentId department(Place p) const { return departments[std::size_t(p)]; }
    // Who leads the department that takes calls; sees every ticket.
    Actor const& desk_lead() const { return actors.front(); }
};

// `hashes`: of the password of each of staff(); "" for who cannot sign in.
Company found_company(Tx&, std::vector<Shopper> const&, std::vector<std::string> const& hashes, Timestamp now);

// The parts of it.
void found_types(Tx&, Company&, Timestamp now); // with statuses and due times
void found_forms(Tx&, Company const&, Timestamp now);
void found_kept(Tx&, Company const&, Timestamp now); // tags, texts, templates, views, questions

} // namespace baton::demo
