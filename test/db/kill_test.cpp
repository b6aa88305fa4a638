// What a kill -9 leaves: every answered unit, and no id that is ever made again.
#include "db/scratch_database.h"

#include <csignal>
#include <fcntl.h>
#include <set>
#include <spawn.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace baton::db {

struct MarkTag;
using MarkId = Id<MarkTag>;
struct Mark {
    MarkId id{};
};
DESCRIBE(Mark, (), (id));
template <> constexpr std::string_view table<Mark> = "marks";

namespace {

constexpr auto schema =
    "create table marks (tenant_id bigint not null, id bigint not null, primary key (tenant_id, id));";
constexpr char data_variable[] = "BATON_TEST_KILL_DATA", url_variable[] = "BATON_TEST_KILL_URL";

MarkId add_mark(Database& database, Timestamp at) {
    return run(database, default_tenant, [&](Tx& tx) {
        Mark const mark{tx.next_id<MarkId>(at)};
        tx.insert(mark);
        return mark.id;
    });
}

// Not a test of its own: the process that gets killed. Writes each answered id to this descriptor.
constexpr int answers = 17;

TEST(KilledProcess, DISABLED_WritesUntilKilled) {
    Options options;
    options.data_dir = std::getenv(data_variable);
    options.url = std::getenv(url_variable);
    auto const embedded = embedded_migrations();
    std::vector<Migration> all(embedded.begin(), embedded.end());
    all.push_back({9000, "9000_of_the_test", schema});
    auto const database = open(options, all);
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (;;) {
                auto const id = add_mark(*database, now()).value;
                if (::write(answers, &id, sizeof id) != sizeof id) return;
            }
        });
}

class Killed : public OnBothDatabases {
protected:
    // Runs the process above until it has answered for a while, kills it and returns what it answered.
    std::vector<std::int64_t> write_until_killed() {
        int pipe[2];
        EXPECT_EQ(::pipe2(pipe, O_CLOEXEC), 0);
        ::setenv(data_variable, scratch.options().data_dir.c_str(), 1);
        ::setenv(url_variable, scratch.options().url.c_str(), 1);
        auto const pid = spawn(pipe[1]);
        ::close(pipe[1]);
        std::vector<std::int64_t> answered;
        std::int64_t id;
        while (::read(pipe[0], &id, sizeof id) == sizeof id) {
            answered.push_back(id);
            if (answered.size() == 300) ::kill(pid, SIGKILL);
        }
        ::close(pipe[0]);
        ::waitpid(pid, nullptr, 0);
        return answered;
    }

private:
    pid_t spawn(int out) {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, out, answers);
        char program[] = "/proc/self/exe", filter[] = "--gtest_filter=KilledProcess.*";
        char disabled[] = "--gtest_also_run_disabled_tests", quiet[] = "--gtest_brief=1";
        char* arguments[] = {program, filter, disabled, quiet, nullptr};
        pid_t pid = 0;
        EXPECT_EQ(::posix_spawn(&pid, program, &actions, nullptr, arguments, environ), 0);
        posix_spawn_file_actions_destroy(&actions);
        return pid;
    }
};

TEST_P(Killed, LeavesWhatWasAnsweredAndNoIdIsMadeAgain) {
    auto const answered = write_until_killed();
    ASSERT_GE(answered.size(), 300u);
    open(schema);
    std::set<std::int64_t> stored;
    database->read(default_tenant, [&](Tx& tx) {
        stored.clear();
        for (auto const& mark : tx.select<Mark>("where tenant_id = $1", tx.tenant())) stored.insert(mark.id.value);
    });
    for (auto const id : answered) EXPECT_TRUE(stored.contains(id)) << id;
    auto const hour_ago = now() + -3600 * microseconds_per_second; // the clock was set back meanwhile
    for (int i = 0; i < 20; ++i) EXPECT_TRUE(stored.insert(add_mark(*database, hour_ago).value).second);
}

ON_BOTH_DATABASES(Killed);

} // namespace
} // namespace baton::db
