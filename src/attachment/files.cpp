#include "attachment/files.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace baton {
namespace {

[[noreturn]] void fail(std::string const& what) { throw std::system_error(errno, std::generic_category(), what); }

void sync_directory(std::filesystem::path const& directory) {
    int const descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) fail("open directory of attachments");
    bool const synced = ::fsync(descriptor) == 0;
    ::close(descriptor);
    if (!synced) fail("sync directory of attachments");
}

class FileSource : public http::Source {
public:
    explicit FileSource(int descriptor) : descriptor_(descriptor) {
        struct stat info {};
        if (::fstat(descriptor_, &info) != 0) fail("read attachment");
        size_ = std::uint64_t(info.st_size);
    }
    ~FileSource() override { ::close(descriptor_); }
    std::uint64_t size() const override { return size_; }
    std::size_t read(char* to, std::size_t capacity) override {
        auto const n = ::read(descriptor_, to, capacity);
        if (n < 0) fail("read attachment");
        return std::size_t(n);
    }

private:
    int descriptor_;
    std::uint64_t size_ = 0;
};

constexpr char const* incoming = "incoming";
constexpr std::size_t sweep_slice = 100;

bool is_young(std::filesystem::directory_entry const& entry) {
    return entry.last_write_time() + std::chrono::hours(24) > std::filesystem::file_time_type::clock::now();
}

std::filesystem::path place_of(std::filesystem::path const& root, std::string const& sha256) {
    return root / sha256.substr(0, 2) / sha256;
}

} // namespace

PendingFile::PendingFile(std::filesystem::path temporary)
    : path_(std::move(temporary)), descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0) fail("create attachment");
}

PendingFile::~PendingFile() {
    ::close(descriptor_);
    if (!path_.empty()) ::unlink(path_.c_str());
}

void PendingFile::write(std::string_view piece) {
    sha256_.update(piece);
    size_ += std::int64_t(piece.size());
    while (!piece.empty()) {
        auto const n = ::write(descriptor_, piece.data(), piece.size());
        if (n < 0) fail("write attachment");
        piece.remove_prefix(std::size_t(n));
    }
}

std::string PendingFile::keep(std::filesystem::path const& root) {
    if (::fsync(descriptor_) != 0) fail("sync attachment");
    auto name = hex(sha256_.finish());
    auto const place = place_of(root, name);
    std::filesystem::create_directories(place.parent_path());
    std::filesystem::rename(path_, place); // the same content twice is the same file
    path_.clear();
    sync_directory(place.parent_path());
    sync_directory(root);
    return name;
}

FileStore::FileStore(std::filesystem::path data_dir) : data_dir_(std::move(data_dir)) {}

std::filesystem::path FileStore::root(TenantId tenant) const {
    return data_dir_ / "files" / std::to_string(tenant.value);
}

std::unique_ptr<PendingFile> FileStore::begin(TenantId tenant) const {
    auto const directory = root(tenant) / incoming;
    std::filesystem::create_directories(directory);
    return std::make_unique<PendingFile>(directory / base64url(random_bytes<16>()));
}

std::string FileStore::keep(PendingFile& file, TenantId tenant) const { return file.keep(root(tenant)); }

std::unique_ptr<http::Source> FileStore::open(TenantId tenant, std::string const& sha256) const {
    int const descriptor = ::open(place_of(root(tenant), sha256).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT) throw Error(ErrorCode::not_found, "The file is no longer there.");
    if (descriptor < 0) fail("open attachment");
    return std::make_unique<FileSource>(descriptor);
}

void FileStore::remove(TenantId tenant, std::string const& sha256) const {
    auto const place = place_of(root(tenant), sha256);
    if (std::filesystem::remove(place)) sync_directory(place.parent_path());
}

void FileStore::sweep(TenantId tenant,
                      std::function<std::vector<std::string>(std::vector<std::string> const&)> const& orphans) const {
    auto const directory = root(tenant);
    if (!std::filesystem::exists(directory)) return;
    std::vector<std::string> old;
    auto const remove_orphans = [&] {
        for (auto const& sha256 : orphans(old)) std::filesystem::remove(place_of(directory, sha256));
        old.clear();
    };
    for (auto const& entry : std::filesystem::recursive_directory_iterator(directory)) {
        if (!entry.is_regular_file() || is_young(entry)) continue;
        if (entry.path().parent_path().filename() == incoming)
            std::filesystem::remove(entry.path()); // cut off by a crash
        else old.push_back(entry.path().filename().string());
        if (old.size() == sweep_slice) remove_orphans();
    }
    remove_orphans();
}

} // namespace baton
