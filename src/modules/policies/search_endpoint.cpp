#include "modules/policies/search_endpoint.hpp"

#include "modules/policies/catalogue.hpp"
#include "modules/policies/visible.hpp"
#include "platform/audit/audit.hpp"
#include "platform/search/characters.hpp"

namespace tongzhou::policies {

namespace {

using search::Characters;

bool stands(const Facets& facets, Date today) {
    return facets.standing && (!facets.effective_from || *facets.effective_from <= today) &&
           (!facets.effective_until || *facets.effective_until >= today);
}

bool among(const auto& wanted, std::string_view name) {
    return wanted.empty() || std::ranges::any_of(wanted, [&](auto one) { return name_of(one) == name; });
}

/// The words of the question that the passage has, neighbouring pairs joined: 厂房租金 · 减免
std::string reason_of(const search::Question& question, std::string_view passage) {
    const auto text = search::folded(Characters(passage).view());
    const auto& asked = question.folded_text();
    std::vector<bool> found(asked.size());
    for (const auto& term : question.terms()) {
        if (term.idf <= 0) continue;
        const auto characters = search::folded(Characters(term.text).view());
        if (text.find(characters) == std::u32string::npos) continue;
        for (const int at : term.positions)
            for (std::size_t i = 0; i < characters.size(); ++i) found[static_cast<std::size_t>(at) + i] = true;
    }
    std::string reason;
    for (std::size_t at = 0; at < asked.size();) {
        auto end = at;
        while (end < asked.size() && found[end]) ++end;
        const auto word = search::to_utf8(asked.substr(at, end - at));
        if (end > at && reason.find(word) == std::string::npos) reason += (reason.empty() ? "" : " · ") + word;
        at = std::max(end, at + 1);
    }
    return reason;
}

std::optional<std::string> set_or_nothing(std::string text) {
    return text.empty() ? std::nullopt : std::optional(std::move(text));
}

Suggestions shown_of(const search::Index& index, const search::Answers& answers, std::string_view asked) {
    Suggestions suggestions;
    suggestions.good = answers.good;
    suggestions.confidence = answers.confidence;
    const search::Question question(index, asked);
    for (const auto& shown : answers.shown) {
        const auto& ranked = answers.texts[shown.text];
        const auto facets = Facets::of(ranked.text->facets);
        SuggestedPassage passage;
        passage.policy = Id<Policy>(ranked.id);
        passage.version = facets.version;
        passage.title = ranked.text->title;
        passage.document_number = set_or_nothing(facets.document_number);
        passage.text = Characters(ranked.text->text).utf8(shown.passage.offset, shown.passage.length);
        passage.offset = static_cast<std::int64_t>(shown.passage.offset);
        passage.length = static_cast<std::int64_t>(shown.passage.length);
        passage.score = shown.likelihood;
        passage.reason = reason_of(question, passage.text);
        suggestions.passages.push_back(std::move(passage));
    }
    return suggestions;
}

FoundPolicy found_of(const search::Question& question, const search::Ranked& ranked) {
    const auto facets = Facets::of(ranked.text->facets);
    FoundPolicy found;
    found.id = Id<Policy>(ranked.id);
    found.version = facets.version;
    found.title = ranked.text->title;
    found.document_number = set_or_nothing(facets.document_number);
    found.division = facets.division;
    found.score = ranked.score;
    for (const auto& copy : ranked.copies) found.copies.emplace_back(copy);
    const Characters text(ranked.text->text);
    for (const auto& passage : ranked.passages) {
        auto words = text.utf8(passage.offset, passage.length);
        auto reason = reason_of(question, words);
        found.passages.push_back({std::move(words), static_cast<std::int64_t>(passage.offset),
                                  static_cast<std::int64_t>(passage.length), std::move(reason)});
    }
    return found;
}

}  // namespace

Suggestions suggest(Snapshot& snapshot, const Actor& actor, std::string_view question) {
    const auto& index = snapshot.service<Catalogue>().index();
    const auto today = date_in_shanghai(snapshot.now());
    const auto accepts = [&](std::string_view text) {
        const auto facets = Facets::of(text);
        return sees(actor, facets.division) && stands(facets, today);
    };
    return shown_of(index, search::answer(index, gazetteer(), question, accepts), question);
}

Suggestions suggest_passages(Snapshot& snapshot, const Actor& actor, const SuggestionRequest& request) {
    return suggest(snapshot, actor, request.question.value);
}

Found search_policies(Snapshot& snapshot, const Actor& actor, const SearchRequest& request) {
    const auto& index = snapshot.service<Catalogue>().index();
    const auto today = date_in_shanghai(snapshot.now());
    const auto accepts = [&](std::string_view text) {
        const auto facets = Facets::of(text);
        if (!sees(actor, facets.division)) return false;
        if (!request.any_standing.value_or(false) && !stands(facets, today)) return false;
        if (request.division && facets.division && !facets.division->contains(*request.division)) return false;
        return among(request.kind, facets.kind) && among(request.issuer_level, facets.issuer_level);
    };
    search::Options options;
    options.texts = static_cast<std::size_t>(request.limit.value_or(5));
    const auto answers = search::answer(index, gazetteer(), request.question.value, accepts, options);
    const search::Question question(index, request.question.value);
    Found found;
    for (const auto& ranked : answers.texts) found.items.push_back(found_of(question, ranked));
    found.suggestions = shown_of(index, answers, request.question.value);
    return found;
}

Rebuilt rebuild_index(Database& database, const Actor& actor) {
    database.write([&](Tx& tx) { audit::record(tx, actor, {.action = "rebuild_policy_index"}); });
    database.services().get<Catalogue>().rebuild();
    return {};
}

}  // namespace tongzhou::policies
