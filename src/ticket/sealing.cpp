#include "ticket/sealing.h"

#include "ticket/store.h"
#include "type/service.h"

namespace baton {
namespace {

constexpr std::string_view field = "tickets.sealed";

struct SealedFields {
    std::string subject;
    std::string description;
    json::object fields;
};
DESCRIBE(SealedFields, (), (subject, description, fields));

} // namespace

Ticket sealed_row(Tx& tx, Ticket const& t) {
    auto row = t;
    row.sealed = tx.vault().encrypt(tx.tenant(), field, to_json_text(SealedFields{t.subject, t.description, t.fields}));
    row.subject.clear();
    row.description.clear();
    row.fields.clear();
    return row;
}

Ticket opened_row(Tx& tx, Ticket row) {
    if (!row.sealed) return row;
    auto fields = read_json<SealedFields>(parse_json(tx.vault().decrypt(tx.tenant(), field, *row.sealed)));
    static_cast<std::string&>(row.subject) = std::move(fields.subject);
    static_cast<std::string&>(row.description) = std::move(fields.description);
    row.fields = std::move(fields.fields);
    return row;
}

void seal_if_marked(Tx& tx, Ticket& t) {
    if (t.sealed || !type_of(tx, t.type_id).is_sensitive) return;
    t.sealed.emplace();
    save_ticket(tx, t);
    encrypt_contents(tx, t.id);
}

} // namespace baton
