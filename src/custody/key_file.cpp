#include "custody/key_file.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace baton {
namespace {

constexpr std::size_t longest_file = 64 * 1024;
constexpr std::string_view explanation = "# Master key of a Baton installation. Whoever has it and the data reads "
                                         "everything; without it nobody reads phone\n"
                                         "# numbers, mail and identities again. Keep a copy apart from the data and "
                                         "its backups. The line below is also the\n"
                                         "# recovery phrase.\n";

[[noreturn]] void fail(std::string_view what, std::filesystem::path const& path, int error) {
    throw CustodyError(fmt::format("Cannot {} {}: {}.", what, path.string(), std::strerror(error)));
}

class Descriptor {
public:
    Descriptor(std::filesystem::path const& path, int flags)
        : d_(::open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY, S_IRUSR | S_IWUSR)) {}
    ~Descriptor() { close(); }
    Descriptor(Descriptor const&) = delete;
    int get() const { return d_; }
    bool close() {
        int const d = std::exchange(d_, -1);
        return d < 0 || ::close(d) == 0;
    }

private:
    int d_;
};

std::filesystem::path directory_of(std::filesystem::path const& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

bool write_all(int file, std::string_view text) {
    while (!text.empty()) {
        auto const n = ::write(file, text.data(), text.size());
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) text.remove_prefix(std::size_t(n));
    }
    return true;
}

// Gone again unless it was given its name.
class Draft {
public:
    Draft(std::filesystem::path const& path, std::string_view text) : path_(path) {
        draft_ += fmt::format(".new-{}", ::getpid());
        ::unlink(draft_.c_str()); // of a process of the same number that was killed
        Descriptor file(draft_, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
        if (file.get() < 0) fail("write", path_, errno);
        if (!write_all(file.get(), text) || ::fsync(file.get()) != 0 || !file.close()) {
            int const error = errno;
            ::unlink(draft_.c_str());
            fail("write", path_, error);
        }
    }
    ~Draft() { ::unlink(draft_.c_str()); }
    Draft(Draft const&) = delete;

    void become_new() {
        if (::link(draft_.c_str(), path_.c_str()) == 0) return flush_directory();
        if (errno == EEXIST) throw CustodyError(path_.string() + " exists already. Move it away first.");
        fail("write", path_, errno);
    }
    void replace() {
        if (::rename(draft_.c_str(), path_.c_str()) != 0) fail("write", path_, errno);
        flush_directory();
    }

private:
    void flush_directory() const {
        Descriptor const directory(directory_of(path_), O_RDONLY | O_DIRECTORY);
        if (directory.get() < 0 || ::fsync(directory.get()) != 0) fail("flush the directory of", path_, errno);
    }

    std::filesystem::path const path_;
    std::string draft_ = path_.string();
};

std::string text_of_file(int file, std::filesystem::path const& path) {
    std::string text;
    char buffer[4096];
    for (;;) {
        auto const n = ::read(file, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("read", path, errno);
        if (n == 0) break;
        text.append(buffer, std::size_t(n));
        if (text.size() > longest_file) throw CustodyError(path.string() + " is too long for a key file.");
    }
    wipe({reinterpret_cast<unsigned char*>(buffer), sizeof buffer});
    return text;
}

Masters parsed(std::string_view text, std::filesystem::path const& path) {
    Masters masters;
    for (int number = 1; !text.empty(); ++number) {
        auto const line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        if (line.starts_with('#') || line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        try {
            masters.push_back(secret_of_phrase(line));
        } catch (CustodyError const& error) {
            throw CustodyError(fmt::format("Line {} of the key file {} is damaged. {} Restore it with `baton key "
                                           "restore`, or give another one with --key-file.",
                                           number, path.string(), error.what()));
        }
    }
    if (masters.empty())
        throw CustodyError("The key file " + path.string() + " holds no key. Restore it with `baton key restore`, or " +
                           "give another one with --key-file.");
    return masters;
}

std::string text_of_keys(Masters const& masters) {
    std::string text(explanation);
    for (auto const& master : masters) text += phrase_of(master) + "\n";
    return text;
}

} // namespace

std::optional<Masters> read_key_file(std::filesystem::path const& path) {
    Descriptor const file(path, O_RDONLY | O_NONBLOCK); // a pipe put there must not hold us
    if (file.get() < 0 && errno == ENOENT) return std::nullopt;
    if (file.get() < 0) fail("read the key file", path, errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        throw CustodyError("The key file " + path.string() + " is not a file.");
    auto text = text_of_file(file.get(), path);
    auto masters = parsed(text, path);
    wipe(text);
    return masters;
}

std::string key_file_warning(std::filesystem::path const& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0 || (status.st_mode & (S_IRWXG | S_IRWXO)) == 0) return "";
    return fmt::format("others than its owner may use the key file {0} (mode {1:o}): chmod 600 {0}", path.string(),
                       status.st_mode & 0777U);
}

void create_key_file(std::filesystem::path const& path, Masters const& masters) {
    auto text = text_of_keys(masters);
    create_private_file(path, text);
    wipe(text);
}

void replace_key_file(std::filesystem::path const& path, Masters const& masters) {
    auto text = text_of_keys(masters);
    Draft(path, text).replace();
    wipe(text);
}

void create_private_file(std::filesystem::path const& path, std::string_view text) { Draft(path, text).become_new(); }

} // namespace baton
