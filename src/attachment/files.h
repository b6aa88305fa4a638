// The bytes of attachments on disk, under their SHA-256: <data>/files/<tenant>/<aa>/<sha256>.
// A file is there, synced with its directory, before any row names it. Thread-safe; never a whole
// file in memory.
#pragma once
#include "base/hash.h"
#include "base/id.h"
#include "http/message.h"

#include <filesystem>
#include <functional>

namespace baton {

// A file being written. Removed unless kept.
class PendingFile {
public:
    explicit PendingFile(std::filesystem::path temporary);
    ~PendingFile();
    PendingFile(PendingFile const&) = delete;
    void write(std::string_view piece);
    std::int64_t size() const { return size_; }
    // Syncs and moves the file to where its content belongs; returns the SHA-256 in hex.
    std::string keep(std::filesystem::path const& root);

private:
    std::filesystem::path path_;
    int descriptor_;
    std::int64_t size_ = 0;
    Sha256 sha256_;
};

class FileStore {
public:
    explicit FileStore(std::filesystem::path data_dir);
    std::unique_ptr<PendingFile> begin(TenantId) const;
    std::string keep(PendingFile&, TenantId) const;
    // Throws Error::not_found when the bytes are gone.
    std::unique_ptr<http::Source> open(TenantId, std::string const& sha256) const;
    // At once. One that is not there is gone already.
    void remove(TenantId, std::string const& sha256) const;
    // Removes files that `orphans` says nobody names, a hundred at a time. Only those not touched for a
    // day: a younger one may be about to get its row.
    void sweep(TenantId, std::function<std::vector<std::string>(std::vector<std::string> const&)> const& orphans) const;

private:
    std::filesystem::path root(TenantId) const;
    std::filesystem::path data_dir_;
};

} // namespace baton
