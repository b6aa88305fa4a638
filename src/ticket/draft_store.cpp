#include "ticket/draft_store.h"

#include "db/check_table.h"

namespace baton {
namespace {

constexpr std::string_view field = "ticket_drafts.body";

struct DraftRow {
    TicketId ticket_id{};
    UserId user_id{};
    db::Blob body;
    Visibility visibility = Visibility::public_;
    Timestamp updated_at{};
    std::vector<Text<1, 20>> mentions;
    std::vector<AttachmentId> attachment_ids;
    std::optional<Text<1, 100>> then_status;
};
DESCRIBE(DraftRow, (), (ticket_id, user_id, body, visibility, updated_at, mentions, attachment_ids, then_status));

} // namespace
} // namespace baton

template <> inline constexpr std::string_view baton::db::table<baton::DraftRow> = "ticket_drafts";

namespace baton {

std::optional<Draft> find_draft(Tx& tx, TicketId ticket, UserId user) {
    auto const row =
        tx.find<DraftRow>("where tenant_id = $1 and ticket_id = $2 and user_id = $3", tx.tenant(), ticket, user);
    if (!row) return std::nullopt;
    return Draft{{tx.vault().decrypt(tx.tenant(), field, row->body), row->visibility, row->mentions,
                  row->attachment_ids, row->then_status},
                 row->updated_at};
}

void save_draft_row(Tx& tx, TicketId ticket, UserId user, Draft const& draft) {
    db::Blob const body = tx.vault().encrypt(tx.tenant(), field, draft.body);
    tx.exec("insert into ticket_drafts (tenant_id, ticket_id, user_id, body, visibility, updated_at, mentions,"
            " attachment_ids, then_status) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
            " on conflict (tenant_id, ticket_id, user_id) do update set body = $4, visibility = $5, updated_at = $6,"
            " mentions = $7, attachment_ids = $8, then_status = $9",
            tx.tenant(), ticket, user, body, draft.visibility, draft.updated_at, draft.mentions, draft.attachment_ids,
            draft.then);
}

void delete_draft(Tx& tx, TicketId ticket, UserId user) {
    tx.exec("delete from ticket_drafts where tenant_id = $1 and ticket_id = $2 and user_id = $3", tx.tenant(), ticket,
            user);
}

void delete_drafts(Tx& tx, TicketId ticket) {
    tx.exec("delete from ticket_drafts where tenant_id = $1 and ticket_id = $2", tx.tenant(), ticket);
}

void check_draft_tables(Tx& tx) { db::check_table<DraftRow>(tx); }

} // namespace baton
