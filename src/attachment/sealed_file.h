// The encrypted form of a file: under a key of its own, which stands at its beginning, encrypted under the tenant's.
//
//   "BATONF1\n" ‖ length of the wrapped key, 2 bytes big endian ‖ wrapped key, filled up to 256 bytes ‖ head of the
//   stream ‖ pieces of 64 KiB of content each, the last one shorter and marked as the last (vault/stream.h)
//
// One thread each. Errors of the disk are std::system_error, a file that was changed or cut VaultError.
#pragma once
#include "http/message.h"
#include "vault/stream.h"
#include "vault/vault.h"

namespace baton {

// An open file, closed with it.
class OpenFile {
public:
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    ~OpenFile();
    OpenFile(OpenFile const&) = delete;
    std::uint64_t size() const;
    void write(Bytes);
    void write_at(std::uint64_t place, Bytes);
    // At most `capacity` bytes, fewer only at the end.
    std::size_t read(char* to, std::size_t capacity);
    void sync();

private:
    int descriptor_;
};

class SealedFileWriter {
public:
    // REQUIRES: the file is empty.
    explicit SealedFileWriter(OpenFile&);
    void write(std::string_view piece);
    // The rest; nothing is written after it. The key is still to be put in.
    void finish();
    Secret const& key() const { return key_; }
    void put_wrapped_key(Bytes);

private:
    OpenFile& file_;
    Secret key_ = Secret::random();
    SealingStream stream_{key_};
    std::string waiting_; // less than a piece
};

// Reads on from the beginning of the file.
class SealedFileReader : public http::Source {
public:
    // The wrapped key is what put_wrapped_key was given.
    using OpenKey = std::function<Secret(Bytes wrapped)>;
    SealedFileReader(std::unique_ptr<OpenFile>, OpenKey const&);
    std::optional<std::uint64_t> size() const override { return size_; } // of the content
    std::size_t read(char* to, std::size_t capacity) override;

private:
    bool next_piece(); // false at the end

    std::unique_ptr<OpenFile> file_;
    std::uint64_t size_ = 0;
    std::optional<OpeningStream> stream_;
    std::string piece_;
    std::size_t given_ = 0; // of the piece
    bool ended_ = false;
};

} // namespace baton
