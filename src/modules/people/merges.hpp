// Two files of one person made one, and apart again. Private to this module.
#pragma once

#include "modules/people/persons.hpp"

namespace tongzhou {
struct PersonMerge;
}

namespace tongzhou::people {

struct MergeRequest {
    Id<Person> id;     ///< the file that is kept
    Id<Person> other;  ///< the file that leads to it from now on
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(MergeRequest, (), (id, other, reason))

struct UnmergeRequest {
    Id<Person> id;  ///< the file that had been merged into another
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(UnmergeRequest, (), (id, reason))

/// No row is lost or rewritten: entries, declarations and passes keep the file they were made for, and count for the
/// kept one from now on. Both documents, and the ids of both, lead to it. Throws not_found unless the actor sees both,
/// Problem 409 "already_merged" when they are one person already.
PersonView merge_people(Tx& tx, const Actor& actor, const MergeRequest& request);

/// Takes a file out of the one it was merged into, with those that had been merged into it before: everything counts
/// for the file again that it was made for. Throws Problem 409 "not_merged".
PersonView unmerge_person(Tx& tx, const Actor& actor, const UnmergeRequest& request);

}  // namespace tongzhou::people
