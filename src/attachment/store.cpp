#include "attachment/store.h"

#include "attachment/service.h"
#include "db/check_table.h"

template <> inline constexpr std::string_view baton::db::table<baton::Attachment> = "attachments";

namespace baton {
namespace {

constexpr std::string_view field = "attachments.sealed";
constexpr std::size_t hash_size = 64;

Attachment opened(Tx& tx, Attachment row) {
    if (!row.sealed) return row;
    auto const plain = tx.vault().decrypt(tx.tenant(), field, *row.sealed);
    row.sha256 = plain.substr(0, hash_size);
    row.name = plain.substr(hash_size);
    return row;
}

} // namespace

// REQUIRES: a.sha256 is a SHA-256 in hex.
void insert_attachment(Tx& tx, Attachment const& a) {
    auto row = a;
    row.sealed = tx.vault().encrypt(tx.tenant(), field, a.sha256 + a.name);
    row.sha256.clear();
    row.name.clear();
    tx.insert(row);
}

void insert_copy(Tx& tx, Attachment const& a) { a.sealed ? insert_attachment(tx, a) : tx.insert(a); }

std::optional<Attachment> find_attachment(Tx& tx, AttachmentId id) {
    auto row = tx.find<Attachment>("where tenant_id = $1 and id = $2", tx.tenant(), id);
    return row ? std::optional(opened(tx, *std::move(row))) : std::nullopt;
}

std::vector<Attachment> find_attachments(Tx& tx, std::vector<AttachmentId> const& ids) {
    std::vector<Attachment> rows;
    if (ids.empty()) return rows;
    db::Params params;
    std::string sql = "select " + db::columns<Attachment>() +
                      " from attachments where tenant_id = " + params.mark(tx.tenant()) + " and id in (";
    for (std::size_t i = 0; i < ids.size(); ++i) sql += (i ? ", " : "") + params.mark(ids[i]);
    tx.query_with(sql + ")", params,
                  [&](db::Row const& row) { rows.push_back(opened(tx, db::read_row<Attachment>(row))); });
    return rows;
}

bool use_attachment(Tx& tx, AttachmentId id, TicketId ticket, EventId event) {
    return tx.change("update attachments set ticket_id = $3, event_id = $4 where tenant_id = $1 and id = $2 and "
                     "ticket_id is null",
                     tx.tenant(), id, ticket, event) > 0;
}

void free_attachments(Tx& tx, TicketId ticket, EventId event, Timestamp now) {
    tx.exec("update attachments set ticket_id = null, event_id = null, created_at = $4 where tenant_id = $1"
            " and ticket_id = $2 and event_id = $3",
            tx.tenant(), ticket, event, now);
}

std::vector<Attachment> list_expired(Tx& tx, Timestamp until, int limit) {
    return tx.select<Attachment>(
        "where tenant_id = $1 and ticket_id is null and created_at < $2 order by created_at limit $3", tx.tenant(),
        until, limit);
}

std::vector<Attachment> list_attachments(Tx& tx, TicketId ticket) {
    return tx.select<Attachment>("where tenant_id = $1 and ticket_id = $2 order by id", tx.tenant(), ticket);
}

std::vector<Attachment> attachments_by_file(Tx& tx, std::optional<Attachment> const& after, int limit) {
    auto const [file, id] = after ? std::pair(after->file, after->id) : std::pair(std::string(), AttachmentId{});
    auto rows = tx.select<Attachment>(
        "where tenant_id = $1 and (file > $2 or (file = $3 and id > $4)) order by file, id limit $5", tx.tenant(), file,
        file, id, limit);
    for (auto& row : rows) row = opened(tx, std::move(row));
    return rows;
}

void delete_attachment(Tx& tx, AttachmentId id) {
    tx.exec("delete from attachments where tenant_id = $1 and id = $2", tx.tenant(), id);
}

bool is_file_used(Tx& tx, std::string const& file) {
    return tx
        .value<std::int64_t>("select 1 from attachments where tenant_id = $1 and file = $2 limit 1", tx.tenant(), file)
        .has_value();
}

std::vector<std::string> files_after(Tx& tx, std::string const& after, int limit) {
    std::vector<std::string> files;
    tx.query(
        "select distinct file from attachments where tenant_id = $1 and file > $2 order by file limit $3",
        [&](db::Row const& row) { files.emplace_back(row.bytes(0)); }, tx.tenant(), after, limit);
    return files;
}

void check_attachment_tables(Tx& tx) { db::check_table<Attachment>(tx); }

} // namespace baton
