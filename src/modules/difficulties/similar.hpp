// Open difficulties that are alike, so that one measure solves many. Private to this module.
#pragma once

#include "modules/difficulties/records.hpp"

namespace tongzhou::difficulties {

struct SimilarDifficulty {
    Id<Difficulty> id;
    Id<Organization> organization;
    std::string organization_name;
    DivisionCode division;
    std::string text;
    DifficultyState state{};
    std::optional<Id<Organization>> department;
    Instant raised_at;
    double similarity = 0;  ///< 0–1
};
BOOST_DESCRIBE_STRUCT(SimilarDifficulty, (),
                      (id, organization, organization_name, division, text, state, department, raised_at, similarity))
struct SimilarList {
    std::vector<SimilarDifficulty> items;  ///< the most similar first, at most 50
};
BOOST_DESCRIBE_STRUCT(SimilarList, (), (items))

struct SimilarRequest {
    Id<Difficulty> id;
    std::optional<Bounded<1, 100>> least;  ///< per cent, 40 unless said
};
BOOST_DESCRIBE_STRUCT(SimilarRequest, (), (id, least))

/// Open difficulties of the same kind within the actor's scope, among the 2,000 newest.
SimilarList list_similar(Snapshot& snapshot, const Actor& actor, const SimilarRequest& request);

struct GroupsRequest {
    std::optional<DifficultyKind> kind;
    std::optional<DivisionCode> division;
    std::optional<Bounded<1, 100>> least;  ///< per cent, 40 unless said
};
BOOST_DESCRIBE_STRUCT(GroupsRequest, (), (kind, division, least))
struct DifficultyGroup {
    DifficultyKind kind{};
    std::vector<SimilarDifficulty> difficulties;  ///< the newest first; similarity is that to the first
};
BOOST_DESCRIBE_STRUCT(DifficultyGroup, (), (kind, difficulties))
struct GroupList {
    std::vector<DifficultyGroup> groups;  ///< the largest first
};
BOOST_DESCRIBE_STRUCT(GroupList, (), (groups))

/// Groups of open difficulties of one kind, among the 2,000 newest of each kind.
GroupList list_groups(Snapshot& snapshot, const Actor& actor, const GroupsRequest& request);

}  // namespace tongzhou::difficulties
