// Bringing tables 表格 in: rows of a CSV file that become tickets or customers. How columns become fields is written
// down in a mapping. Values and pure rules.
#pragma once
#include "base/charset.h"
#include "base/json.h"
#include "base/written_time.h"

namespace baton {

// How a text becomes a value of a form or an attribute.
BOOST_DEFINE_ENUM_CLASS(CellKind, text, number, boolean, list)

// Where the value of a field comes from: a column or a constant.
struct FieldSource {
    std::optional<std::string> column, constant;
    std::map<std::string, std::string> values; // what is written in the column and what it means here
    std::optional<std::string> otherwise;      // for what is not among `values`; else it is taken as it stands
    std::string format;                        // of times, as in base/written_time.h
    CellKind as = CellKind::text;
};
DESCRIBE(FieldSource, (), (column, constant, values, otherwise, format, as));

struct Mapping {
    Charset encoding = Charset::utf8;
    std::string delimiter = ",";
    std::string zone = "Asia/Shanghai";        // of times that name no offset
    std::string source;                        // the system the file comes from: its numbers are its own
    Text<1, 200> external_id;                  // the column that tells rows apart: what is there already is passed over
    std::map<std::string, FieldSource> fields; // by the name of the field, such as "requester.phone"
};
DESCRIBE(Mapping, (), (encoding, delimiter, zone, source, external_id, fields));
void check(Mapping const&, Problems&);

BOOST_DEFINE_ENUM_CLASS(SheetKind, tickets, customers)

// A row with its columns understood: texts by field, without those that are empty.
struct MappedRow {
    std::string external_id;
    std::map<std::string, std::string> texts;
};

// A mapping and the head of a file, put together. One thread.
class RowMap {
public:
    // Throws Error::invalid that names each field of the mapping there is no such column, field or time pattern for.
    RowMap(SheetKind, Mapping, std::vector<std::string> const& head);
    // Throws Error::invalid, whose field is that of the mapping.
    MappedRow map(std::vector<std::string> const& cells) const;
    std::optional<Timestamp> time(MappedRow const&, std::string const& field) const;
    // The values below "fields.", as the mapping says they are to be taken.
    json::object form_fields(MappedRow const&) const;
    // What a field of an error is called in the file: "Customer Email" for "requester.email"; else the field itself.
    std::string column_of(std::string const& field) const;
    Mapping const& mapping() const { return mapping_; }

private:
    struct Used {
        std::string field;
        FieldSource const* source = nullptr;
        std::optional<std::size_t> place; // of its column
    };
    std::string text_of(Used const&, std::vector<std::string> const& cells, Problems&) const;

    Mapping const mapping_;
    std::size_t external_place_ = 0;
    std::vector<Used> used_;
    std::map<std::string, WrittenTime> times_;
};

// The texts of a list in one cell: parted by ; or ； or 、 or a new line.
std::vector<std::string> list_in(std::string_view text);

} // namespace baton
