// Tickets as rows of a table for spreadsheet programs: what a list shows, and the fields of the types asked for.
#pragma once
#include "form/form.h"
#include "ticket/present.h"

namespace baton {

BOOST_DEFINE_ENUM_CLASS(CsvLanguage, zh, en) // of the header

class TicketTable {
public:
    static constexpr std::size_t most_fields = 200;

    // `statuses`: names by key.
    TicketTable(CsvLanguage language, std::string zone, std::map<std::string, std::string> statuses,
                std::vector<Field> fields)
        : language_(language), zone_(std::move(zone)), statuses_(std::move(statuses)), fields_(std::move(fields)) {}
    std::vector<std::string> header() const;
    std::vector<std::string> row(TicketView const&) const;

private:
    std::string time_cell(std::optional<Timestamp>) const;
    std::vector<std::string> cells(TicketView const&) const;

    CsvLanguage language_;
    std::string zone_;
    std::map<std::string, std::string> statuses_;
    std::vector<Field> fields_;
};

} // namespace baton
