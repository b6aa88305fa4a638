#include "db/postgres_tool.h"

#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <libpq-fe.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace baton::db {
namespace {

constexpr std::size_t most_said = 4096;
constexpr int question_every_ms = 200;

using Settings = std::map<std::string, std::string>;

Settings settings_of(std::string const& url) {
    char* problem = nullptr;
    std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options(PQconninfoParse(url.c_str(), &problem),
                                                                               PQconninfoFree);
    if (problem) PQfreemem(problem); // it may repeat the password
    if (!options) throw DbError("The database URL cannot be read: it looks like postgresql://user@host/name.");
    Settings all;
    for (auto const* option = options.get(); option->keyword; ++option)
        if (option->val) all[option->keyword] = option->val;
    return all;
}

std::string conninfo(Settings const& settings) {
    std::string text;
    for (auto const& [key, value] : settings) {
        text += (text.empty() ? "" : " ") + key + "='";
        for (char const c : value) {
            if (c == '\'' || c == '\\') text += '\\';
            text += c;
        }
        text += '\'';
    }
    return text;
}

std::vector<std::string> environment_with(std::string const& password) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry; ++entry)
        if (password.empty() || !std::string_view(*entry).starts_with("PGPASSWORD=")) all.emplace_back(*entry);
    if (!password.empty()) all.push_back("PGPASSWORD=" + password);
    return all;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> all;
    for (auto& word : words) all.push_back(word.data());
    all.push_back(nullptr);
    return all;
}

// A child whose standard error is read here.
class Child {
public:
    Child(std::vector<std::string>& words, std::vector<std::string> environment) {
        int pipe[2];
        if (::pipe2(pipe, O_CLOEXEC) != 0) throw DbError("Cannot start a program: too many files are open.");
        said_ = pipe[0];
        posix_spawn_file_actions_t files;
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_adddup2(&files, pipe[1], 2);
        posix_spawnattr_t attributes; // the server's threads have signals blocked
        posix_spawnattr_init(&attributes);
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
        int const error = ::posix_spawnp(&id_, words[0].c_str(), &files, &attributes, pointers(words).data(),
                                         pointers(environment).data());
        posix_spawnattr_destroy(&attributes);
        posix_spawn_file_actions_destroy(&files);
        ::close(pipe[1]);
        if (error == 0) return;
        ::close(said_);
        throw DbError(fmt::format("Cannot run {}: {}. It comes with the package postgresql-client.", words[0],
                                  std::strerror(error)));
    }
    ~Child() { ::close(said_); }
    Child(Child const&) = delete;

    // What it said, until it closed its standard error.
    std::string listen(IsOver const& is_over) {
        std::string text;
        char buffer[1024];
        for (;;) {
            pollfd wait{said_, POLLIN, 0};
            if (::poll(&wait, 1, question_every_ms) > 0) {
                auto const n = ::read(said_, buffer, sizeof buffer);
                if (n <= 0) return text;
                text.append(buffer, std::min(std::size_t(n), most_said - std::min(most_said, text.size())));
            } else if (is_over && is_over()) {
                ::kill(id_, SIGTERM);
                return "given up: the program ends";
            }
        }
    }
    bool ended_well() {
        int status = 0;
        while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {}
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    pid_t id_ = 0;
    int said_ = -1;
};

} // namespace

std::string conninfo_without_password(std::string const& url, std::string const& database) {
    auto settings = settings_of(url);
    settings.erase("password");
    if (!database.empty()) settings["dbname"] = database;
    return conninfo(settings);
}

std::string url_of_database(std::string const& url, std::string const& database) {
    auto settings = settings_of(url);
    settings["dbname"] = database;
    return conninfo(settings);
}

void run_postgres_tool(std::vector<std::string> words, std::string const& url, IsOver const& is_over) {
    auto const settings = settings_of(url);
    auto const password = settings.find("password");
    Child child(words, environment_with(password == settings.end() ? "" : password->second));
    auto said = child.listen(is_over);
    while (said.ends_with('\n')) said.pop_back();
    if (!child.ended_well()) throw DbError(fmt::format("{} failed: {}", words[0], said));
}

} // namespace baton::db
