#include "platform/sql/wal_file.hpp"

#include <cstring>
#include <new>
#include <vector>

#include <sqlite3.h>

namespace tongzhou::sql {
namespace {

// Some three hundred passages: beyond that nothing is gained.
constexpr std::size_t most_gathered = 4 << 20;
// SQLite's own files take less than 128 kB at a time.
constexpr std::size_t most_written = 64 << 10;

sqlite3_vfs* real_vfs = nullptr;

struct WalFile : sqlite3_file {
    sqlite3_file* real;
    std::vector<char> gathered;  // not written yet; the bytes from `start` on
    sqlite3_int64 start;

    sqlite3_int64 end() const { return start + static_cast<sqlite3_int64>(gathered.size()); }

    int write_gathered() {
        int code = SQLITE_OK;
        for (std::size_t done = 0; done < gathered.size() && code == SQLITE_OK; done += most_written)
            code = real->pMethods->xWrite(real, gathered.data() + done,
                                          static_cast<int>(std::min(most_written, gathered.size() - done)),
                                          start + static_cast<sqlite3_int64>(done));
        // After a failure SQLite undoes the transaction and writes the frames anew: these are of no more use.
        gathered.clear();
        return code;
    }

    int write(const char* bytes, int size, sqlite3_int64 offset) {
        if (!gathered.empty() && (offset < start || offset > end() || gathered.size() >= most_gathered))
            if (const int code = write_gathered(); code != SQLITE_OK) return code;
        if (gathered.empty()) start = offset;
        const auto at = static_cast<std::size_t>(offset - start);
        gathered.resize(std::max(gathered.size(), at + static_cast<std::size_t>(size)));
        std::memcpy(gathered.data() + at, bytes, static_cast<std::size_t>(size));
        return SQLITE_OK;
    }
};

WalFile& of(sqlite3_file* file) { return *static_cast<WalFile*>(file); }

// The same method of the real file, once what was gathered is in it.
template <auto Method, class... A>
int after_writing(sqlite3_file* file, A... arguments) {
    auto& wal = of(file);
    if (const int code = wal.write_gathered(); code != SQLITE_OK) return code;
    return (wal.real->pMethods->*Method)(wal.real, arguments...);
}
template <auto Method, class... A>
int straight(sqlite3_file* file, A... arguments) {
    auto* real = of(file).real;
    return (real->pMethods->*Method)(real, arguments...);
}

int close(sqlite3_file* file) {
    auto& wal = of(file);
    const int written = wal.write_gathered();
    const int closed = wal.real->pMethods->xClose(wal.real);
    wal.~WalFile();
    return written != SQLITE_OK ? written : closed;
}

int write(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
    try {
        return of(file).write(static_cast<const char*>(bytes), size, offset);
    } catch (const std::bad_alloc&) {
        return SQLITE_IOERR_NOMEM;
    }
}

// Version 1: SQLite maps no memory of a log and locks nothing in it.
const sqlite3_io_methods wal_methods{
    .iVersion = 1,
    .xClose = close,
    .xRead = after_writing<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>,
    .xWrite = write,
    .xTruncate = after_writing<&sqlite3_io_methods::xTruncate, sqlite3_int64>,
    .xSync = after_writing<&sqlite3_io_methods::xSync, int>,
    .xFileSize = after_writing<&sqlite3_io_methods::xFileSize, sqlite3_int64*>,
    .xLock = straight<&sqlite3_io_methods::xLock, int>,
    .xUnlock = straight<&sqlite3_io_methods::xUnlock, int>,
    .xCheckReservedLock = straight<&sqlite3_io_methods::xCheckReservedLock, int*>,
    .xFileControl = straight<&sqlite3_io_methods::xFileControl, int, void*>,
    .xSectorSize = straight<&sqlite3_io_methods::xSectorSize>,
    .xDeviceCharacteristics = straight<&sqlite3_io_methods::xDeviceCharacteristics>,
    .xShmMap = nullptr,
    .xShmLock = nullptr,
    .xShmBarrier = nullptr,
    .xShmUnmap = nullptr,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

// SQLite gives room for one file of szOsFile bytes. Of a log it holds ours, with the real one behind it; any other file
// is the real one itself.
constexpr int room_of_ours = (static_cast<int>(sizeof(WalFile)) + 15) / 16 * 16;

int open(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* file, int flags, int* flags_out) {
    if (!(flags & SQLITE_OPEN_WAL)) return real_vfs->xOpen(real_vfs, name, file, flags, flags_out);
    auto* real = reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + room_of_ours);
    const int code = real_vfs->xOpen(real_vfs, name, real, flags, flags_out);
    if (real->pMethods == nullptr) {
        file->pMethods = nullptr;
        return code;
    }
    auto* wal = new (file) WalFile;
    wal->real = real;
    wal->start = 0;
    wal->pMethods = &wal_methods;
    return code;
}

}  // namespace

void register_gathering_vfs() {
    static const bool registered = [] {
        real_vfs = sqlite3_vfs_find(nullptr);
        static sqlite3_vfs vfs = *real_vfs;  // everything but the opening of files is the real one's
        vfs.zName = gathering_vfs;
        vfs.szOsFile = room_of_ours + real_vfs->szOsFile;
        vfs.pNext = nullptr;
        vfs.xOpen = open;
        return sqlite3_vfs_register(&vfs, 0) == SQLITE_OK;
    }();
    (void)registered;
}

}  // namespace tongzhou::sql
