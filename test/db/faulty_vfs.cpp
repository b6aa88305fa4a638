#include "db/faulty_vfs.h"

#include <limits>
#include <sqlite3.h>

namespace baton::db {
namespace {

FaultyVfs* current = nullptr;
sqlite3_vfs* real = nullptr;
sqlite3_vfs layer;

// Ours first, the real one's file behind it in the same allocation.
struct File {
    sqlite3_file base;
    bool log;
    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* ours(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* below(sqlite3_file* file) { return ours(file)->below(); }
sqlite3_io_methods const* methods(sqlite3_file* file) { return below(file)->pMethods; }

int close_file(sqlite3_file* f) { return methods(f)->xClose(below(f)); }
int read_file(sqlite3_file* f, void* to, int n, sqlite3_int64 at) { return methods(f)->xRead(below(f), to, n, at); }
int write_file(sqlite3_file* f, void const* from, int n, sqlite3_int64 at) {
    int const fault = current->fault_of_write(ours(f)->log, at + n);
    return fault ? fault : methods(f)->xWrite(below(f), from, n, at);
}
int truncate_file(sqlite3_file* f, sqlite3_int64 size) { return methods(f)->xTruncate(below(f), size); }
int flush_file(sqlite3_file* f, int flags) {
    int const fault = current->fault_of_flush(ours(f)->log);
    return fault ? fault : methods(f)->xSync(below(f), flags);
}
int size_of_file(sqlite3_file* f, sqlite3_int64* size) { return methods(f)->xFileSize(below(f), size); }
int lock_file(sqlite3_file* f, int level) { return methods(f)->xLock(below(f), level); }
int unlock_file(sqlite3_file* f, int level) { return methods(f)->xUnlock(below(f), level); }
int check_lock(sqlite3_file* f, int* out) { return methods(f)->xCheckReservedLock(below(f), out); }
int control(sqlite3_file* f, int op, void* arg) { return methods(f)->xFileControl(below(f), op, arg); }
int sector(sqlite3_file* f) { return methods(f)->xSectorSize(below(f)); }
int traits(sqlite3_file* f) { return methods(f)->xDeviceCharacteristics(below(f)); }
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    return methods(f)->xShmMap(below(f), page, size, extend, out);
}
int shm_lock(sqlite3_file* f, int offset, int n, int flags) { return methods(f)->xShmLock(below(f), offset, n, flags); }
void shm_barrier(sqlite3_file* f) { methods(f)->xShmBarrier(below(f)); }
int shm_unmap(sqlite3_file* f, int remove) { return methods(f)->xShmUnmap(below(f), remove); }

sqlite3_io_methods const faulty_methods = { // version 2: shared memory, but no mapping of the file itself
    2,         close_file,  read_file,  write_file, truncate_file, flush_file, size_of_file,
    lock_file, unlock_file, check_lock, control,    sector,        traits,     shm_map,
    shm_lock,  shm_barrier, shm_unmap,  nullptr,    nullptr};

int open_file(sqlite3_vfs*, char const* name, sqlite3_file* f, int flags, int* out_flags) {
    ours(f)->log = flags & SQLITE_OPEN_WAL;
    int const code = real->xOpen(real, name, below(f), flags, out_flags);
    f->pMethods = below(f)->pMethods ? &faulty_methods : nullptr;
    return code;
}

// Which connection a thread works on: the last it ran a statement of.
thread_local sqlite3* connection_of_this_thread = nullptr;
int remember(unsigned, void* db, void*, void*) {
    connection_of_this_thread = static_cast<sqlite3*>(db);
    return 0;
}
int on_open(sqlite3* db, char const**, void const*) { return sqlite3_trace_v2(db, SQLITE_TRACE_STMT, remember, db); }

} // namespace

FaultyVfs::FaultyVfs() : log_limit_(std::numeric_limits<std::int64_t>::max()) {
    real = sqlite3_vfs_find(nullptr);
    layer = *real;
    layer.zName = "faulty";
    layer.szOsFile = int(sizeof(File)) + real->szOsFile;
    layer.xOpen = open_file;
    current = this;
    sqlite3_vfs_register(&layer, 1);
    sqlite3_auto_extension(reinterpret_cast<void (*)()>(on_open));
}

FaultyVfs::~FaultyVfs() {
    sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(on_open));
    sqlite3_vfs_unregister(&layer);
    sqlite3_vfs_register(real, 1);
    current = nullptr;
}

void FaultyVfs::fail_next_flush_of_this_thread() {
    std::lock_guard const lock(mutex_);
    failing_flush_.insert(std::this_thread::get_id());
}

void FaultyVfs::interrupt_connection_of_this_thread() { sqlite3_interrupt(connection_of_this_thread); }

int FaultyVfs::fault_of_write(bool log, std::int64_t end) {
    if (broken_) return SQLITE_IOERR_WRITE;
    return log && end > log_limit_ ? SQLITE_FULL : 0;
}

int FaultyVfs::fault_of_flush(bool log) {
    if (broken_) return SQLITE_IOERR_FSYNC;
    std::lock_guard const lock(mutex_);
    return log && failing_flush_.erase(std::this_thread::get_id()) ? SQLITE_IOERR_FSYNC : 0;
}

} // namespace baton::db
