// The files inside a zip archive (PKWARE APPNOTE, also zip64) that somebody sent, one after the other, none of them in
// memory as a whole. One thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace baton {

class ZipReader {
public:
    explicit ZipReader(std::filesystem::path file) : file_(std::move(file)) {}

    using Sink = std::function<void(std::string_view piece)>;
    // Gives the sink what the file of this name holds, of several the first; ASCII letters compare without case. False
    // when there is none. Throws std::runtime_error, a sentence, when the archive is broken or the file has more bytes
    // than `most` when unpacked.
    bool read(std::string_view name, std::int64_t most, Sink const&) const;

private:
    std::filesystem::path const file_;
};

} // namespace baton
