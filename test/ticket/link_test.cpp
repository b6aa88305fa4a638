#include "ticket/link.h"
#include <gtest/gtest.h>

namespace baton {
namespace {

TEST(LinkRules, EveryWordHasItsPlaceAndBack) {
    for_each_value<LinkRole>([](LinkRole role) { EXPECT_EQ(role_of(place_of(role)), role) << name_of(role); });
    EXPECT_EQ(place_of(LinkRole::child), (LinkPlace{LinkKind::parent, LinkEnd::to}));
    EXPECT_EQ(place_of(LinkRole::incident), (LinkPlace{LinkKind::incident, LinkEnd::from}));
}

struct Row {
    LinkKind kind;
    LinkFacts facts;
    std::string_view objection; // the beginning of it
};

TEST(LinkRules, WhatHangsOnThemAlready) {
    using enum LinkKind;
    std::vector<Row> const table = {
        {related, {.from_is_from = true, .from_is_to = true, .to_is_from = true, .to_is_to = true}, ""},
        {follow_up, {.from_is_from = true, .to_is_from = true}, ""},
        {incident, {}, ""},
        {incident, {.to_is_to = true}, ""}, // a problem has many
        {incident, {.from_is_from = true}, "The incident has its problem already."},
        {incident, {.from_is_to = true}, "What would be the incident is a problem to others itself."},
        {incident, {.to_is_from = true}, "What would be the problem is another one's incident itself."},
        {duplicate, {.from_is_from = true}, "The duplicate has its original already."},
        {parent, {.from_is_from = true, .from_is_to = true, .to_is_from = true, .levels = 3}, ""},
        {parent, {.to_is_to = true, .levels = 2}, "The child has a parent already."},
        {parent, {.is_circle = true, .levels = 2}, "The child is above the parent already."},
        {parent, {.levels = max_levels}, ""},
        {parent, {.levels = max_levels + 1}, "There are at most 10 levels"}};
    for (auto const& row : table) {
        auto const objection = link_objection(row.kind, row.facts);
        EXPECT_TRUE(objection.starts_with(row.objection)) << objection;
        EXPECT_EQ(objection.empty(), row.objection.empty()) << name_of(row.kind) << ": " << objection;
    }
}

} // namespace
} // namespace baton
