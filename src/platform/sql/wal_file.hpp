// How SQLite writes its write-ahead log: a commit of hundreds of calls is a thousand frames, and SQLite makes two
// system calls for each. Here they are gathered and written as one, before the log is synced.
//
// What makes that safe: with synchronous=FULL, SQLite syncs the log before it tells anybody of a commit's frames, and
// every sync writes first what was gathered; so does every read, truncation and size of the file. A write that fails is
// reported by the sync, and the commit with it. Connections that use it must not lower `synchronous`.
#pragma once

namespace tongzhou::sql {

inline constexpr const char* gathering_vfs = "tongzhou";

/// Makes the VFS known to SQLite under that name; the first call does, the others find it done.
void register_gathering_vfs();

}  // namespace tongzhou::sql
