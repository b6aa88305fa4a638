// Goes through a file with rows: in the order of the moments they name, so that their ids carry them, slice by slice to
// where they are stored. A row that is wrong is told and stops no other. Run again it passes over what is there. One
// thread.
#pragma once
#include "command/sheet_file.h"
#include "command/sheet_report.h"
#include "sheet/slice.h"

#include <set>

namespace baton {

struct SheetOrder {
    SheetKind kind = SheetKind::tickets;
    std::filesystem::path file;
    std::string sheet; // of a workbook; "" = its first
    Mapping mapping;
    std::string tenant;
    bool is_dry = false; // everything is tried and nothing stored
};

class SheetImport {
public:
    using Take = std::function<SliceOutcome(RowSlice const&)>;
    // Throws Error::invalid where mapping and file do not go together.
    SheetImport(SheetOrder, SheetReport&);
    // What `take` throws ends it between two slices.
    void run(Timestamp now, Take const& take);

private:
    struct Place { // of a row in the file
        Timestamp at{};
        std::int64_t line = 0, offset = 0;
    };

    std::vector<Place> places(Timestamp now);
    SliceRow row_of(TableRow const&, Timestamp now) const;
    bool is_twice(SliceRow const&);
    void send(Take const&);
    void note(RowOutcome const&);
    void refuse(std::int64_t line, std::vector<RowProblem> const&);

    SheetOrder const order_;
    SheetReport& report_;
    SheetFile file_;
    RowMap const map_;
    RowSlice slice_;
    std::set<std::string> rehearsed_; // external ids
};

} // namespace baton
