#include "user/batch.h"

#include "base/hash.h"
#include "department/service.h"
#include "password/password.h"
#include "user/rows.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>
#include <spdlog/spdlog.h>

namespace baton {
namespace {

json::array list_in(std::string const& cell) {
    json::array list;
    for (auto const& word : words_in(cell)) list.push_back(json::value(word));
    return list;
}

// "退款:3; 英语" → levels, 1 when none is given.
json::array skills_in(std::string const& cell) {
    json::array skills;
    for (auto const& word : words_in(cell)) {
        auto const colon = word.find(':');
        auto const level =
            colon == std::string::npos ? std::optional<std::int64_t>(1) : parse_id(word.substr(colon + 1));
        json::object skill = {{"skill", word.substr(0, colon)}};
        skill["level"] = level ? json::value(*level) : json::value(word.substr(colon + 1)); // a word is refused later
        skills.push_back(std::move(skill));
    }
    return skills;
}

json::array departments_in(std::string const& cell, std::vector<Department> const& all, Problems& problems) {
    json::array ids;
    for (auto const& name : words_in(cell)) {
        auto const it = std::ranges::find(all, name, &Department::name);
        if (it == all.end()) problems.add("departments", "There is no department " + name + ".");
        else ids.push_back(to_json(it->id));
    }
    return ids;
}

// The row as the JSON a creation would be sent as.
json::object body_of(UserRow const& row, std::vector<Department> const& departments, Problems& problems) {
    json::object body;
    for (auto const& [column, cell] : row.cells) {
        if (cell.empty()) continue;
        auto const number = parse_id(cell);
        switch (column) {
        case UserColumn::departments:
            body["department_ids"] = departments_in(cell, departments, problems);
            break;
        case UserColumn::roles:
        case UserColumn::languages:
            body[name_of(column)] = list_in(cell);
            break;
        case UserColumn::skills:
            body["skills"] = skills_in(cell);
            break;
        case UserColumn::capacity:
            body["capacity"] = number ? json::value(*number) : json::value(cell);
            break;
        default:
            body[name_of(column)] = cell;
        }
    }
    return body;
}

class Batch {
public:
    Batch(db::Database& database, Actor const& actor, Timestamp now) : database_(database), actor_(actor), now_(now) {
        departments_ = db::look(database, actor.tenant, all_departments);
    }
    void take(UserRow const& row) {
        try {
            create(row);
        } catch (Error const& e) {
            if (e.errors.empty()) report.refused.push_back({row.line, "", e.what()});
            for (auto const& problem : e.errors) report.refused.push_back({row.line, problem.field, problem.message});
        } catch (db::DbError const& e) { // those before it exist, and their passwords are told only here
            spdlog::error("batch of users, line {}: {}", row.line, e.what());
            report.refused.push_back({row.line, "", "This line could not be stored. Paste it again."});
        }
    }
    BatchReport report;

private:
    void create(UserRow const& row) {
        auto const login = row.cells.contains(UserColumn::login) ? normal_login(row.cells.at(UserColumn::login)) : "";
        if (!logins_.insert(login).second)
            throw Error(ErrorCode::invalid, "login", "This login is in another line too.");
        if (!login.empty() && is_there(login)) return report.existing.push_back({row.line, login});
        Problems problems;
        auto body = body_of(row, departments_, problems);
        auto const made_up = body.contains("password") ? "" : base64url(random_bytes<12>());
        if (!made_up.empty()) body["password"] = made_up;
        NewUser input;
        from_json(json::value(body), input, "", Reading::whole, problems);
        problems.raise();
        auto const hash = hash_password(input.password);
        auto const user =
            db::run(database_, actor_.tenant, [&](Tx& tx) { return create_user(tx, actor_, input, hash, now_); });
        auto& created = report.created.emplace_back(CreatedRow{row.line, user.id, user.login, {}});
        if (!made_up.empty()) created.password.emplace(made_up);
    }
    bool is_there(std::string const& login) {
        return db::look(database_, actor_.tenant, [&](Tx& tx) { return user_by_login(tx, login).has_value(); });
    }

    db::Database& database_;
    Actor const& actor_;
    Timestamp now_;
    std::vector<Department> departments_;
    std::set<std::string> logins_;
};

} // namespace

BatchReport create_users(db::Database& database, Actor const& actor, UserRows const& input, Timestamp now) {
    actor.require(Permission::users_manage);
    auto const read = read_user_rows(input.text);
    if (!read.problem.empty()) throw Error(ErrorCode::invalid, "text", read.problem);
    if (read.rows.size() > most_rows)
        throw Error(ErrorCode::invalid, "text", fmt::format("must have at most {} rows", most_rows));
    Batch batch(database, actor, now);
    for (auto const& row : read.rows) batch.take(row);
    return std::move(batch.report);
}

} // namespace baton
