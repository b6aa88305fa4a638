#include "customer/customer.h"

#include "base/unicode.h"

#include <algorithm>

namespace baton {
namespace {

constexpr auto no_phone = "is not a phone number: digits with + or area code, spaces and dashes as you like";
constexpr auto no_email = "is not a mail address";
constexpr auto no_channel = "must be a word of small letters, digits and _";
constexpr std::size_t most_words = 8;

bool is_channel_word(std::string_view word) {
    return std::ranges::all_of(word,
                               [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

std::string entry(std::string const& list, std::size_t i, char const* member = nullptr) {
    auto path = list + "[" + std::to_string(i) + "]";
    return member ? path + "." + member : path;
}

void check_identity(Identity const& identity, std::string const& path, Problems& problems) {
    if (!is_channel_word(identity.channel)) problems.add(path + ".channel", no_channel);
}

void check_consents(std::vector<NewConsent> const& consents, std::string const& path, Problems& problems) {
    if (consents.size() > max_consents) problems.add(path, "must have at most 20 entries");
    for (std::size_t i = 0; i < consents.size(); ++i)
        if (!is_channel_word(consents[i].channel)) problems.add(entry(path, i, "channel"), no_channel);
}

// Each once: the same number written twice is a slip worth telling.
template <class List, class Normal>
void check_contacts(List const& list, std::string const& path, char const* member, char const* sentence, Normal normal,
                    Problems& problems) {
    if (list.size() > max_contacts) return problems.add(path, "must have at most 20 entries");
    std::vector<std::string> seen;
    for (std::size_t i = 0; i < list.size(); ++i) {
        auto const value = normal(list[i]);
        if (!value) problems.add(entry(path, i, member), sentence);
        else if (std::ranges::find(seen, *value) != seen.end()) problems.add(entry(path, i), "is there twice");
        else seen.push_back(*value);
    }
}

std::optional<std::string> normal_of(Phone const& p) { return normal_phone(p.number); }
std::optional<std::string> normal_of(Email const& e) { return normal_email(e.address); }
std::optional<std::string> normal_of(Identity const& i) {
    if (!is_channel_word(i.channel)) return std::nullopt;
    return normal_identity(i.channel, i.external_id);
}

void check_care(std::vector<Text<1, 30>> const& care, Problems& problems) {
    if (care.size() > max_care) return problems.add("care", "must have at most 20 entries");
    for (std::size_t i = 0; i < care.size(); ++i)
        if (std::ranges::count(care, care[i]) > 1) problems.add(entry("care", i), "is there twice");
}

} // namespace

void check_requester(Requester const& r, std::string const& path, Problems& problems) {
    check_consents(r.consents, join_path(path, "consents"), problems);
    if (r.id) return;
    if (!r.name && !problems.has(join_path(path, "name")))
        problems.add(join_path(path, "name"), "is required unless id is given");
    if (r.phone && !normal_phone(*r.phone)) problems.add(join_path(path, "phone"), no_phone);
    if (r.email && !normal_email(*r.email)) problems.add(join_path(path, "email"), no_email);
    if (r.identity) check_identity(*r.identity, join_path(path, "identity"), problems);
}

void check(CustomerEdit const& edit, Problems& problems) {
    auto const normal = [](auto const& contact) { return normal_of(contact); };
    check_contacts(edit.phones, "phones", "number", no_phone, normal, problems);
    check_contacts(edit.emails, "emails", "address", no_email, normal, problems);
    check_contacts(edit.identities, "identities", "channel", no_channel, normal, problems);
    if (edit.vip < 0 || edit.vip > highest_vip) problems.add("vip", "must be from 0 to 5");
    check_care(edit.care, problems);
    if (edit.id_number && normal_id_number(*edit.id_number).empty()) problems.add("id_number", "must not be blank");
}

void check(NewCustomer const& customer, Problems& problems) {
    check(static_cast<CustomerEdit const&>(customer), problems);
    check_consents(customer.consents, "consents", problems);
}

std::vector<Contact> contacts_of(CustomerEdit const& edit) {
    std::vector<Contact> contacts;
    for (auto const& i : edit.identities) contacts.push_back({ContactKind::identity, normal_of(i).value()});
    for (auto const& p : edit.phones) contacts.push_back({ContactKind::phone, normal_of(p).value()});
    for (auto const& e : edit.emails) contacts.push_back({ContactKind::email, normal_of(e).value()});
    return contacts;
}

std::vector<Contact> contacts_of(Requester const& r) {
    std::vector<Contact> contacts;
    if (r.identity) contacts.push_back({ContactKind::identity, normal_of(*r.identity).value()});
    if (r.phone) contacts.push_back({ContactKind::phone, normal_phone(*r.phone).value()});
    if (r.email) contacts.push_back({ContactKind::email, normal_email(*r.email).value()});
    return contacts;
}

std::string normal_id_number(std::string_view written) {
    std::string normal;
    for (char const c : plain_form(written))
        if (c != ' ' && c != '-') normal += c >= 'a' && c <= 'z' ? char(c - 32) : c;
    return normal;
}

std::string masked_id_number(std::string_view number) {
    auto const length = code_points(number);
    if (length < 10 || length != number.size()) return "****"; // not one of digits and letters
    return std::string(number.substr(0, 3)) + std::string(length - 7, '*') + std::string(number.substr(length - 4));
}

std::string masked_address(std::string_view address) {
    return std::string(code_points(address) > 6 ? clip(address, 3) : "") + "****";
}

std::vector<std::string> words_of_name(std::string_view name) {
    auto const all = folded(name);
    std::vector<std::string> words;
    for (std::size_t start = 0; start < all.size() && words.size() < most_words;) {
        words.push_back(all.substr(start));
        auto const blank = all.find(' ', start);
        start = blank == all.npos ? all.size() : blank + 1;
    }
    return words;
}

} // namespace baton
