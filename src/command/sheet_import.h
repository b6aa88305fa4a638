// Brings a CSV file or a workbook in: each row one unit of work, in the order of the moments they name, so that their
// ids carry them. A row that is wrong is told and stops no other. Run again it passes over what is there. Not for
// database threads.
#pragma once
#include "command/sheet_file.h"
#include "command/sheet_report.h"
#include "sheet/service.h"

#include <deque>
#include <set>

namespace baton {

struct SheetOrder {
    SheetKind kind = SheetKind::tickets;
    std::filesystem::path file;
    std::string sheet; // of a workbook; "" = its first
    Mapping mapping;
    bool is_dry = false; // everything is tried and nothing stored
};

class SheetImport {
public:
    // Throws Error::invalid where mapping and file do not go together.
    SheetImport(db::Database&, TenantId, SheetOrder, SheetReport&);
    ~SheetImport(); // waits for what it has begun
    SheetImport(SheetImport const&) = delete;
    void run(Timestamp now);

private:
    struct Place { // of a row in the file
        Timestamp at{};
        std::int64_t line = 0, offset = 0;
    };
    struct Row {
        std::int64_t line = 0;
        Timestamp at{};
        RowKey key;
        std::variant<TicketRow, CustomerRow> content;
    };
    struct Pending {
        std::shared_ptr<Row const> row;
        std::shared_ptr<BroughtIn> made;
        std::future<void> done;
    };

    std::vector<Place> places(Timestamp now);
    Row row_of(TableRow const&, Timestamp now) const;
    void submit(std::shared_ptr<Row const>, Timestamp now);
    void take_oldest(Timestamp now);
    void do_alone(Row const&, Timestamp now);
    BroughtIn bring(Tx&, Row const&, Timestamp now, std::int64_t spent);
    bool is_twice(Row const&);
    void note(Row const&, BroughtIn const&);
    void refuse(std::int64_t line, std::exception_ptr);

    db::Database& database_;
    TenantId const tenant_;
    SheetOrder const order_;
    SheetReport& report_;
    SheetFile file_;
    RowMap const map_;
    TicketNumbers numbers_;
    std::deque<Pending> pending_;
    std::set<std::string> rehearsed_; // external ids
};

} // namespace baton
