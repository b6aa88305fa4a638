#include "routing/service.h"

#include "db/marks.h"

#include <algorithm>

namespace baton {
namespace {

// What a role that lets one work on tickets has among its permissions, a JSON list of words.
constexpr std::string_view working = "%\"tickets.edit\"%";

constexpr std::string_view members = " from users u where u.tenant_id = $1 and u.archived_at is null and u.id in"
                                     " (select m.user_id from department_members m where m.tenant_id = $1"
                                     " and m.department_id = $2)";

Contender read_online(db::Row const& row) {
    Contender c;
    c.user_id = UserId{row.integer(0)};
    c.presence = Presence::online;
    db::detail::read_column(row, 1, c.capacity);
    db::detail::read_column(row, 2, c.expires_at);
    c.may_work = row.integer(3) != 0;
    return c;
}

std::vector<Contender> read_online(Tx& tx, DepartmentId department, Hold hold) {
    std::string sql = "select u.id, u.capacity, u.expires_at,"
                      " (case when exists (select 1 from user_roles x join roles r on r.tenant_id = x.tenant_id"
                      " and r.id = x.role_id where x.tenant_id = $1 and x.user_id = u.id and r.archived_at is null"
                      " and r.permissions like $3) then 1 else 0 end)";
    sql += members;
    sql += " and u.presence = 'online' order by u.id";
    if (hold == Hold::rows) sql += tx.for_update();
    std::vector<Contender> found;
    tx.query(
        sql, [&](db::Row const& row) { found.push_back(read_online(row)); }, tx.tenant(), department, working);
    return found;
}

// What one row tells.
enum Told { has_on_hand, was_given_at, can, is_not_online };

void note(std::vector<Contender>& candidates, db::Row const& row) {
    UserId const id{row.integer(1)};
    if (row.integer(0) == is_not_online) {
        auto& other = candidates.emplace_back();
        other.user_id = id;
        other.may_work = true;
        db::detail::read_column(row, 3, other.presence);
        return;
    }
    auto const it = std::ranges::find(candidates, id, &Contender::user_id);
    if (it == candidates.end()) return;
    if (row.integer(0) == has_on_hand) it->load = row.integer(2);
    if (row.integer(0) == was_given_at) it->last_given_at = Timestamp{row.integer(2)};
    if (row.integer(0) != can) return;
    Skill skill{{}, row.integer(2), {}};
    skill.skill.assign(row.bytes(3));
    if (row.integer(4) != 0) skill.expires_at = Timestamp{row.integer(4)};
    it->skills.push_back(std::move(skill));
}

// What they have on hand, and when they were given the last one.
std::string work_of(std::string const& people) {
    // bounded: the unfinished tickets of a few people
    return "select 0, t.assignee_id, count(*), '', cast(0 as bigint) from tickets t where t.tenant_id = $1"
           " and t.assignee_id in " +
           people +
           " and t.status_category in ('new', 'open') group by t.assignee_id"
           " union all select 1, u.id, coalesce((select max(h.given_at) from handovers h where h.tenant_id = $1"
           " and h.to_assignee_id = u.id), 0), '', 0 from users u where u.tenant_id = $1 and u.id in " +
           people;
}

std::string skills_among(std::string const& people, std::string const& skills) {
    return " union all select 2, s.user_id, s.level, s.skill, coalesce(s.expires_at, 0) from user_skills s"
           " where s.tenant_id = $1 and s.user_id in " +
           people + " and s.skill in " + skills;
}

std::vector<std::string> words_of(std::vector<RequiredSkill> const& required) {
    std::vector<std::string> words;
    for (auto const& r : required) words.emplace_back(r.skill);
    return words;
}

} // namespace

std::vector<Contender> people_online(Tx& tx, DepartmentId department, Hold hold) {
    using Candidates = std::vector<Contender>;
    auto const read = [&] { return std::optional(read_online(tx, department, hold)); };
    return tx
        .remember<Candidates>({"users", "department_members", "user_roles", "roles"}, std::to_string(department.value),
                              read)
        .value();
}

void learn_work(Tx& tx, DepartmentId department, std::vector<Contender>& candidates,
                std::vector<RequiredSkill> const& required) {
    db::Params params;
    params.mark(tx.tenant());
    params.mark(department);
    std::vector<UserId> ids;
    for (auto const& c : candidates) ids.push_back(c.user_id);
    if (ids.empty()) ids.push_back(UserId{}); // nobody: an empty list is no SQL
    auto sql = work_of(list_of(params, ids));
    if (!required.empty()) sql += skills_among(list_of(params, ids), list_of(params, words_of(required)));
    sql += " union all select 3, id, 0, presence, 0 from (select u.id, u.presence";
    sql += members;
    sql += " and u.presence <> 'online' order by u.id limit " + params.mark(std::int64_t(most_explained)) + ") others";
    tx.query_with(sql, params, [&](db::Row const& row) { note(candidates, row); });
}

} // namespace baton
