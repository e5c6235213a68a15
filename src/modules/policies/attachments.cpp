#include "modules/policies/attachments.hpp"

namespace tongzhou::policies {

namespace {

constexpr std::string_view owner_kind = "policy";

files::Owner owner_of(const Policy& policy) {
    return {std::string(owner_kind), policy.id.uuid(), policy.division.value_or(DivisionCode{}), std::nullopt};
}

}  // namespace

files::FileView attach_file(Database& database, const Actor& actor, const NewAttachment& request,
                            const Upload& upload) {
    return files::keep(database, actor, {.id = request.file, .role = "attachment", .name = request.name.value},
                       upload.body,
                       [&](Tx& tx) { return owner_of(writable_policy(tx, actor, request.id)); });
}

Attachments list_attachments(Snapshot& snapshot, const Actor& actor, const PolicyById& request) {
    const auto policy = readable_policy(snapshot, actor, request.id);
    return {files::files_of(snapshot, owner_kind, policy.id.uuid())};
}

http::Response read_attachment(Database& database, const Actor& actor, const AttachmentById& request) {
    return files::read(database, actor, request.file,
                       [&](Snapshot& snapshot) { return owner_of(readable_policy(snapshot, actor, request.id)); });
}

void remove_attachment(Tx& tx, const Actor& actor, const AttachmentById& request) {
    files::remove(tx, owner_of(writable_policy(tx, actor, request.id)), request.file);
}

}  // namespace tongzhou::policies
