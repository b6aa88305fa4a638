#include "base/workbook.h"

#include "base/text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>
#include <optional>
#include <stdexcept>
#include <vector>
#include <xlsxwriter.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_cell = 32'767; // of a spreadsheet program, in its characters

// Of its owner only, and gone with the object.
class ScratchPlace {
public:
    ScratchPlace() : path_((fs::temp_directory_path() / "baton-sheet-XXXXXX").string()) {
        if (::mkdtemp(path_.data()) == nullptr) throw std::runtime_error("There is no place for a temporary file.");
    }
    ~ScratchPlace() {
        std::error_code ignored; // a temporary file more
        fs::remove_all(path_, ignored);
    }
    ScratchPlace(ScratchPlace const&) = delete;
    std::string const& directory() const { return path_; }
    std::string file() const { return path_ + "/table.xlsx"; }

private:
    std::string path_;
};

void check(lxw_error code) {
    if (code != LXW_NO_ERROR) throw std::runtime_error(fmt::format("A table was not written: {}", lxw_strerror(code)));
}

std::optional<double> figure_in(std::string const& cell) {
    double value = 0;
    auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (cell.empty() || error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
    return value;
}

bool is_code(std::string_view text) { // _x0041_ stands for a character (§22.9.2.19)
    return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' &&
           std::ranges::all_of(text.substr(2, 4), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

// What XML cannot hold as a code, and what looks like a code as itself; the library does so with control characters
// only.
std::string coded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const rest = text.substr(i);
        bool const is_no_character = rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF");
        if (is_no_character) out += rest[2] == '\xBE' ? "_xFFFE_" : "_xFFFF_", i += 2;
        else if (is_code(rest)) out += "_x005F_";
        else out += text[i];
    }
    return out;
}

} // namespace

struct Workbook::Book {
    struct Free {
        void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
    };

    ScratchPlace place;
    WorkbookShape const shape;
    std::unique_ptr<lxw_workbook, Free> workbook;
    lxw_worksheet* sheet = nullptr; // the workbook's
    lxw_row_t next_row = 0;
    int sheets = 0;
    std::vector<std::string> header;

    explicit Book(WorkbookShape given) : shape(std::move(given)) {
        auto directory = place.directory();
        lxw_workbook_options options{}; // later versions have more
        options.constant_memory = LXW_TRUE;
        options.tmpdir = directory.data();
        options.use_zip64 = LXW_TRUE;
        workbook.reset(workbook_new_opt(place.file().c_str(), &options));
        if (!workbook) throw std::runtime_error("A table could not be begun.");
    }

    void next_sheet() {
        auto const name = ++sheets == 1 ? shape.sheet : fmt::format("{} {}", shape.sheet, sheets);
        sheet = workbook_add_worksheet(workbook.get(), name.c_str());
        if (!sheet) throw std::runtime_error("A sheet could not be begun.");
        next_row = 0;
        if (sheets > 1) write(header);
    }

    void write(std::span<std::string const> cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) write_cell(cells[i], i);
        ++next_row;
    }

    void write_cell(std::string const& cell, std::size_t i) {
        auto const column = lxw_col_t(i);
        auto const figure = i >= shape.first_figure ? figure_in(cell) : std::nullopt;
        if (figure) check(worksheet_write_number(sheet, next_row, column, *figure, nullptr));
        else if (!cell.empty())
            check(worksheet_write_string(sheet, next_row, column, std::string(clip(coded(cell), longest_cell)).c_str(),
                                         nullptr));
    }
};

Workbook::Workbook(WorkbookShape shape) : book_(std::make_unique<Book>(std::move(shape))) {}
Workbook::Workbook(Workbook&&) noexcept = default;
Workbook::~Workbook() = default;

void Workbook::add_row(std::span<std::string const> cells) {
    if (!book_->sheet || book_->next_row == book_->shape.rows_of_sheet) book_->next_sheet();
    if (book_->header.empty()) book_->header.assign(cells.begin(), cells.end());
    book_->write(cells);
}

Workbook::File Workbook::finish() {
    if (!book_->sheet) book_->next_sheet();
    check(workbook_close(book_->workbook.release())); // frees it, whatever came of it
    File file(std::fopen(book_->place.file().c_str(), "rb"));
    if (!file) throw std::runtime_error("A table was written and could not be read.");
    return file;
}

} // namespace baton
