// The parts of a workbook beside its sheets (Office Open XML, ECMA-376 part 1, §18.2, 18.4 and 18.8), each read as it
// comes out of the archive: what is kept of them has limits. One thread.
#pragma once
#include "base/xlsx_cell.h"
#include "base/xml_parser.h"

#include <map>
#include <vector>

namespace baton {

// xl/_rels/workbook.xml.rels: which part is where.
struct XlsxRelations final : XmlHandler {
    struct Relation {
        std::string type, part; // the last word of its type; the name in the archive
    };
    std::map<std::string, Relation> all;              // by id
    std::string part_of(std::string_view type) const; // "" when there is none

    void begin(std::string_view element, XmlAttributes const&) override;
    void end(std::string_view) override {}
};

// xl/workbook.xml.
struct XlsxWorkbook final : XmlHandler {
    struct Sheet {
        std::string name, relation;
    };
    std::vector<Sheet> sheets; // in the order of their tabs
    DateSystem dates = DateSystem::from_1900;

    void begin(std::string_view element, XmlAttributes const&) override;
    void end(std::string_view) override {}
};

// xl/styles.xml: of each style of cells whether it shows a date.
struct XlsxStyles final : XmlHandler {
    std::vector<bool> is_date;

    void begin(std::string_view element, XmlAttributes const&) override;
    void end(std::string_view element) override;

private:
    std::map<int, bool> formats_; // that somebody made
    bool in_cells_ = false;
};

// The text of <si> or <is>: of all its runs, without how it is pronounced.
class XlsxText {
public:
    void clear() { text_.clear(); }
    void begin(std::string_view element);
    void add(std::string_view piece) {
        if (is_text_ && phonetic_ == 0) text_ += piece;
    }
    void end(std::string_view element);
    std::size_t size() const { return text_.size(); }
    std::string decoded() const { return decoded_text(text_); }

private:
    std::string text_;
    bool is_text_ = false;
    int phonetic_ = 0;
};

// xl/sharedStrings.xml.
struct XlsxStrings final : XmlHandler {
    static constexpr std::size_t most_bytes = 256 << 20, most = 16 << 20;

    std::optional<std::string_view> find(std::size_t index) const;
    void begin(std::string_view element, XmlAttributes const&) override;
    void text(std::string_view) override;
    void end(std::string_view element) override;

private:
    XlsxText one_;
    std::string all_; // one after the other
    std::vector<std::uint32_t> ends_;
};

} // namespace baton
