// The bytes of attachments on disk, encrypted as they come, under a keyed hash of their content:
// <data>/files/<tenant>/<aa>/<name>. Those of before are in clear, under their SHA-256. A file is there, synced with
// its directory, before any row names it. Thread-safe; never a whole file in memory.
#pragma once
#include "attachment/sealed_file.h"
#include "base/id.h"

#include <filesystem>
#include <functional>

namespace baton {

// What of a file is made with the tenant's keys.
struct FileSeal {
    std::string name; // the same for the same content
    std::vector<unsigned char> wrapped_key;
};
using SealFile = std::function<FileSeal(Secret const& key, std::string const& sha256)>;

struct KeptFile {
    std::string name;
    std::string sha256; // of the content, in hex
};

// A file being written. Removed unless kept.
class PendingFile {
public:
    explicit PendingFile(std::filesystem::path temporary);
    ~PendingFile();
    PendingFile(PendingFile const&) = delete;
    void write(std::string_view piece);
    std::int64_t size() const { return size_; }
    // Syncs and moves the file to where its content belongs. Once.
    KeptFile keep(std::filesystem::path const& root, SealFile const&);

private:
    std::filesystem::path path_;
    OpenFile file_;
    SealedFileWriter writer_{file_};
    std::int64_t size_ = 0; // of the content
    Sha256 sha256_;
};

class FileStore {
public:
    static constexpr char const* incoming = "incoming"; // the directory of those that are not whole yet
    // Where a file is below the data directory.
    static std::filesystem::path path_in_data(TenantId, std::string const& name);
    explicit FileStore(std::filesystem::path data_dir);
    std::unique_ptr<PendingFile> begin(TenantId) const;
    KeptFile keep(PendingFile&, TenantId, SealFile const&) const;
    // Throws Error::not_found when the bytes are gone.
    std::unique_ptr<http::Source> open(TenantId, std::string const& name, SealedFileReader::OpenKey const&) const;
    // One of before, in clear.
    std::unique_ptr<http::Source> open_clear(TenantId, std::string const& name) const;
    // At once. One that is not there is gone already.
    void remove(TenantId, std::string const& name) const;
    // Removes files that `orphans` says nobody names, a hundred at a time. Only those not touched for a
    // day: a younger one may be about to get its row.
    void sweep(TenantId, std::function<std::vector<std::string>(std::vector<std::string> const&)> const& orphans) const;

    // The names of all files that are whole, a hundred at a time.
    void visit(TenantId, std::function<void(std::vector<std::string> const&)> const&) const;

private:
    std::unique_ptr<OpenFile> open_file(TenantId, std::string const& name) const;
    std::filesystem::path root(TenantId) const;
    std::filesystem::path data_dir_;
};

} // namespace baton
