#include "db/data_lock.h"

#include "db/session.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

namespace baton::db {
namespace {

std::string holder(int file) {
    char text[32] = {};
    auto const length = ::pread(file, text, sizeof text - 1, 0);
    return length > 0 ? fmt::format(" (process {})", std::string(text, std::size_t(length))) : "";
}

void make_directory(std::string const& directory) {
    std::error_code error;
    if (std::filesystem::create_directories(directory, error))
        std::filesystem::permissions(directory, std::filesystem::perms::owner_all, error);
    if (error) throw DbError(fmt::format("Cannot make the data directory {}: {}.", directory, error.message()));
}

} // namespace

DataLock::DataLock(std::string const& directory) {
    make_directory(directory);
    auto const path = directory + "/lock";
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw DbError(fmt::format("Cannot open {}: {}.", path, std::strerror(errno)));
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        auto const who = holder(file_);
        ::close(file_);
        throw DbError(fmt::format("The data directory {} is in use by another process{}.", directory, who));
    }
    auto const pid = std::to_string(::getpid()); // only to name us in the sentence above
    if (::ftruncate(file_, 0) != 0 || ::pwrite(file_, pid.data(), pid.size(), 0) < 0) {
        auto const error = std::string(std::strerror(errno));
        ::close(file_);
        throw DbError(fmt::format("Cannot write {}: {}.", path, error));
    }
}

DataLock::~DataLock() {
    if (file_ >= 0) ::close(file_);
}

} // namespace baton::db
