#include "ticket/field_store.h"

#include "form/service.h"

namespace baton {
namespace {

constexpr std::string_view secret_field = "ticket_secrets.value";

void delete_rows(Tx& tx, TicketId ticket, FieldId field) {
    tx.exec("delete from ticket_field_index where tenant_id = $1 and ticket_id = $2 and field_id = $3", tx.tenant(),
            ticket, field);
    tx.exec("delete from ticket_secrets where tenant_id = $1 and ticket_id = $2 and field_id = $3", tx.tenant(), ticket,
            field);
}

void insert_word(Tx& tx, TicketId ticket, FieldId field, std::string const& word) {
    tx.exec("insert into ticket_field_index (tenant_id, field_id, value, ticket_id) values ($1, $2, $3, $4)"
            " on conflict do nothing",
            tx.tenant(), field, word, ticket);
}

void insert_secret(Tx& tx, TicketId ticket, FieldId field, std::string const& secret) {
    db::Blob const sealed = tx.vault().encrypt(tx.tenant(), secret_field, secret);
    tx.exec("insert into ticket_secrets (tenant_id, ticket_id, field_id, value) values ($1, $2, $3, $4)", tx.tenant(),
            ticket, field, sealed);
}

} // namespace

void save_field_rows(Tx& tx, TicketId ticket, std::vector<FieldChange> const& changes) {
    for (auto const& [field, before, after, secret] : changes) {
        if (!before.is_null()) delete_rows(tx, ticket, field.id);
        if (after.is_null()) continue;
        insert_word(tx, ticket, field.id, ""); // that it has one
        if (secret) insert_secret(tx, ticket, field.id, *secret);
        if (!field.filterable) continue;
        for (auto const& word : words_found_by(tx, field, after, secret)) insert_word(tx, ticket, field.id, word);
    }
}

void delete_field_rows(Tx& tx, TicketId ticket) {
    tx.exec("delete from ticket_field_index where tenant_id = $1 and ticket_id = $2", tx.tenant(), ticket);
    tx.exec("delete from ticket_secrets where tenant_id = $1 and ticket_id = $2", tx.tenant(), ticket);
}

std::map<FieldId, std::string> secrets_of_ticket(Tx& tx, TicketId ticket) {
    std::map<FieldId, std::string> secrets;
    tx.query(
        "select field_id, value from ticket_secrets where tenant_id = $1 and ticket_id = $2",
        [&](db::Row const& row) {
            secrets.emplace(FieldId{row.integer(0)},
                            tx.vault().decrypt(tx.tenant(), secret_field, bytes_of(row.bytes(1))));
        },
        tx.tenant(), ticket);
    return secrets;
}

} // namespace baton
