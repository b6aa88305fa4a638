#include "form/store.h"

#include "db/check_table.h"
#include "form/service.h"

namespace baton {
namespace {

struct FormRow {
    TypeId type_id{};
    std::int64_t version = 0;
    std::vector<Field> fields;
    Timestamp made_at{};
};
DESCRIBE(FormRow, (), (type_id, version, fields, made_at));

} // namespace

namespace db {
template <> inline constexpr std::string_view table<FormRow> = "forms";
template <> inline constexpr std::string_view table<FieldIdentity> = "form_fields";
} // namespace db

void insert_form(Tx& tx, Form const& form, Timestamp now) {
    tx.insert(FormRow{form.type_id, form.version, form.fields, now});
}

std::optional<Form> find_form(Tx& tx, TypeId type, std::int64_t version) {
    auto const read = [&]() -> std::optional<Form> {
        auto row =
            tx.find<FormRow>("where tenant_id = $1 and type_id = $2 and version = $3", tx.tenant(), type, version);
        if (!row) return std::nullopt;
        return Form{row->type_id, row->version, std::move(row->fields)};
    };
    return tx.remember<Form>({"forms"}, std::to_string(type.value) + " " + std::to_string(version), read);
}

void insert_identity(Tx& tx, FieldIdentity const& identity) { tx.insert(identity); }

std::vector<FieldIdentity> list_identities(Tx& tx, std::string const& key) {
    return tx.select<FieldIdentity>("where tenant_id = $1 and key = $2 order by id", tx.tenant(), key);
}

std::int64_t count_holders(Tx& tx, FieldId field, std::int64_t most) {
    return tx
        .value<std::int64_t>("select count(*) from (select 1 from ticket_field_index" // bounded: by the limit
                             " where tenant_id = $1 and field_id = $2 and value = '' limit $3) holders",
                             tx.tenant(), field, most)
        .value();
}

void check_form_tables(Tx& tx) {
    db::check_table<FormRow>(tx);
    db::check_table<FieldIdentity>(tx);
}

} // namespace baton
