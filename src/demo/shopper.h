// The customers of the company played: shoppers, and its own people who ask the IT desk. Pure.
//
// Phone numbers are eleven digits from 1440 on. That range is for machines, whose numbers have thirteen digits, so that
// nobody can have one of these; mail addresses lie in example.com and its sisters (RFC 2606).
#pragma once
#include "demo/dice.h"

#include <string>
#include <vector>

namespace baton::demo {

struct City {
    std::string_view key, name, province_key, province;
};
std::span<City const> cities();

struct Shopper {
    std::string name, title; // "王秀英", "王女士"
    std::string phone, mail; // mail: "" for some
    City const* city = nullptr;
    int vip = 0;
    bool is_old = false;
    int organization = -1; // of company.h's
};
// First the shoppers, then the colleagues (story.h).
std::vector<Shopper> shoppers_of(std::uint64_t seed);

} // namespace baton::demo
