// The versions of a policy and what changed from one to another. Private to this module.
#pragma once

#include "modules/policies/library.hpp"

namespace tongzhou::policies {

struct PolicyVersion {
    std::int64_t version = 0;
    std::string title;
    std::string note;
    std::string author_name;
    Instant at;
};
BOOST_DESCRIBE_STRUCT(PolicyVersion, (), (version, title, note, author_name, at))

struct PolicyVersions {
    std::vector<PolicyVersion> items;  ///< the latest first
};
BOOST_DESCRIBE_STRUCT(PolicyVersions, (), (items))
PolicyVersions list_versions(Snapshot& snapshot, const Actor& actor, const PolicyById& request);

BOOST_DEFINE_ENUM_CLASS(Change, same, removed, added)

struct Piece {
    Change change = Change::same;
    std::string text;
    bool operator==(const Piece&) const = default;
};
BOOST_DESCRIBE_STRUCT(Piece, (), (change, text))

/// By sentences, and within a sentence that was reworded by characters. Joined, the pieces that are not added are the
/// text before, those that are not removed the text after. Pure.
std::vector<Piece> differences(std::string_view before, std::string_view after);

struct DifferencesRequest {
    Id<Policy> id;
    std::optional<Bounded<1, 1'000'000>> from;  ///< the version before `to`, unless said
    std::optional<Bounded<1, 1'000'000>> to;    ///< the present one, unless said
};
BOOST_DESCRIBE_STRUCT(DifferencesRequest, (), (id, from, to))

struct Differences {
    std::int64_t from = 0, to = 0;
    std::vector<Piece> title;
    std::vector<Piece> text;
};
BOOST_DESCRIBE_STRUCT(Differences, (), (from, to, title, text))
/// Problems: no_such_version.
Differences compare_versions(Snapshot& snapshot, const Actor& actor, const DifferencesRequest& request);

}  // namespace tongzhou::policies
