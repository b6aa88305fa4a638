#include "ticket_template/store.h"

#include "db/check_table.h"
#include "ticket_template/service.h"

template <> inline constexpr std::string_view baton::db::table<baton::TicketTemplate> = "ticket_templates";

namespace baton {

void insert_ticket_template(Tx& tx, TicketTemplate const& row) { tx.insert(row); }

void save_ticket_template(Tx& tx, TicketTemplate const& row) { tx.update<TicketTemplate>(row.id, row); }

void delete_ticket_template(Tx& tx, TicketTemplateId id) {
    tx.exec("delete from ticket_templates where tenant_id = $1 and id = $2", tx.tenant(), id);
}

std::optional<TicketTemplate> find_ticket_template(Tx& tx, TypeId type, TicketTemplateId id) {
    return tx.find<TicketTemplate>("where tenant_id = $1 and type_id = $2 and id = $3", tx.tenant(), type, id);
}

std::vector<TicketTemplate> list_ticket_templates(Tx& tx) {
    return tx.select<TicketTemplate>("where tenant_id = $1 order by id", tx.tenant());
}

std::vector<TicketTemplate> list_ticket_templates(Tx& tx, TypeId type) {
    return tx.select<TicketTemplate>("where tenant_id = $1 and type_id = $2 order by id", tx.tenant(), type);
}

void check_ticket_template_tables(Tx& tx) { db::check_table<TicketTemplate>(tx); }

} // namespace baton
