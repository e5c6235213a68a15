#include "modules/people/merges.hpp"

namespace tongzhou::people {
namespace {

const sql::Query insert_merge{R"(
    INSERT INTO person_merges (id, kept, merged, reason, author_name, at)
    VALUES (:id, :kept, :merged, :reason, :author_name, :at))"};
// Of one file the merges into others; at most one is in force.
const sql::Query merge_in_force{"SELECT id FROM person_merges WHERE merged = :merged AND undone_at IS NULL"};
const sql::Query undo_merge{
    "UPDATE person_merges SET undone_at = :undone_at, undone_by = :undone_by WHERE id = :id AND undone_at IS NULL"};
const sql::Query merged_directly{"SELECT merged FROM person_merges WHERE kept = :kept AND undone_at IS NULL"};

const sql::Query point_file{"UPDATE persons SET merged_into = :merged_into WHERE id = :id"};
const sql::Query point_documents{"UPDATE person_documents SET person = :person WHERE file = :file"};
const sql::Query point_entries{"UPDATE person_entries SET person = :person WHERE file = :file AND person = :before"};
const sql::Query point_declarations{
    "UPDATE health_declarations SET person = :person WHERE file = :file AND person = :before"};
const sql::Query point_passes{"UPDATE passes SET person = :person WHERE file = :file AND person = :before"};

/// Lets everything made for `file` count for `kept`, which may be the file itself.
void point(Tx& tx, const FileRow& file, const Id<Person>& kept) {
    tx.run(point_file, kept == file.id ? std::nullopt : std::optional(kept), file.id);
    tx.run(point_documents, kept, file.id);
    tx.run(point_entries, kept, file.id, file.kept());
    tx.run(point_declarations, kept, file.id, file.kept());
    tx.run(point_passes, kept, file.id, file.kept());
}

/// The file and those that were merged into it, directly or by way of others.
std::vector<Id<Person>> with_merged(Snapshot& snapshot, const Id<Person>& file) {
    std::vector<Id<Person>> all{file};
    for (std::size_t i = 0; i < all.size(); ++i)
        for (const auto& merged : snapshot.all<Id<Person>>(merged_directly, all[i])) all.push_back(merged);
    return all;
}

}  // namespace

PersonView merge_people(Tx& tx, const Actor& actor, const MergeRequest& request) {
    const auto kept = require_person(tx, actor, request.id).person;
    const auto merged = require_person(tx, actor, request.other).person;
    if (kept == merged)
        throw Problem::conflict("already_merged", "这两份档案已经是同一个人的。",
                                "These two files are one person's already.");
    // In one order, so that two merges at once wait for each other instead of locking each other out.
    hold_person(tx, std::min(kept, merged));
    hold_person(tx, std::max(kept, merged));
    tx.run(insert_merge, Id<PersonMerge>::make(tx.now()), kept, merged, request.reason.value, actor.name, tx.now());
    for (const auto& file : files_with(tx, merged)) point(tx, file, kept);
    refresh_person(tx, kept);
    return view_of(require_person(tx, actor, kept));
}

PersonView unmerge_person(Tx& tx, const Actor& actor, const UnmergeRequest& request) {
    const auto kept = require_person(tx, actor, request.id).person;
    hold_person(tx, kept);
    const auto merge = tx.value<Id<PersonMerge>>(merge_in_force, request.id);
    if (!merge)
        throw Problem::conflict("not_merged", "这份档案没有并入其他档案。", "This file is not merged into another.");
    tx.run(undo_merge, tx.now(), actor.name, *merge);
    for (const auto& id : with_merged(tx, request.id)) point(tx, *find_file(tx, id), request.id);
    refresh_person(tx, kept);
    refresh_person(tx, request.id);
    return view_of(require_person(tx, actor, request.id));
}

}  // namespace tongzhou::people
