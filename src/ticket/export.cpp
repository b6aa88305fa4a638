#include "ticket/export.h"

#include "base/csv.h"
#include "form/service.h"
#include "http/file_name.h"
#include "http/workbook_source.h"
#include "tenant/service.h"
#include "type/service.h"

#include <algorithm>
#include <cstring>

namespace baton {
namespace {

constexpr int page = 200;

// Of the types asked for; all of them would be too many columns.
std::vector<Field> fields_of(Tx& tx, TicketFilter const& filter) {
    std::vector<Field> fields;
    for (auto const type : filter.types)
        for (auto& field : form_of(tx, require_type(tx, type)).fields) {
            if (fields.size() == TicketTable::most_fields) return fields;
            if (std::ranges::find(fields, field.id, &Field::id) == fields.end()) fields.push_back(std::move(field));
        }
    return fields;
}

TicketTable table_for(Tx& tx, TicketFilter const& filter, CsvLanguage language) {
    std::map<std::string, std::string> statuses;
    for (auto const& status : all_statuses(tx)) statuses.emplace(status.key, status.name);
    return {language, zone_of_tenant(tx), std::move(statuses), fields_of(tx, filter)};
}

class TicketPages {
public:
    TicketPages(db::Database& database, Search& search, Actor actor, TicketListExport asked, Timestamp now)
        : database_(database), search_(search), actor_(std::move(actor)), asked_(std::move(asked)), now_(now),
          filter_(db::look(database, actor_.tenant, [&](Tx& tx) { return filter_of(tx, actor_, asked_); })),
          table_(db::look(database, actor_.tenant,
                          [&](Tx& tx) { return table_for(tx, filter_, asked_.lang.value_or(CsvLanguage::zh)); })) {
        filter_.limit = page;
    }

    std::vector<std::string> header() const { return table_.header(); }
    bool is_over() const { return is_over_; }
    // The index had seen everything so far.
    bool is_complete() const { return is_complete_; }

    // Calls f with each row of the next page.
    template <class F> void next(F f) {
        auto const found = asked_.q ? find_tickets(database_, search_, actor_, filter_, *asked_.q) : next_page();
        is_complete_ = is_complete_ && found.is_complete;
        auto const views = db::look(database_, actor_.tenant, [&](Tx& tx) { return present(tx, found.tickets, now_); });
        for (auto const& view : views) f(table_.row(view));
        filter_.after = found.next;
        is_over_ = !found.next;
    }

private:
    FoundTickets next_page() {
        FoundTickets found;
        found.tickets =
            db::look(database_, actor_.tenant, [&](Tx& tx) { return tickets_matching(tx, actor_, filter_); });
        if (std::ssize(found.tickets) == filter_.limit)
            found.next = TicketCursor{sort_key(found.tickets.back(), filter_.order), found.tickets.back().id};
        return found;
    }

    db::Database& database_;
    Search& search_;
    Actor const actor_;
    TicketListExport const asked_;
    Timestamp const now_;
    TicketFilter filter_;
    TicketTable const table_;
    bool is_over_ = false, is_complete_ = true;
};

class TicketLines : public http::Source {
public:
    explicit TicketLines(TicketPages pages) : pages_(std::move(pages)), ready_(csv_mark) {
        append_csv_row(ready_, pages_.header());
        append_page();
    }

    bool is_complete() const { return pages_.is_complete(); }
    std::optional<std::uint64_t> size() const override { return std::nullopt; }

    std::size_t read(char* to, std::size_t capacity) override {
        while (sent_ == ready_.size() && !pages_.is_over()) append_page();
        auto const bytes = std::min(capacity, ready_.size() - sent_);
        std::memcpy(to, ready_.data() + sent_, bytes);
        sent_ += bytes;
        return bytes;
    }

private:
    void append_page() {
        ready_.erase(0, sent_);
        sent_ = 0;
        pages_.next([&](auto const& row) { append_csv_row(ready_, row); });
    }

    TicketPages pages_;
    std::string ready_; // made and not yet sent, from `sent_` on
    std::size_t sent_ = 0;
};

void put_csv(http::Response& response, TicketPages pages) {
    auto lines = std::make_unique<TicketLines>(std::move(pages));
    if (!lines->is_complete()) response.headers.push_back(search_is_incomplete);
    response.source = std::move(lines);
}

void put_xlsx(http::Response& response, TicketPages pages) {
    Workbook workbook({.sheet = "tickets"});
    workbook.add_row(pages.header());
    while (!pages.is_over()) pages.next([&](auto const& row) { workbook.add_row(row); });
    if (!pages.is_complete()) response.headers.push_back(search_is_incomplete);
    response.source = http::source_of(std::move(workbook));
}

void record_export(Tx& tx, Actor const& actor, TicketListExport const& asked, Timestamp now) {
    auto const words = to_json(asked);
    json::array filters; // their names: the words may be somebody's phone
    for (auto const& [name, value] : words.as_object())
        if (!value.is_null() && !(value.is_array() && value.get_array().empty()) &&
            !(value.is_object() && value.get_object().empty()))
            filters.emplace_back(name);
    record_change(tx, actor, EventKind::tickets_exported, {{"filters", std::move(filters)}}, now);
}

} // namespace

void check(TicketListExport const& asked, Problems& problems) {
    check(static_cast<TicketQuestion const&>(asked), problems);
    // In other orders a ticket that changes meanwhile would come twice or not at all.
    if (asked.sort && *asked.sort != "created_at" && *asked.sort != "-created_at")
        problems.add("sort", "must be created_at or -created_at in an export");
}

http::Response export_tickets(db::Database& database, Search& search, Actor const& actor, TicketListExport const& asked,
                              SpreadsheetKind kind, Timestamp now) {
    actor.require(Permission::tickets_export);
    TicketPages pages(database, search, actor, asked, now);
    db::run(database, actor.tenant, [&](Tx& tx) { record_export(tx, actor, asked, now); });
    bool const is_csv = kind == SpreadsheetKind::csv;
    http::Response response;
    response.headers = {{"Content-Type", std::string(is_csv ? "text/csv; charset=utf-8" : http::workbook_media_type)},
                        {"Content-Disposition", http::attachment_disposition(is_csv ? "tickets.csv" : "tickets.xlsx")},
                        {"Cache-Control", "no-store"}};
    is_csv ? put_csv(response, std::move(pages)) : put_xlsx(response, std::move(pages));
    return response;
}

} // namespace baton
