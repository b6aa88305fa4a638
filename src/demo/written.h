// What is written on a ticket when it is opened: the words for its sentences, its fields, tags and priority; and the
// one ticket that gathers a bad batch. Pure.
#pragma once
#include "demo/shopper.h"
#include "demo/story.h"

namespace baton::demo {

std::string batch_number(Dice&);
Slots slots_of(Dice&, Case const&, Shopper const&, Story const&);
// By the forms of forms.cpp.
json::object fields_of(Dice&, Case const&, Slots const&, Shopper const&);
std::vector<std::string> tags_of(Dice&, Case const&, Season const&);
std::optional<Priority> priority_of(Dice&, Case const&, Shopper const&); // absent: that of its type

// The steps of the ticket that all of the batch are incidents of.
void tell_problem(Story&, int ticket);

} // namespace baton::demo
