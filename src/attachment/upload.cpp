#include "attachment/upload.h"

#include "http/file_name.h"
#include "http/header_value.h"

namespace baton {
namespace {

// What a browser may be told the file is: a plain "type/subtype", else bytes.
std::string media_type_of(http::PartHead const& head) {
    auto const parsed = http::parse_header_value(head.media_type);
    bool const plain = parsed && parsed->value.size() <= 100 && parsed->value.find('/') != std::string::npos;
    return plain ? parsed->value : "application/octet-stream";
}

} // namespace

AttachmentUpload::AttachmentUpload(FileStore const& files, TenantId tenant, std::string_view content_type)
    : reader_(http::multipart_boundary(content_type), {.parts = 1}, *this), file_(files.begin(tenant)) {}

void AttachmentUpload::write(std::string_view piece) { reader_.write(piece); }

void AttachmentUpload::finish() {
    reader_.finish();
    if (!seen_) throw Error(ErrorCode::invalid, "file", "is required");
}

void AttachmentUpload::part_begin(http::PartHead const& head) {
    if (head.name != "file" || !head.filename)
        throw Error(ErrorCode::invalid, head.name, "unknown field; send one part named file, with a file name");
    seen_ = true;
    name_ = http::safe_file_name(*head.filename);
    media_type_ = media_type_of(head);
}

void AttachmentUpload::part_data(std::string_view data) { file_->write(data); }

} // namespace baton
