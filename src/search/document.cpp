#include "search/document.h"

#include "form/service.h"
#include "search/keys.h"
#include "ticket/present.h"
#include "type/service.h"

#include <set>

namespace baton {
namespace {

constexpr int events_at_once = 500;
constexpr std::size_t most_title_words = 1'000; // a subject has 200 characters
constexpr std::size_t most_bytes = 200'000; // of what was said in one ticket: more is past the last word that is kept

struct Said {
    std::string openly, internally;
};

void note(Said& said, Event const& event) {
    if (!event.content || event.kind == EventKind::ticket_opened) return; // the description is in the ticket's row
    auto& text = event.visibility == Visibility::public_ ? said.openly : said.internally;
    if (text.size() + event.content->body.size() <= most_bytes) (text += '\n') += event.content->body;
}

std::map<TicketId, Said> said_in(Tx& tx, std::vector<TicketId> const& tickets) {
    std::map<TicketId, Said> all;
    std::optional<EventId> after;
    for (;;) {
        auto const events = ticket_events(tx, tickets, after, events_at_once);
        for (auto const& event : events) note(all[event.ticket_id.value()], event);
        if (std::ssize(events) < events_at_once) return all;
        after = events.back().id;
    }
}

// Keys of the fields whose text may be found, by type.
using TextFields = std::map<TypeId, std::set<std::string>>;

TextFields text_fields(Tx& tx, std::vector<Ticket> const& tickets) {
    TextFields all;
    for (auto const& t : tickets) {
        if (t.fields.empty() || all.contains(t.type_id)) continue;
        auto& keys = all[t.type_id];
        for (auto const& field : form_of(tx, require_type(tx, t.type_id)).fields)
            if (field.kind == FieldKind::text || field.kind == FieldKind::long_text) keys.insert(field.key);
    }
    return all;
}

std::string text_of(Ticket const& t, TicketView const& view, TextFields const& fields) {
    std::string text;
    auto const add = [&](std::string_view more) { (text += '\n') += more; };
    if (view.requester) add(view.requester->name);
    if (view.organization) add(view.organization->name);
    for (auto const& tag : t.tags) add(tag);
    for (auto const& [key, value] : t.fields)
        if (value.is_string() && fields.contains(t.type_id) && fields.at(t.type_id).contains(std::string(key)))
            add(value.get_string());
    add(t.description);
    return text;
}

std::string number_words(std::string const& number) {
    std::string words;
    for (auto const& piece : pieces_of_number(number)) (words += piece) += ' ';
    return words;
}

bool is_silent(Ticket const& t) { return t.sealed.has_value(); }

std::vector<UserId> people_of(TicketView const& view) {
    std::vector<UserId> people;
    for (auto const* list : {&view.collaborators, &view.followers})
        for (auto const& person : *list) people.push_back(UserId{parse_id(person.id).value()});
    return people;
}

} // namespace

std::vector<db::IndexedText> documents_of(Tx& tx, std::vector<Ticket> const& tickets) {
    using Text = db::IndexedText;
    if (tickets.empty()) return {};
    std::vector<TicketId> speaking = {tickets.front().id}; // one at least is to be asked for
    for (auto const& t : tickets)
        if (!is_silent(t)) speaking.push_back(t.id);
    auto const said = said_in(tx, speaking);
    auto const fields = text_fields(tx, tickets);
    auto const views = present(tx, tickets, Timestamp{});
    std::vector<Text> documents;
    for (std::size_t i = 0; i < tickets.size(); ++i) {
        auto const& t = tickets[i];
        auto& document = documents.emplace_back();
        document.id = t.id.value;
        document.keys = keys_of(t, people_of(views[i]));
        document.title_words = number_words(t.number);
        document.forgets = is_silent(t);
        if (is_silent(t)) continue;
        auto const found = said.find(t.id);
        auto const& words = found == said.end() ? Said{} : found->second;
        document.title_words += indexed_words(t.subject, most_title_words);
        document.open_words =
            indexed_words(text_of(t, views[i], fields) + words.openly, Text::most_open_words - most_title_words - 100);
        document.inner_words = indexed_words(words.internally, Text::most_inner_words);
    }
    return documents;
}

} // namespace baton
