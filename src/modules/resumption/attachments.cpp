#include "modules/resumption/attachments.hpp"

#include "modules/resumption/reviews.hpp"

namespace tongzhou::resumption {
namespace {

files::Owner owner_of_check(const FilingRow& filing, const Id<FilingCheck>& check) {
    return {"filing_check", check.uuid(), filing.division, filing.organization};
}

}  // namespace

files::FileView attach_paper(Database& database, const Actor& actor, const AttachRequest& request,
                             const Upload& upload) {
    return files::keep(database, actor,
                       {.id = request.file, .role = std::string(name_of(request.paper)), .name = request.name.value},
                       upload.body, [&](Tx& tx) {
                           const auto filing = hold_filing(tx, actor, request.id);
                           require_move(filing.state, FilingMove::change);
                           return owner_of(filing);
                       });
}

http::Response read_paper(Database& database, const Actor& actor, const FileOfFiling& request) {
    return files::read(database, actor, request.file,
                       [&](Snapshot& snapshot) { return owner_of(require_filing(snapshot, actor, request.id)); });
}

void remove_paper(Tx& tx, const Actor& actor, const FileOfFiling& request) {
    const auto filing = hold_filing(tx, actor, request.id);
    if (filing.state != FilingState::draft)
        throw Problem::conflict("handed_in", "已提交的材料不能删除，可补充新的材料。",
                                "What was handed in stays; attach another file instead.");
    files::remove(tx, owner_of(filing), request.file);
}

files::FileView attach_photograph(Database& database, const Actor& actor, const AttachToCheckRequest& request,
                                  const Upload& upload) {
    return files::keep(database, actor, {.id = request.file, .role = "photograph", .name = request.name.value},
                       upload.body, [&](Tx& tx) {
                           const auto filing = require_filing(tx, actor, request.id);
                           require_office(actor);
                           require_check(tx, filing, request.check);
                           return owner_of_check(filing, request.check);
                       });
}

http::Response read_photograph(Database& database, const Actor& actor, const FileOfCheck& request) {
    return files::read(database, actor, request.file, [&](Snapshot& snapshot) {
        const auto filing = require_filing(snapshot, actor, request.id);
        require_check(snapshot, filing, request.check);
        return owner_of_check(filing, request.check);
    });
}

}  // namespace tongzhou::resumption
