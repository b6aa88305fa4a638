#include "attachment/sealed_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace baton {
namespace {

constexpr std::string_view magic = "BATONF1\n";
constexpr std::size_t key_place = 10, key_room = 256 - key_place, head_size = 256 + stream_head_size;
constexpr std::size_t piece_size = 64 * 1024, sealed_piece_size = piece_size + stream_piece_extra;

[[noreturn]] void fail(char const* what) { throw std::system_error(errno, std::generic_category(), what); }
[[noreturn]] void refuse() { throw VaultError("the file of an attachment does not open: it was changed or cut"); }

std::uint64_t content_size(std::uint64_t file_size) {
    if (file_size < head_size + stream_piece_extra) refuse();
    auto const sealed = file_size - head_size;
    return sealed - (sealed / sealed_piece_size + 1) * stream_piece_extra;
}

} // namespace

OpenFile::~OpenFile() { ::close(descriptor_); }

std::uint64_t OpenFile::size() const {
    struct stat info {};
    if (::fstat(descriptor_, &info) != 0) fail("read attachment");
    return std::uint64_t(info.st_size);
}

void OpenFile::write(Bytes bytes) {
    while (!bytes.empty()) {
        auto const n = ::write(descriptor_, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("write attachment");
        bytes = bytes.subspan(std::size_t(n));
    }
}

void OpenFile::write_at(std::uint64_t place, Bytes bytes) {
    if (::pwrite(descriptor_, bytes.data(), bytes.size(), off_t(place)) != ssize_t(bytes.size()))
        fail("write attachment");
}

std::size_t OpenFile::read(char* to, std::size_t capacity) {
    std::size_t got = 0;
    while (got < capacity) {
        auto const n = ::read(descriptor_, to + got, capacity - got);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("read attachment");
        if (n == 0) break;
        got += std::size_t(n);
    }
    return got;
}

void OpenFile::sync() {
    if (::fsync(descriptor_) != 0) fail("sync attachment");
}

SealedFileWriter::SealedFileWriter(OpenFile& file) : file_(file) {
    std::vector<unsigned char> head(head_size - stream_head_size);
    std::ranges::copy(magic, head.begin());
    file_.write(head);
    file_.write(stream_.head());
}

void SealedFileWriter::write(std::string_view piece) {
    while (!piece.empty()) {
        auto const taken = piece.substr(0, piece_size - waiting_.size());
        waiting_ += taken;
        piece.remove_prefix(taken.size());
        if (waiting_.size() < piece_size) return;
        file_.write(stream_.seal(waiting_, Piece::more));
        waiting_.clear();
    }
}

void SealedFileWriter::finish() { file_.write(stream_.seal(waiting_, Piece::last)); }

void SealedFileWriter::put_wrapped_key(Bytes wrapped) {
    if (wrapped.size() > key_room) throw std::logic_error("a wrapped key does not fit into its file");
    std::vector<unsigned char> bytes = {static_cast<unsigned char>(wrapped.size() >> 8),
                                        static_cast<unsigned char>(wrapped.size())};
    bytes.insert(bytes.end(), wrapped.begin(), wrapped.end());
    file_.write_at(magic.size(), bytes);
}

SealedFileReader::SealedFileReader(std::unique_ptr<OpenFile> file, OpenKey const& open_key)
    : file_(std::move(file)), size_(content_size(file_->size())) {
    std::array<char, head_size> head{};
    if (file_->read(head.data(), head.size()) < head.size() || !std::string_view(head.data(), 8).starts_with(magic))
        refuse();
    auto const bytes = bytes_of({head.data(), head.size()});
    auto const length = std::size_t(bytes[magic.size()]) << 8 | bytes[magic.size() + 1];
    if (length > key_room) refuse();
    stream_.emplace(open_key(bytes.subspan(key_place, length)), bytes.last(stream_head_size));
}

bool SealedFileReader::next_piece() {
    if (ended_) return false;
    std::string sealed(sealed_piece_size, '\0');
    sealed.resize(file_->read(sealed.data(), sealed.size()));
    auto opened = stream_->open(bytes_of(sealed));
    if (!opened) refuse();
    ended_ = opened->piece == Piece::last;
    piece_ = std::move(opened->plain);
    given_ = 0;
    return true;
}

std::size_t SealedFileReader::read(char* to, std::size_t capacity) {
    while (given_ == piece_.size())
        if (!next_piece()) return 0;
    auto const n = std::min(capacity, piece_.size() - given_);
    std::memcpy(to, piece_.data() + given_, n);
    given_ += n;
    return n;
}

} // namespace baton
