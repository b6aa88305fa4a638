#include "attachment/files.h"

#include <cerrno>
#include <chrono>
#include <fcntl.h>
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

class ClearSource : public http::Source {
public:
    explicit ClearSource(std::unique_ptr<OpenFile> file) : file_(std::move(file)) {}
    std::optional<std::uint64_t> size() const override { return file_->size(); }
    std::size_t read(char* to, std::size_t capacity) override { return file_->read(to, capacity); }

private:
    std::unique_ptr<OpenFile> file_;
};

int create(std::filesystem::path const& path) {
    int const descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) fail("create attachment");
    return descriptor;
}

constexpr std::size_t sweep_slice = 100;

bool is_young(std::filesystem::directory_entry const& entry) {
    return entry.last_write_time() + std::chrono::hours(24) > std::filesystem::file_time_type::clock::now();
}

std::filesystem::path place_of(std::filesystem::path const& root, std::string const& name) {
    return root / name.substr(0, 2) / name;
}

} // namespace

PendingFile::PendingFile(std::filesystem::path temporary) : path_(std::move(temporary)), file_(create(path_)) {}

PendingFile::~PendingFile() {
    if (!path_.empty()) ::unlink(path_.c_str());
}

void PendingFile::write(std::string_view piece) {
    sha256_.update(piece);
    size_ += std::int64_t(piece.size());
    writer_.write(piece);
}

KeptFile PendingFile::keep(std::filesystem::path const& root, SealFile const& seal) {
    writer_.finish();
    auto sha256 = hex(sha256_.finish());
    auto sealed = seal(writer_.key(), sha256);
    writer_.put_wrapped_key(sealed.wrapped_key);
    file_.sync();
    auto const place = place_of(root, sealed.name);
    std::filesystem::create_directories(place.parent_path());
    std::filesystem::rename(path_, place); // the same content twice is the same file
    path_.clear();
    sync_directory(place.parent_path());
    sync_directory(root);
    return {std::move(sealed.name), std::move(sha256)};
}

FileStore::FileStore(std::filesystem::path data_dir) : data_dir_(std::move(data_dir)) {}

std::filesystem::path FileStore::root(TenantId tenant) const {
    return data_dir_ / "files" / std::to_string(tenant.value);
}

std::filesystem::path FileStore::path_in_data(TenantId tenant, std::string const& name) {
    return place_of(std::filesystem::path("files") / std::to_string(tenant.value), name);
}

std::unique_ptr<PendingFile> FileStore::begin(TenantId tenant) const {
    auto const directory = root(tenant) / incoming;
    std::filesystem::create_directories(directory);
    return std::make_unique<PendingFile>(directory / base64url(random_bytes<16>()));
}

KeptFile FileStore::keep(PendingFile& file, TenantId tenant, SealFile const& seal) const {
    return file.keep(root(tenant), seal);
}

std::unique_ptr<OpenFile> FileStore::open_file(TenantId tenant, std::string const& name) const {
    int const descriptor = ::open(place_of(root(tenant), name).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT) throw Error(ErrorCode::not_found, "The file is no longer there.");
    if (descriptor < 0) fail("open attachment");
    return std::make_unique<OpenFile>(descriptor);
}

std::unique_ptr<http::Source> FileStore::open(TenantId tenant, std::string const& name,
                                              SealedFileReader::OpenKey const& open_key) const {
    return std::make_unique<SealedFileReader>(open_file(tenant, name), open_key);
}

std::unique_ptr<http::Source> FileStore::open_clear(TenantId tenant, std::string const& name) const {
    return std::make_unique<ClearSource>(open_file(tenant, name));
}

void FileStore::remove(TenantId tenant, std::string const& name) const {
    auto const place = place_of(root(tenant), name);
    if (std::filesystem::remove(place)) sync_directory(place.parent_path());
}

void FileStore::visit(TenantId tenant, std::function<void(std::vector<std::string> const&)> const& f) const {
    auto const directory = root(tenant);
    if (!std::filesystem::exists(directory)) return;
    std::vector<std::string> names;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(directory)) {
        if (!entry.is_regular_file() || entry.path().parent_path().filename() == incoming) continue;
        names.push_back(entry.path().filename().string());
        if (names.size() == sweep_slice) f(std::exchange(names, {}));
    }
    if (!names.empty()) f(names);
}

void FileStore::sweep(TenantId tenant,
                      std::function<std::vector<std::string>(std::vector<std::string> const&)> const& orphans) const {
    auto const directory = root(tenant);
    if (!std::filesystem::exists(directory)) return;
    std::vector<std::string> old;
    auto const remove_orphans = [&] {
        for (auto const& name : orphans(old)) std::filesystem::remove(place_of(directory, name));
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
