// What people ask for: the kinds of matter of the company played, the goods it sells, and the words both sides use.
// Patterns are those of phrase.h; the slots are named in story.cpp.
#pragma once
#include "demo/phrase.h"
#include "demo/rhythm.h"

namespace baton::demo {

struct Product {
    std::string_view name, model;
    int price;    // yuan, about
    Lines faults; // "…出问题" as whole clauses
    Lines specs;  // what it is ordered in: sizes, colours
};
std::span<Product const> products();
// The one of the bad batch, and what is wrong with all of that batch.
Product const& batch_product();
inline constexpr std::string_view batch_fault = "壶身与底座接口处漏水,底座一通电就跳闸";

enum class Flow { exchange, refund, repair, quality, attitude, parcel, damage, question, invoice, desk };

struct Matter {
    std::string_view type; // path
    Flow flow;
    Crowd crowd;
    int weight;
    Place place;                  // where its tickets come in
    Lines subject, opening;       // the customer's
    Lines ask, supplied;          // what he is asked for, and what he says then
    Lines problem, done, missing; // of the handover card
    Lines returned;               // why it goes back to who gave it
    Lines finding;                // an internal note of who looked into it
    Lines outcome;                // the last answer
};
std::span<Matter const* const> matters();

extern Matter const exchange_matter, refund_matter, repair_matter, quality_matter, attitude_matter, parcel_matter,
    damage_matter, question_matter, invoice_matter, login_matter, access_matter, printer_matter, computer_matter,
    network_matter;

// What is said about any matter.
namespace common {
extern Lines const greeting, urging, bounced, transfer, progress, thanks, again, again_outcome, duplicate, note,
    mentioning, call_note, approval, telling, follow_up, follow_up_result, reminder, snooze, closed, praise, fair,
    blame, confirmed;
} // namespace common

} // namespace baton::demo
