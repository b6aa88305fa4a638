// A table as a workbook for spreadsheet programs (Office Open XML, ECMA-376), written row by row into a file that has
// no name, so that its length costs no memory. What is past the rows of one sheet (1,048,576) goes on in the next one.
// Texts stay texts: no cell becomes a formula. One thread at a time.
#pragma once
#include <cstdint>
#include <cstdio>
#include <memory>
#include <span>
#include <string>

namespace baton {

struct WorkbookShape {
    std::string sheet = "Sheet";
    std::size_t first_figure = std::size_t(-1); // from this column on, cells that are plain numbers become numbers
    std::uint32_t rows_of_sheet = 1'048'576;
};

class Workbook {
public:
    // Throws std::runtime_error, as all of it does: there is no room for the file.
    explicit Workbook(WorkbookShape);
    Workbook(Workbook&&) noexcept;
    ~Workbook();
    // Valid UTF-8. The first one is a header: it stands on every sheet.
    void add_row(std::span<std::string const> cells);
    // The file, from its beginning. Nothing may be added after it.
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using File = std::unique_ptr<std::FILE, Close>;
    File finish();

private:
    struct Book;
    std::unique_ptr<Book> book_;
};

} // namespace baton
