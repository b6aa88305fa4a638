// One multipart upload on its way to disk: takes the part named "file", refuses anything else.
#pragma once
#include "attachment/files.h"
#include "http/multipart.h"

namespace baton {

class AttachmentUpload : public http::Upload, private http::PartSink {
public:
    // Throws Error::unsupported_type when the content type is no multipart/form-data.
    AttachmentUpload(FileStore const&, TenantId, std::string_view content_type);
    void write(std::string_view piece) override;
    // The body is complete. Throws Error when it had no file or was cut off.
    void finish();

    PendingFile& file() { return *file_; }
    std::string const& name() const { return name_; }
    std::string const& media_type() const { return media_type_; }

private:
    void part_begin(http::PartHead const&) override;
    void part_data(std::string_view) override;
    void part_end() override {}

    http::Multipart reader_;
    std::unique_ptr<PendingFile> file_;
    std::string name_, media_type_;
    bool seen_ = false;
};

} // namespace baton
