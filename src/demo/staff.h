// The people who work in the company played: fixed, whatever the seed.
#pragma once
#include "demo/rhythm.h"

#include <span>
#include <string_view>

namespace baton::demo {

struct Colleague {
    std::string_view name, login;
    Place place;
    bool leads = false;
    std::string_view skill = {}; // "" = none
    int level = 0;
    std::string_view shown_as = {}; // of those whose login is told: what they are for
};
std::span<Colleague const> staff(); // people_played of them

// Names of departments, in the order of Place; where each lies, itself when nowhere.
struct DepartmentPlan {
    std::string_view name;
    Place parent;
    bool gives_out = false; // to whoever has the least on hand
};
std::span<DepartmentPlan const> departments();

std::span<std::string_view const> organizations(); // the last one is the company itself

} // namespace baton::demo
