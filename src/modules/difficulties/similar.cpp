#include "modules/difficulties/similar.hpp"

#include "modules/difficulties/similarity.hpp"

namespace tongzhou::difficulties {
namespace {

struct OpenRow {
    Id<Difficulty> id;
    Id<Organization> organization;
    std::string organization_name;
    DivisionCode division;
    std::string text;
    DifficultyState state{};
    std::optional<Id<Organization>> department;
    Instant raised_at;
};
BOOST_DESCRIBE_STRUCT(OpenRow, (), (id, organization, organization_name, division, text, state, department, raised_at))

// Enough for a city's weeks, and compared in a fraction of a second.
constexpr int most = 2'000;
constexpr std::size_t most_shown = 50;
constexpr std::int64_t usual_least = 40;

std::vector<OpenRow> open_ones(Snapshot& snapshot, const Actor& actor, DifficultyKind kind,
                               const std::optional<DivisionCode>& division) {
    auto scope = actor.scope.where({"d.county", "d.division", "d.organization"});
    auto arguments = std::move(scope.arguments);
    auto where = scope.text + " AND d.state IN ('raised', 'verified', 'claimed') AND d.kind = :kind";
    arguments.push_back(sql::argument(kind));
    if (division) {
        const auto [low, high] = division->range();
        where += " AND d.division >= :low AND d.division < :high";
        arguments.push_back(sql::argument(low));
        arguments.push_back(sql::argument(high));
    }
    return snapshot.all_of<OpenRow>(
        fmt::format("SELECT d.id, d.organization, o.name AS organization_name, d.division, d.text, d.state, "
                    "d.department, d.raised_at FROM difficulties d JOIN organizations o ON o.id = d.organization "
                    "WHERE {} ORDER BY d.raised_at DESC, d.id DESC LIMIT {}",
                    where, most),
        std::move(arguments));
}

SimilarDifficulty shown(const OpenRow& row, double similarity) {
    return {row.id,    row.organization, row.organization_name, row.division, row.text,
            row.state, row.department,   row.raised_at,         similarity};
}

double least_of(const std::optional<Bounded<1, 100>>& least) {
    return static_cast<double>(least ? std::int64_t(*least) : usual_least) / 100;
}

void add_groups(Snapshot& snapshot, const Actor& actor, const GroupsRequest& request, DifficultyKind kind,
                GroupList& list) {
    const auto rows = open_ones(snapshot, actor, kind, request.division);
    std::vector<Bigrams> texts;
    for (const auto& row : rows) texts.emplace_back(row.text);
    for (const auto& members : group_similar(texts, least_of(request.least))) {
        auto& group = list.groups.emplace_back();
        group.kind = kind;
        for (const auto i : members)
            group.difficulties.push_back(shown(rows[i], texts[members.front()].similarity(texts[i])));
    }
}

}  // namespace

SimilarList list_similar(Snapshot& snapshot, const Actor& actor, const SimilarRequest& request) {
    const auto difficulty = require_difficulty(snapshot, actor, request.id);
    const Bigrams own(difficulty.text);
    const auto least = least_of(request.least);
    SimilarList list;
    for (const auto& row : open_ones(snapshot, actor, difficulty.kind, std::nullopt)) {
        if (row.id == difficulty.id) continue;
        if (const auto similarity = own.similarity(Bigrams(row.text)); similarity >= least)
            list.items.push_back(shown(row, similarity));
    }
    std::ranges::stable_sort(list.items, std::greater{}, &SimilarDifficulty::similarity);
    if (list.items.size() > most_shown) list.items.resize(most_shown);
    return list;
}

GroupList list_groups(Snapshot& snapshot, const Actor& actor, const GroupsRequest& request) {
    GroupList list;
    for (const auto kind : values_of<DifficultyKind>())
        if (!request.kind || *request.kind == kind) add_groups(snapshot, actor, request, kind, list);
    std::ranges::stable_sort(list.groups, std::greater{},
                             [](const DifficultyGroup& g) { return g.difficulties.size(); });
    return list;
}

}  // namespace tongzhou::difficulties
