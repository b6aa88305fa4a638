#include "sheet/sheet.h"

#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace baton {
namespace {

constexpr std::string_view form_prefix = "fields.";
constexpr std::array<std::string_view, 14> ticket_fields{
    "subject",         "description", "type",       "priority",       "status",
    "comment",         "channel",     "department", "requester.name", "requester.phone",
    "requester.email", "tags",        "created_at", "resolved_at"};
constexpr std::array<std::string_view, 8> customer_fields{"name", "phones", "emails",    "organization",
                                                          "vip",  "care",   "id_number", "address"};
constexpr std::array<std::string_view, 2> time_fields{"created_at", "resolved_at"};

std::span<std::string_view const> fields_of(SheetKind kind) {
    if (kind == SheetKind::tickets) return ticket_fields;
    return customer_fields;
}

bool is_known(SheetKind kind, std::string_view field) {
    auto const all = fields_of(kind);
    return std::ranges::find(all, field) != all.end() || (field.starts_with(form_prefix) && field != form_prefix);
}

std::string_view trimmed(std::string_view text) {
    auto const begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
}

std::optional<std::size_t> place_of(std::vector<std::string> const& head, std::string const& column) {
    auto const it = std::ranges::find_if(head, [&](std::string const& each) { return trimmed(each) == column; });
    return it == head.end() ? std::nullopt : std::optional(std::size_t(it - head.begin()));
}

std::string no_column(std::string const& column, std::vector<std::string> const& head) {
    return fmt::format("there is no column {}; there are: {}", column, fmt::join(head, ", "));
}

std::vector<std::string> head_in(std::vector<std::string> const& cells, Charset charset) {
    std::vector<std::string> head;
    for (auto const& cell : cells) head.push_back(utf8_of(cell, charset).value_or(as_utf8(cell)));
    return head;
}

std::optional<json::value> number_in(std::string const& text) {
    std::int64_t whole = 0;
    double real = 0;
    auto const* const end = text.data() + text.size();
    if (auto const read = std::from_chars(text.data(), end, whole); read.ec == std::errc() && read.ptr == end)
        return json::value(whole);
    if (auto const read = std::from_chars(text.data(), end, real); read.ec == std::errc() && read.ptr == end)
        return json::value(real);
    return std::nullopt;
}

json::value value_of(std::string const& text, CellKind kind, std::string const& field) {
    switch (kind) {
    case CellKind::text:
        return json::value(text);
    case CellKind::number:
        if (auto const number = number_in(text)) return *number;
        throw Error(ErrorCode::invalid, field, fmt::format("is no number: {}", text));
    case CellKind::boolean:
        if (text != "true" && text != "false")
            throw Error(ErrorCode::invalid, field, "must be true or false; say with \"values\" which is which");
        return json::value(text == "true");
    case CellKind::list:
        return to_json(list_in(text));
    }
    return nullptr;
}

} // namespace

void check(Mapping const& mapping, Problems& problems) {
    if (mapping.delimiter.size() != 1) problems.add("delimiter", "must be one character");
    if (mapping.fields.empty()) problems.add("fields", "must name at least one field");
    for (auto const& [field, source] : mapping.fields)
        if (source.column.has_value() == source.constant.has_value())
            problems.add(join_path("fields", field), "takes either a column or a constant");
}

std::vector<std::string> list_in(std::string_view text) {
    std::vector<std::string> all;
    for (std::size_t begin = 0; begin <= text.size();) {
        auto end = text.size(), next = end + 1;
        for (std::string_view const mark : {";", "\n", "；", "、"})
            if (auto const at = text.find(mark, begin); at < end) end = at, next = at + mark.size();
        if (auto const one = trimmed(text.substr(begin, end - begin)); !one.empty()) all.emplace_back(one);
        begin = next;
    }
    return all;
}

RowMap::RowMap(SheetKind kind, Mapping mapping, std::vector<std::string> const& cells) : mapping_(std::move(mapping)) {
    auto const head = head_in(cells, mapping_.encoding);
    Problems problems;
    auto const external = place_of(head, mapping_.external_id);
    if (!external) problems.add("external_id", no_column(mapping_.external_id, head));
    external_place_ = external.value_or(0);
    for (auto const& [field, source] : mapping_.fields) {
        auto const path = join_path("fields", field);
        Used used{field, &source, source.column ? place_of(head, *source.column) : std::nullopt};
        if (!is_known(kind, field))
            problems.add(path, fmt::format("is no field; there are: {}, fields.…", fmt::join(fields_of(kind), ", ")));
        if (source.column && !used.place) problems.add(path + ".column", no_column(*source.column, head));
        try {
            if (std::ranges::find(time_fields, field) != time_fields.end())
                times_.emplace(field, WrittenTime(source.format, mapping_.zone));
        } catch (std::invalid_argument const& error) {
            problems.add(path + ".format", error.what());
        }
        used_.push_back(std::move(used));
    }
    problems.raise();
}

std::string RowMap::text_of(Used const& used, std::vector<std::string> const& cells, Problems& problems) const {
    auto const& source = *used.source;
    if (source.constant) return *source.constant;
    if (*used.place >= cells.size()) return "";
    auto const text = utf8_of(cells[*used.place], mapping_.encoding);
    if (!text) {
        problems.add(used.field, fmt::format("is no text in {}", name_of(mapping_.encoding)));
        return "";
    }
    auto const written = std::string(trimmed(*text));
    if (auto const it = source.values.find(written); it != source.values.end()) return it->second;
    return source.otherwise && !source.values.empty() ? *source.otherwise : written;
}

MappedRow RowMap::map(std::vector<std::string> const& cells) const {
    MappedRow row;
    Problems problems;
    auto const external = external_place_ < cells.size() ? utf8_of(cells[external_place_], mapping_.encoding) : "";
    row.external_id = trimmed(external.value_or(""));
    if (row.external_id.empty()) problems.add("external_id", "is empty: nothing tells this row from others");
    for (auto const& used : used_)
        if (auto text = text_of(used, cells, problems); !text.empty()) row.texts.emplace(used.field, std::move(text));
    problems.raise();
    return row;
}

std::optional<Timestamp> RowMap::time(MappedRow const& row, std::string const& field) const {
    auto const it = row.texts.find(field);
    if (it == row.texts.end()) return std::nullopt;
    auto const time = times_.at(field).read(it->second);
    if (!time) throw Error(ErrorCode::invalid, field, fmt::format("is no time as the mapping says: {}", it->second));
    return time;
}

json::object RowMap::form_fields(MappedRow const& row) const {
    json::object fields;
    for (auto const& [field, text] : row.texts)
        if (field.starts_with(form_prefix))
            fields[field.substr(form_prefix.size())] = value_of(text, mapping_.fields.at(field).as, field);
    return fields;
}

std::string RowMap::column_of(std::string const& field) const {
    if (field == "external_id") return mapping_.external_id;
    auto const it = mapping_.fields.find(field.substr(0, field.find('[')));
    return it != mapping_.fields.end() && it->second.column ? *it->second.column : field;
}

} // namespace baton
