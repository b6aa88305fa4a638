#include "base/xlsx_parts.h"

#include "base/row_source.h"

#include <charconv>

namespace baton {
namespace {

constexpr std::size_t most_relations = 10'000, most_sheets = 10'000, most_styles = 100'000;

std::string_view after_last(std::string_view text, char sign) { return text.substr(text.rfind(sign) + 1); }

// Targets are relative to the folder of the workbook, or begin with a slash.
std::string part_at(std::string_view target) {
    if (target.starts_with('/')) return std::string(target.substr(1));
    if (target.starts_with("./")) target.remove_prefix(2);
    return target.starts_with("../") ? std::string(target.substr(3)) : "xl/" + std::string(target);
}

std::optional<int> id_in(std::string_view text) {
    int id = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc() && end == text.data() + text.size() ? std::optional(id) : std::nullopt;
}

void limit(bool is_too_much, char const* what) {
    if (is_too_much) throw XmlError(what);
}

} // namespace

std::string XlsxRelations::part_of(std::string_view type) const {
    for (auto const& [id, relation] : all)
        if (relation.type == type) return relation.part;
    return "";
}

void XlsxRelations::begin(std::string_view element, XmlAttributes const& attributes) {
    if (element != "Relationship") return;
    limit(all.size() == most_relations, "names too many parts");
    auto const type = attributes.text("Type");
    all[attributes.text("Id")] = {std::string(after_last(type, '/')), part_at(attributes.text("Target"))};
}

void XlsxWorkbook::begin(std::string_view element, XmlAttributes const& attributes) {
    if (element == "workbookPr") {
        auto const is_1904 = attributes.text("date1904");
        if (is_1904 == "1" || is_1904 == "true") dates = DateSystem::from_1904;
    }
    if (element != "sheet") return;
    limit(sheets.size() == most_sheets, "has too many sheets");
    sheets.push_back({attributes.text("name"), attributes.text("id")});
}

void XlsxStyles::begin(std::string_view element, XmlAttributes const& attributes) {
    if (element == "cellXfs") in_cells_ = true;
    if (element == "numFmt") {
        limit(formats_.size() == most_styles, "has too many styles");
        if (auto const id = id_in(attributes.text("numFmtId")))
            formats_[*id] = is_date_format(attributes.find("formatCode").value_or(""));
    }
    if (element != "xf" || !in_cells_) return;
    limit(is_date.size() == most_styles, "has too many styles");
    auto const id = id_in(attributes.text("numFmtId")).value_or(0);
    auto const own = formats_.find(id);
    is_date.push_back(own == formats_.end() ? is_date_format(id) : own->second);
}

void XlsxStyles::end(std::string_view element) {
    if (element == "cellXfs") in_cells_ = false;
}

void XlsxText::begin(std::string_view element) {
    if (element == "rPh") ++phonetic_;
    is_text_ = element == "t";
}

void XlsxText::end(std::string_view element) {
    if (element == "rPh") --phonetic_;
    is_text_ = false;
}

std::optional<std::string_view> XlsxStrings::find(std::size_t index) const {
    if (index >= ends_.size()) return std::nullopt;
    std::size_t const begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(all_).substr(begin, ends_[index] - begin);
}

void XlsxStrings::begin(std::string_view element, XmlAttributes const&) {
    if (element == "si") one_.clear();
    one_.begin(element);
}

void XlsxStrings::text(std::string_view piece) {
    one_.add(piece);
    limit(one_.size() > RowSource::longest_row, "has a text that is too long");
}

void XlsxStrings::end(std::string_view element) {
    one_.end(element);
    if (element != "si") return;
    auto const text = one_.decoded();
    limit(ends_.size() == most || all_.size() + text.size() > most_bytes, "has more than 256 MB of texts");
    all_ += text;
    ends_.push_back(std::uint32_t(all_.size()));
}

} // namespace baton
