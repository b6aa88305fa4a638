#include "transfer/transfer.h"

#include <fmt/format.h>

namespace baton {

std::string text_of_export(ExportManifest const& manifest) { return with_checksum(to_json(manifest)); }

ExportManifest export_in(std::string_view text) {
    auto const inner = checked_manifest(text);
    auto const* format = inner.is_object() ? inner.get_object().if_contains("format") : nullptr;
    if (format && format->is_int64() && format->get_int64() > export_format)
        throw BackupError(fmt::format("This export has form {}, and this program knows up to {}. Import it with the "
                                      "program that made it, or a newer one.",
                                      format->get_int64(), export_format));
    try {
        return read_json<ExportManifest>(inner);
    } catch (Error const& error) {
        throw BackupError(fmt::format("manifest.json cannot be understood: {}", error.what()));
    }
}

std::string name_of_export(ExportManifest const& manifest) {
    return hex(sha256(std::string_view(text_of_export(manifest))));
}

} // namespace baton
