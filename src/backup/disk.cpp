#include "backup/disk.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace baton {
namespace {

constexpr std::size_t piece = 256 * 1024, longest_text = 16 << 20;

[[noreturn]] void fail(std::string_view what, std::filesystem::path const& path, int error = errno) {
    throw BackupError(fmt::format("Cannot {} {}: {}.", what, path.string(), std::strerror(error)));
}

class Descriptor {
public:
    Descriptor(std::filesystem::path const& path, int flags) : d_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {
        if (d_ < 0) fail(flags & O_CREAT ? "make" : "read", path);
    }
    ~Descriptor() { ::close(d_); }
    Descriptor(Descriptor const&) = delete;
    int get() const { return d_; }

private:
    int d_;
};

void write_all(int to, std::string_view text, std::filesystem::path const& path) {
    while (!text.empty()) {
        auto const n = ::write(to, text.data(), text.size());
        if (n < 0 && errno != EINTR) fail("write", path);
        if (n > 0) text.remove_prefix(std::size_t(n));
    }
}

// f for each piece of a file.
template <class F> FileSum walk(std::filesystem::path const& path, F f) {
    Descriptor const file(path, O_RDONLY | O_NOCTTY);
    std::string buffer(piece, '\0');
    Sha256 hash;
    FileSum sum;
    for (;;) {
        auto const n = ::read(file.get(), buffer.data(), buffer.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("read", path);
        if (n == 0) break;
        auto const text = std::string_view(buffer).substr(0, std::size_t(n));
        hash.update(text);
        sum.size += n;
        f(text);
    }
    sum.sha256 = hex(hash.finish());
    return sum;
}

} // namespace

void go_on_unless(db::IsOver const& is_over) {
    if (is_over && is_over()) throw BackupError("Given up: the program ends.");
}

FileSum sum_of_file(std::filesystem::path const& path, db::IsOver const& is_over) {
    return walk(path, [&](std::string_view) { go_on_unless(is_over); });
}

FileSum copy_file(std::filesystem::path const& from, std::filesystem::path const& to, db::IsOver const& is_over) {
    make_directory(to.parent_path());
    Descriptor const file(to, O_WRONLY | O_CREAT | O_EXCL);
    auto sum = walk(from, [&](std::string_view text) {
        go_on_unless(is_over);
        write_all(file.get(), text, to);
    });
    if (::fsync(file.get()) != 0) fail("flush", to);
    return sum;
}

void write_file(std::filesystem::path const& path, std::string_view text) {
    Descriptor const file(path, O_WRONLY | O_CREAT | O_EXCL);
    write_all(file.get(), text, path);
    if (::fsync(file.get()) != 0) fail("flush", path);
}

std::string read_file(std::filesystem::path const& path) {
    std::string text;
    walk(path, [&](std::string_view more) {
        if (text.size() + more.size() > longest_text)
            throw BackupError(fmt::format("{} is damaged: it is too long.", path.filename().string()));
        text += more;
    });
    return text;
}

void flush_file_system(std::filesystem::path const& directory) {
    Descriptor const descriptor(directory, O_RDONLY | O_DIRECTORY);
    if (::syncfs(descriptor.get()) != 0) fail("flush", directory);
}

void flush_directory(std::filesystem::path const& directory) {
    Descriptor const descriptor(directory, O_RDONLY | O_DIRECTORY);
    if (::fsync(descriptor.get()) != 0) fail("flush", directory);
}

void make_directory(std::filesystem::path const& directory) {
    if (directory.empty() || ::mkdir(directory.c_str(), 0700) == 0 || errno == EEXIST) return;
    if (errno != ENOENT) fail("make", directory);
    make_directory(directory.parent_path());
    if (::mkdir(directory.c_str(), 0700) != 0 && errno != EEXIST) fail("make", directory);
}

DirectoryLock::DirectoryLock(std::filesystem::path const& path, std::string const& problem) {
    make_directory(path);
    directory_ = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory_ < 0) fail("open", path);
    if (::flock(directory_, LOCK_EX | LOCK_NB) == 0) return;
    ::close(directory_);
    throw BackupError(problem);
}

DirectoryLock::~DirectoryLock() { ::close(directory_); }

ListWriter::ListWriter(std::filesystem::path const& path) : file_(path, std::ios::binary) {
    if (!file_) fail("make", path);
}

void ListWriter::add(BackupFile const& file) {
    auto const line = line_of_list(file);
    file_ << line;
    hash_.update(line);
    size_ += std::int64_t(line.size());
}

BackupFile ListWriter::finish() {
    file_.close();
    if (!file_) throw BackupError("Cannot write files.list: is the disk full?");
    return {std::string(list_name), size_, hex(hash_.finish())};
}

void read_list(std::filesystem::path const& path, std::function<void(BackupFile const&)> const& f) {
    std::ifstream file(path, std::ios::binary);
    std::string line;
    while (std::getline(file, line)) {
        auto const one = file_in_line(line);
        if (!one) throw BackupError("files.list is damaged: a line of it cannot be read.");
        f(*one);
    }
}

} // namespace baton
