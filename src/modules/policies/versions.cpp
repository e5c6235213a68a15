#include "modules/policies/versions.hpp"

#include "platform/search/characters.hpp"
#include "platform/search/passages.hpp"

namespace tongzhou::policies {

namespace {

using search::Characters;

const sql::Query versions_of{R"(
    SELECT version, title, note, author_name, at FROM policy_versions WHERE policy = :policy ORDER BY version DESC)"};

struct Wording {
    std::string title, text;
};
BOOST_DESCRIBE_STRUCT(Wording, (), (title, text))
const sql::Query wording_of{
    "SELECT title, text FROM policy_versions WHERE policy = :policy AND version = :version"};

std::vector<std::string> sentences_of(std::string_view utf8) {
    const Characters text(utf8);
    const auto starts = search::sentence_starts(text.view());
    std::vector<std::string> sentences;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : text.size();
        if (end > starts[i]) sentences.push_back(text.utf8(starts[i], end - starts[i]));
    }
    return sentences;
}

std::vector<std::string> characters_of(std::string_view utf8) {
    const Characters text(utf8);
    std::vector<std::string> all;
    for (std::size_t at = 0; at < text.size(); ++at) all.push_back(text.utf8(at, 1));
    return all;
}

void append(std::vector<Piece>& pieces, Change change, const std::string& text) {
    if (!pieces.empty() && pieces.back().change == change)
        pieces.back().text += text;
    else
        pieces.push_back({change, text});
}

/// Of two sequences beyond this many cells the middle is told as removed and added whole.
constexpr std::size_t most_cells = 16'000'000;

/// The longest common subsequence, between the common beginning and the common end.
std::vector<std::pair<Change, std::size_t>> steps_between(const std::vector<std::string>& before,
                                                          const std::vector<std::string>& after) {
    std::size_t head = 0, tail = 0;
    while (head < before.size() && head < after.size() && before[head] == after[head]) ++head;
    while (tail + head < before.size() && tail + head < after.size() &&
           before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const auto rows = before.size() - head - tail, columns = after.size() - head - tail;
    std::vector<std::pair<Change, std::size_t>> steps;  // with the index in before, or in after for what is added
    for (std::size_t i = 0; i < head; ++i) steps.emplace_back(Change::same, i);
    if (rows * columns <= most_cells) {
        std::vector<std::uint32_t> common((rows + 1) * (columns + 1));
        const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return common[i * (columns + 1) + j]; };
        for (std::size_t i = rows; i-- > 0;)
            for (std::size_t j = columns; j-- > 0;)
                at(i, j) = before[head + i] == after[head + j] ? at(i + 1, j + 1) + 1
                                                               : std::max(at(i + 1, j), at(i, j + 1));
        std::size_t i = 0, j = 0;
        while (i < rows || j < columns) {
            if (i < rows && j < columns && before[head + i] == after[head + j]) {
                steps.emplace_back(Change::same, head + i);
                ++i, ++j;
            } else if (i < rows && (j == columns || at(i + 1, j) >= at(i, j + 1))) {
                steps.emplace_back(Change::removed, head + i++);
            } else {
                steps.emplace_back(Change::added, head + j++);
            }
        }
    } else {
        for (std::size_t i = 0; i < rows; ++i) steps.emplace_back(Change::removed, head + i);
        for (std::size_t j = 0; j < columns; ++j) steps.emplace_back(Change::added, head + j);
    }
    for (std::size_t i = before.size() - tail; i < before.size(); ++i) steps.emplace_back(Change::same, i);
    return steps;
}

std::vector<Piece> pieces_of(const std::vector<std::string>& before, const std::vector<std::string>& after) {
    std::vector<Piece> pieces;
    for (const auto& [change, at] : steps_between(before, after))
        append(pieces, change, change == Change::added ? after[at] : before[at]);
    return pieces;
}

/// Whether most of two sentences is the same, so that their difference is read better character by character.
bool reworded(const std::vector<Piece>& pieces) {
    std::size_t same = 0, changed = 0;
    for (const auto& piece : pieces) (piece.change == Change::same ? same : changed) += piece.text.size();
    return same > changed;
}

}  // namespace

std::vector<Piece> differences(std::string_view before, std::string_view after) {
    const auto by_sentence = pieces_of(sentences_of(before), sentences_of(after));
    std::vector<Piece> pieces;
    for (std::size_t i = 0; i < by_sentence.size(); ++i) {
        const auto& piece = by_sentence[i];
        const bool replaced = piece.change == Change::removed && i + 1 < by_sentence.size() &&
                              by_sentence[i + 1].change == Change::added;
        if (replaced) {
            const auto closer = pieces_of(characters_of(piece.text), characters_of(by_sentence[i + 1].text));
            if (reworded(closer)) {
                for (const auto& part : closer) append(pieces, part.change, part.text);
                ++i;
                continue;
            }
        }
        append(pieces, piece.change, piece.text);
    }
    return pieces;
}

PolicyVersions list_versions(Snapshot& snapshot, const Actor& actor, const PolicyById& request) {
    readable_policy(snapshot, actor, request.id);
    return {snapshot.all<PolicyVersion>(versions_of, request.id)};
}

Differences compare_versions(Snapshot& snapshot, const Actor& actor, const DifferencesRequest& request) {
    const auto policy = readable_policy(snapshot, actor, request.id);
    Differences found;
    found.to = request.to ? std::int64_t{*request.to} : policy.version;
    found.from = request.from ? std::int64_t{*request.from} : std::max<std::int64_t>(1, found.to - 1);
    const auto before = snapshot.find<Wording>(wording_of, request.id, found.from);
    const auto after = snapshot.find<Wording>(wording_of, request.id, found.to);
    if (!before || !after)
        throw Problem::not_found("no_such_version", fmt::format("该政策只有第 1 至 {} 版，请核对。", policy.version),
                                 fmt::format("This policy has the versions 1 to {}; check which.", policy.version));
    found.title = pieces_of(characters_of(before->title), characters_of(after->title));
    found.text = differences(before->text, after->text);
    return found;
}

}  // namespace tongzhou::policies
