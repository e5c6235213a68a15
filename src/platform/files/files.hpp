// Files that belong to a record: the photographs of a visit, a signed letter, a plan.
//
// A file has no scope of its own: whoever may read its owner may read it, and only the owner's module knows who that
// is. So files have no routes here; a module gives its own two lines and says, in a function that throws like any
// other, which record it is about:
//
//   FileView attach(Database& db, const Actor& a, const AttachRequest& r, const Upload& upload) {
//       return files::keep(db, a, {.id = r.file, .role = r.role.value, .name = r.name.value}, upload.body,
//                          [&](Tx& tx) { return owner_of(require_filing(tx, a, r.id)); });
//   }
//
// What a file is, is decided by its bytes and never by its name: images, PDF and the office's documents, nothing that a
// browser would run. Contents are sealed at rest, each under a key of its own, and kept once: the same photograph
// attached twice takes no room. The last file that goes takes the content and its key along, so that it is erased.
//
// Needs the service seal::KeyRing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/access/actor.hpp"
#include "platform/api/api.hpp"
#include "platform/sql/migrations.hpp"
#include "platform/sql/tx.hpp"

namespace tongzhou {
struct File;
extern const sql::MigrationSet files_migrations;
/// Tables only; stands before the modules that keep files.
extern const Module files_module;
}  // namespace tongzhou

namespace tongzhou::files {

BOOST_DEFINE_ENUM_CLASS(Media, jpeg, png, webp, pdf, docx, xlsx)

constexpr std::size_t most_bytes = 4 * 1024 * 1024;  ///< of one file: what the API takes as a body
constexpr std::int64_t most_files = 100;             ///< of one owner

/// What the bytes are; nothing when they are none of these.
std::optional<Media> media_of(std::string_view content);
/// "image/jpeg"
std::string_view content_type_of(Media media);

/// The record a file belongs to, and where and whose that is.
struct Owner {
    std::string kind;  ///< the noun, stable: "filing"
    Uuid id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
};

struct NewFile {
    std::optional<Id<File>> id = {};  ///< made by the client, so that sending it twice keeps one
    std::string role;                 ///< snake_case: what it is to its owner
    std::string name;                 ///< for people; a path before it is cut off
};

struct FileView {
    Id<File> id;
    std::string role, name;
    Media media{};
    std::int64_t size = 0;  ///< bytes
    std::string author_name;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(FileView, (), (id, role, name, media, size, author_name, at))

using OwnerInTx = std::function<Owner(Tx&)>;
using OwnerInSnapshot = std::function<Owner(Snapshot&)>;

/// Seals the content on the calling thread, asks `owner` in the transaction, and keeps the file; audited. Throws
/// Problem 422 "no_content", "too_large", "unknown_media", 409 "too_many_files" and, for an id that is another file's,
/// "id_taken"; and what `owner` throws.
FileView keep(Database& database, const Actor& actor, const NewFile& file, std::string_view content,
              const OwnerInTx& owner);

/// The files of a record, the oldest first.
std::vector<FileView> files_of(Snapshot& snapshot, std::string_view owner_kind, const Uuid& owner);

/// The content, for the client to show or save. The read is on the audit log before the first byte. Throws
/// no_such_record() when the file is not that owner's.
http::Response read(Database& database, const Actor& actor, const Id<File>& file, const OwnerInSnapshot& owner);

/// Takes the file off its owner for good. Throws no_such_record() when it is not that owner's.
void remove(Tx& tx, const Owner& owner, const Id<File>& file);

/// After a rotation of the master keys: seals the keys of contents under the active one, in short transactions. Returns
/// how many were rewrapped; 0 when called again.
std::int64_t rewrap_data_keys(Database& database);

}  // namespace tongzhou::files
