#include "reminder/store.h"

#include "db/check_table.h"
#include "db/marks.h"
#include "reminder/service.h"

namespace baton {
namespace {

constexpr std::string_view note_field = "reminders.note", result_field = "reminders.result";

struct ReminderRow {
    ReminderId id{};
    ReminderKind kind{};
    TicketId ticket_id{};
    std::optional<UserId> user_id;
    std::optional<DepartmentId> department_id;
    Timestamp due_at{};
    db::Blob note;
    UserId created_by{};
    Timestamp created_at{};
    std::optional<Timestamp> reminded_at, ended_at;
    std::optional<UserId> ended_by;
    std::optional<db::Blob> result;
};
DESCRIBE(ReminderRow, (),
         (id, kind, ticket_id, user_id, department_id, due_at, note, created_by, created_at, reminded_at, ended_at,
          ended_by, result));

std::optional<db::Blob> sealed_result(Tx& tx, std::optional<std::string> const& result) {
    if (!result) return std::nullopt;
    return tx.vault().encrypt(tx.tenant(), result_field, *result);
}

Reminder opened(Tx& tx, ReminderRow const& row) {
    Reminder r{row.id,
               row.kind,
               row.ticket_id,
               row.user_id,
               row.department_id,
               row.due_at,
               tx.vault().decrypt(tx.tenant(), note_field, row.note),
               row.created_by,
               row.created_at,
               row.reminded_at,
               row.ended_at,
               row.ended_by,
               {}};
    if (row.result) r.result = tx.vault().decrypt(tx.tenant(), result_field, *row.result);
    return r;
}

std::vector<Reminder> opened(Tx& tx, std::vector<ReminderRow> const& rows) {
    std::vector<Reminder> reminders;
    for (auto const& row : rows) reminders.push_back(opened(tx, row));
    return reminders;
}

} // namespace
} // namespace baton

template <> inline constexpr std::string_view baton::db::table<baton::ReminderRow> = "reminders";

namespace baton {

void insert_reminder(Tx& tx, Reminder const& r) {
    tx.insert(ReminderRow{r.id, r.kind, r.ticket_id, r.user_id, r.department_id, r.due_at,
                          tx.vault().encrypt(tx.tenant(), note_field, r.note), r.created_by, r.created_at,
                          r.reminded_at, r.ended_at, r.ended_by, sealed_result(tx, r.result)});
}

void save_reminder(Tx& tx, Reminder const& r) {
    tx.exec("update reminders set reminded_at = $3, ended_at = $4, ended_by = $5, result = $6"
            " where tenant_id = $1 and id = $2",
            tx.tenant(), r.id, r.reminded_at, r.ended_at, r.ended_by, sealed_result(tx, r.result));
}

std::optional<Reminder> find_reminder(Tx& tx, ReminderId id) {
    auto const row = tx.find<ReminderRow>("where tenant_id = $1 and id = $2", tx.tenant(), id);
    return row ? std::optional(opened(tx, *row)) : std::nullopt;
}

std::vector<Reminder> list_open_reminders(Tx& tx, TicketId ticket, int limit) {
    return opened(tx, tx.select<ReminderRow>("where tenant_id = $1 and ticket_id = $2 and ended_at is null"
                                             " order by due_at, id limit $3",
                                             tx.tenant(), ticket, limit));
}

std::vector<Reminder> list_reminders_for(Tx& tx, Scope const& scope, ReminderQuestion const& q) {
    db::Params params;
    auto sql = "select " + db::columns<ReminderRow>("r") +
               " from reminders r join tickets t on t.tenant_id = r.tenant_id and t.id = r.ticket_id"
               " where r.tenant_id = " +
               params.mark(tx.tenant());
    sql += " and r.ended_at is null and (r.user_id = " + params.mark(q.user);
    if (!q.departments.empty()) sql += " or r.department_id in " + list_of(params, q.departments);
    sql += ") and " + scope.sql(params);
    if (q.after)
        sql += " and (r.due_at, r.id) > (" + params.mark(q.after->due_at) + ", " + params.mark(q.after->id) + ")";
    sql += " order by r.due_at, r.id limit " + params.mark(q.limit);
    std::vector<ReminderRow> rows;
    tx.query_with(sql, params, [&](db::Row const& row) { rows.push_back(db::read_row<ReminderRow>(row)); });
    return opened(tx, rows);
}

void erase_reminders(Tx& tx, TicketId ticket) {
    tx.exec("delete from reminders where tenant_id = $1 and ticket_id = $2", tx.tenant(), ticket);
}

void check_reminder_tables(Tx& tx) { db::check_table<ReminderRow>(tx); }

} // namespace baton
