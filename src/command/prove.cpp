#include "command/prove.h"

#include "app/app.h"
#include "backup/disk.h"
#include "base/version.h"
#include "command/verify.h"
#include "db/postgres_tool.h"
#include "event/log.h"
#include "report/service.h"

#include <boost/algorithm/string/classification.hpp>
#include <boost/algorithm/string/split.hpp>
#include <fmt/format.h>

namespace baton {
namespace {

namespace fs = std::filesystem;

// The same each time, so that what a killed proof has left is found by the next.
std::string name_of_scratch(fs::path const& place, std::string const& server) {
    if (server.empty()) return "";
    auto const text = fmt::format("{}\n{}", place.string(), db::conninfo_without_password(server));
    return fmt::format("baton_proof_{}", hex(sha256(std::string_view(text))).substr(0, 12));
}

// A directory beside the backup, and a database of its own: gone with this.
class Scratch {
public:
    Scratch(fs::path const& backup, DataPlace const& data)
        : place_(fs::absolute(backup).parent_path()),
          lock_(place_,
                fmt::format("A backup into {} is being made or proved. Wait until it is done.", place_.string())),
          directory_(place_ / fmt::format("{}proof", begun_prefix)), server_(data.url),
          name_(name_of_scratch(place_, server_)) {
        fs::remove_all(directory_);
        make_directory(directory_);
        if (!server_.empty()) {
            drop_database(); // of one that was killed
            make_database();
        }
        to = {directory_ / "data", server_.empty() ? "" : db::url_of_database(server_, name_),
              key_file_of(data.data_dir, data.key_file)};
    }
    ~Scratch() {
        std::error_code ignored; // the next backup sweeps it
        fs::remove_all(directory_, ignored);
        try {
            if (!server_.empty()) drop_database();
        } catch (std::exception const& error) {
            fmt::print(stderr, "the scratch database {} is still there: {}\n", name_, error.what());
        }
    }
    Scratch(Scratch const&) = delete;

    DataPlace to;

private:
    void run(std::string const& tool, std::vector<std::string> words) {
        words.insert(words.begin(), tool);
        words.push_back(fmt::format("--maintenance-db={}", db::conninfo_without_password(server_)));
        words.push_back(name_);
        db::run_postgres_tool(std::move(words), server_, {});
    }
    void drop_database() { run("dropdb", {"--if-exists", "--force"}); }
    void make_database() {
        try {
            run("createdb", {"--template=template0", "--encoding=UTF8", "--locale=C"});
        } catch (db::DbError const& error) {
            throw BackupError(fmt::format("A backup is proved in a scratch database, which could not be made: {}. Give "
                                          "Baton's role the right to: alter role NAME createdb",
                                          error.what()));
        }
    }

    fs::path const place_;
    DirectoryLock const lock_;
    fs::path const directory_;
    std::string const server_, name_;
};

std::vector<std::string> verified(DataPlace const& place, db::IsOver const& is_over) {
    auto const data = open_data({.data_dir = place.data_dir,
                                 .database_url = place.url,
                                 .key_file = place.key_file,
                                 .rehearsal = db::Rehearsal::off}); // it is a copy itself
    Log log(*data.database);
    log.add(ticket_facts_reader());
    log.start();
    auto const settle = [&] { return log.settle(std::chrono::minutes(5)); };
    auto const result = verify_beside(*data.database, place.data_dir, settle, is_over);
    go_on_unless(is_over);
    if (result.exit_code != 0) throw BackupError(fmt::format("What was restored is not sound:\n{}", result.output));
    std::vector<std::string> lines;
    boost::split(lines, result.output, boost::is_any_of("\n"));
    lines.pop_back();
    return lines;
}

void leave_note(fs::path const& backup, BackupProof const& proof) {
    auto const draft = backup / ".proof.json";
    fs::remove(draft);
    write_file(draft, to_json_text(proof) + "\n");
    fs::rename(draft, backup / proof_name);
    flush_directory(backup);
}

} // namespace

BackupProof prove_backup(fs::path const& backup, DataPlace const& data, Timestamp now, db::IsOver const& is_over) {
    auto const begin = std::chrono::steady_clock::now();
    BackupProof proof;
    proof.program = version();
    {
        Scratch const scratch(backup, data);
        RestoreWish wish;
        wish.from = backup;
        wish.to = scratch.to;
        wish.is_over = is_over;
        auto const manifest = restore_backup(wish).manifest;
        auto const restored = data.url.empty() ? db::read_database_file((scratch.to.data_dir / "baton.db").string())
                                               : db::read_server(scratch.to.url);
        if (auto const what = difference(manifest.tables, restored->digests(is_over)); !what.empty())
            throw BackupError(fmt::format("What was restored is not what was backed up: {}.", what));
        for (auto const& table : manifest.tables) proof.rows += table.rows;
        proof.tables = std::ssize(manifest.tables);
        proof.attachments = manifest.attachments;
        proof.verified = verified(scratch.to, is_over);
    }
    proof.proved_at = now;
    proof.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    leave_note(backup, proof);
    remember_proof(data.data_dir, {proof.proved_at, fs::absolute(backup).string()});
    return proof;
}

fs::path newest_backup(fs::path const& place) {
    fs::path newest;
    for (auto const& entry : fs::directory_iterator(place))
        if (time_of_backup(entry.path().filename().string()) && entry.path().filename() > newest.filename())
            newest = entry.path();
    if (newest.empty()) throw BackupError(fmt::format("There is no backup in {}.", place.string()));
    return newest;
}

std::string told(BackupProof const& proof) {
    std::string text = fmt::format("proven in {:.1f} s: restored into a scratch place, {} rows in {} tables and {} "
                                   "attachments as in the manifest, and there\n",
                                   proof.seconds, proof.rows, proof.tables, proof.attachments);
    for (auto const& line : proof.verified) text += fmt::format("  {}\n", line);
    return text;
}

} // namespace baton
