// Files that belong to a policy: annexes, forms, scans. Kept by platform/files. Private to this module.
#pragma once

#include "modules/policies/library.hpp"
#include "platform/files/files.hpp"

namespace tongzhou::policies {

struct NewAttachment {
    Id<Policy> id;
    std::optional<Id<File>> file;  ///< made by the client: sending it twice keeps one
    Text<200, 1> name;
};
BOOST_DESCRIBE_STRUCT(NewAttachment, (), (id, file, name))

struct Attachments {
    std::vector<files::FileView> items;  ///< the oldest first
};
BOOST_DESCRIBE_STRUCT(Attachments, (), (items))

struct AttachmentById {
    Id<Policy> id;
    Id<File> file;
};
BOOST_DESCRIBE_STRUCT(AttachmentById, (), (id, file))

/// Problems: those of files::keep().
files::FileView attach_file(Database& database, const Actor& actor, const NewAttachment& request, const Upload& upload);
Attachments list_attachments(Snapshot& snapshot, const Actor& actor, const PolicyById& request);
http::Response read_attachment(Database& database, const Actor& actor, const AttachmentById& request);
void remove_attachment(Tx& tx, const Actor& actor, const AttachmentById& request);

}  // namespace tongzhou::policies
