#include "backup/references.h"

#include "db/marks.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace baton {
namespace {

constexpr int rows_at_once = 500;

struct Reference {
    std::string_view table;
    std::vector<std::string_view> key; // the primary key without tenant_id; a name in capitals is text
    std::string_view column;
    std::vector<std::string_view> targets; // it is the id of a row in one of these
};

// Rows that outlive what they are about, such as the history of a ticket that was deleted for good, are not here.
std::vector<Reference> const& references() {
    static std::vector<Reference> const all{
        {"departments", {"id"}, "parent_id", {"departments"}},
        {"departments", {"id"}, "lead_id", {"users"}},
        {"department_members", {"user_id", "department_id"}, "user_id", {"users"}},
        {"department_members", {"user_id", "department_id"}, "department_id", {"departments"}},
        {"user_roles", {"user_id", "role_id"}, "user_id", {"users"}},
        {"user_roles", {"user_id", "role_id"}, "role_id", {"roles"}},
        {"sessions", {"id"}, "user_id", {"users"}},
        {"tokens", {"id"}, "user_id", {"users"}},
        {"user_credentials", {"user_id"}, "user_id", {"users"}},
        {"push_subscriptions", {"id"}, "user_id", {"users"}},
        {"customers", {"id"}, "organization_id", {"organizations"}},
        {"customer_contacts", {"KIND", "BLIND_INDEX"}, "customer_id", {"customers"}},
        {"customer_secrets", {"customer_id", "FIELD"}, "customer_id", {"customers"}},
        {"customer_consents", {"id"}, "customer_id", {"customers"}},
        {"types", {"id"}, "department_id", {"departments"}},
        {"forms", {"type_id", "version"}, "type_id", {"types"}},
        {"tickets", {"id"}, "type_id", {"types"}},
        {"tickets", {"id"}, "department_id", {"departments"}},
        {"tickets", {"id"}, "opened_department_id", {"departments"}},
        {"tickets", {"id"}, "assignee_id", {"users"}},
        {"tickets", {"id"}, "requester_id", {"customers"}},
        {"deleted_tickets", {"id"}, "type_id", {"types"}},
        {"deleted_tickets", {"id"}, "requester_id", {"customers"}},
        {"ticket_tags", {"TAG", "ticket_id"}, "ticket_id", {"tickets"}},
        {"ticket_participants", {"ticket_id", "user_id", "PART"}, "ticket_id", {"tickets", "deleted_tickets"}},
        {"ticket_participants", {"ticket_id", "user_id", "PART"}, "user_id", {"users"}},
        {"attachments", {"id"}, "ticket_id", {"tickets", "deleted_tickets"}},
    };
    return all;
}

bool is_text(std::string_view key) { return key.front() >= 'A' && key.front() <= 'Z'; }

using KeyPart = std::variant<std::int64_t, std::string>;

struct Page {
    std::vector<KeyPart> last; // key of its last row
    std::set<std::int64_t> ids;
    int rows = 0;
};

std::string marks_of(db::Params& params, std::vector<KeyPart> const& key) {
    std::vector<std::string> marks;
    for (auto const& part : key)
        marks.push_back(std::visit([&](auto const& value) { return params.mark(value); }, part));
    return fmt::format("{}", fmt::join(marks, ", "));
}

Page read_page(Tx& tx, Reference const& reference, std::vector<KeyPart> const& after) {
    std::vector<std::string> names;
    for (auto const key : reference.key) names.push_back(ascii_lower(key));
    auto const key = fmt::format("{}", fmt::join(names, ", "));
    db::Params params;
    auto sql = fmt::format("select {0}, {1} from {2} where tenant_id = {3} and {1} is not null", key, reference.column,
                           reference.table, params.mark(tx.tenant()));
    if (!after.empty()) sql += fmt::format(" and ({}) > ({})", key, marks_of(params, after));
    sql += fmt::format(" order by {} limit {}", key, rows_at_once);
    Page page;
    tx.query_with(sql, params, [&](db::Row const& row) {
        page.last.clear();
        for (int i = 0; i < std::ssize(names); ++i)
            page.last.push_back(is_text(reference.key[std::size_t(i)]) ? KeyPart(std::string(row.bytes(i)))
                                                                       : KeyPart(row.integer(i)));
        page.ids.insert(row.integer(int(names.size())));
        ++page.rows;
    });
    return page;
}

// What is left of the ids when those of the targets are taken away.
void remove_known(Tx& tx, Reference const& reference, std::set<std::int64_t>& ids) {
    for (auto const target : reference.targets) {
        if (ids.empty()) return;
        db::Params params;
        std::vector<std::int64_t> const asked(ids.begin(), ids.end());
        auto const sql = fmt::format("select id from {} where tenant_id = {} and id in {}", target,
                                     params.mark(tx.tenant()), list_of(params, asked));
        tx.query_with(sql, params, [&](db::Row const& row) { ids.erase(row.integer(0)); });
    }
}

void check(db::Database& database, TenantId tenant, Reference const& reference, ReferenceCheck& found) {
    std::vector<KeyPart> after;
    for (int rows = rows_at_once; rows == rows_at_once;) {
        Page page;
        database.read(tenant, [&](Tx& tx) {
            page = read_page(tx, reference, after);
            remove_known(tx, reference, page.ids);
        });
        rows = page.rows;
        after = page.last;
        found.references += page.rows;
        if (page.ids.empty()) continue;
        if (found.broken == 0)
            found.first_broken = fmt::format("{}.{} {} is in no row of {}", reference.table, reference.column,
                                             *page.ids.begin(), fmt::join(reference.targets, " or "));
        found.broken += std::ssize(page.ids);
    }
}

} // namespace

ReferenceCheck check_references(db::Database& database, TenantId tenant) {
    ReferenceCheck found;
    for (auto const& reference : references()) check(database, tenant, reference, found);
    return found;
}

} // namespace baton
