#include "platform/search/evidence.hpp"

#include <cmath>

#include "platform/search/terms.hpp"

namespace tongzhou::search {

namespace {

/// TermWeights of the terms and their sum: by idf, or by how few candidates have them.
struct TermWeights {
    std::vector<double> of;
    double total = 1e-9;
};

double most_of(const TermWeights& weights, std::span<const Hit> hits, std::uint32_t width) {
    std::vector<int> within(weights.of.size());
    double best = 0, now = 0;
    std::size_t first = 0;
    for (const auto& hit : hits) {
        if (within[hit.term]++ == 0) now += weights.of[hit.term];
        for (; hit.at - hits[first].at > width; ++first)
            if (--within[hits[first].term] == 0) now -= weights.of[hits[first].term];
        best = std::max(best, now);
    }
    return best;
}

double bm25(const Question& question, std::span<const Hit> hits, double length_norm) {
    std::vector<int> times(question.terms().size());
    for (const auto& hit : hits) ++times[hit.term];
    double score = 0;
    for (std::size_t t = 0; t < times.size(); ++t)
        if (times[t] > 0) score += question.terms()[t].idf * times[t] * 2.2 / (times[t] + 1.2 * length_norm);
    return score;
}

double best_passage(const Question& question, std::span<const Hit> hits) {
    constexpr std::uint32_t step = 125;
    double best = 0;
    std::size_t first = 0;
    for (std::uint32_t from = 0; first < hits.size(); from += step) {
        while (first < hits.size() && hits[first].at < from) ++first;
        auto last = first;
        while (last < hits.size() && hits[last].at < from + 2 * step) ++last;
        if (last > first) best = std::max(best, bm25(question, hits.subspan(first, last - first), 1));
    }
    return best;
}

struct Runs {
    double length_of_all = 0;  ///< root of the sum of squares, as a share of the question
    double longest = 0;        ///< characters
};

/// The longest pieces of the question that stand in the text word for word.
Runs runs_of(const Question& question, std::span<const Hit> hits) {
    const auto size = question.folded_text().size();
    std::vector<int> before(size + 1), now(size + 1), best(size + 1);
    std::vector<int> touched, touched_before;
    std::uint32_t last = 0;
    for (const auto& hit : hits) {
        const bool adjacent = !touched.empty() && hit.at == last + 1;
        std::swap(before, now);
        std::swap(touched_before, touched);
        for (const int at : touched) now[static_cast<std::size_t>(at)] = 0;
        touched.clear();
        for (const int position : question.terms()[hit.term].positions) {
            const auto at = static_cast<std::size_t>(position);
            const int run = (adjacent && at > 0 ? before[at - 1] : 0) + 1;
            now[at] = run;
            touched.push_back(position);
            best[at] = std::max(best[at], run);
        }
        last = hit.at;
    }
    Runs runs;
    for (auto at = static_cast<int>(size) - 1; at >= 0;) {
        const int pairs = best[static_cast<std::size_t>(at)];
        if (pairs == 0) {
            --at;
            continue;
        }
        const double characters = pairs + 1;
        runs.longest = std::max(runs.longest, characters);
        runs.length_of_all += characters * characters;
        at -= pairs + 1;
    }
    runs.length_of_all = std::sqrt(runs.length_of_all) / static_cast<double>(std::max<std::size_t>(1, size));
    return runs;
}

struct ByCharacter {
    double bm25 = 0, within_40 = 0;  ///< shares of all idf
};

/// The question's single characters: they are found also where a word is put another way (税费 for 税收费用).
ByCharacter by_character(const Question& question, std::u32string_view text, double length_norm) {
    const auto& characters = question.characters();
    const auto& idf = question.character_idf();
    const auto hits = hits_of_characters(question, text);
    TermWeights weights{idf};
    std::vector<int> times(characters.size());
    for (const auto& hit : hits) ++times[hit.term];
    ByCharacter found;
    for (std::size_t i = 0; i < times.size(); ++i) {
        weights.total += idf[i];
        if (times[i] > 0) found.bm25 += idf[i] * times[i] * 2.2 / (times[i] + 1.2 * length_norm);
    }
    found.bm25 /= weights.total;
    found.within_40 = most_of(weights, hits, 40) / weights.total;
    return found;
}

/// What the first characters of a text and its best passage cover together.
double beginning_and_best(const Question& question, std::span<const Hit> hits) {
    TermWeights rest;
    double beginning = 0;
    for (const auto& term : question.terms()) rest.of.push_back(term.idf);
    for (const auto& hit : hits) {
        if (hit.at >= 60) break;
        beginning += std::exchange(rest.of[hit.term], 0);
    }
    return beginning + most_of(rest, hits, 120);
}

bool nested(std::string_view a, std::string_view b) { return a.starts_with(b) || b.starts_with(a); }

void place_features(const std::vector<std::string_view>& asked, const Reading& reading, const Gazetteer& gazetteer,
                    Features& features) {
    const auto set = [&](Feature feature, double value) { features[static_cast<std::size_t>(feature)] = value; };
    const auto named = gazetteer.places_in(reading.folded(), 100);
    if (asked.empty()) {
        set(Feature::any_place, named.empty() ? 0 : 1);
        return;
    }
    double at_start = 0, anywhere = 0;
    for (const auto place : asked) at_start += std::ranges::any_of(named, [&](auto p) { return nested(p, place); });
    const auto all = gazetteer.places_in(reading.folded(), 400);
    for (const auto place : asked) anywhere += std::ranges::any_of(all, [&](auto p) { return nested(p, place); });
    const auto count = static_cast<double>(asked.size());
    set(Feature::places_at_start, at_start / count);
    set(Feature::places_anywhere, anywhere / count);
    const auto foreign = [&](std::string_view place) {
        return std::ranges::none_of(asked, [&](auto p) { return p.substr(0, 2) == place.substr(0, 2); });
    };
    set(Feature::other_place, std::ranges::any_of(named, foreign) ? 1 : 0);
}

}  // namespace

Reading read(const Question& question, const Candidate& candidate) {
    Reading reading;
    reading.text = candidate.text;
    reading.holds.resize(question.terms().size());
    each_term(reading.folded(), [&](TermKey key, std::size_t at, std::size_t) {
        if (!question.may_have(key)) return;
        const int term = question.find(key);
        if (term < 0) return;
        reading.hits.push_back({static_cast<std::uint16_t>(term), static_cast<std::uint32_t>(at)});
        reading.holds[static_cast<std::size_t>(term)] = true;
    });
    return reading;
}

std::vector<Hit> hits_of_characters(const Question& question, std::u32string_view folded) {
    const auto& characters = question.characters();
    // Where each character is found, by its lowest bits; the few that share them are compared.
    std::array<std::uint8_t, 1024> first{};
    std::vector<std::uint8_t> next(characters.size() + 1);
    for (std::size_t i = 0; i < characters.size(); ++i) {
        auto& slot = first[characters[i] & 1023];
        next[i + 1] = slot;
        slot = static_cast<std::uint8_t>(i + 1);
    }
    std::vector<Hit> hits;
    for (std::size_t at = 0; at < folded.size(); ++at)
        for (auto i = first[folded[at] & 1023]; i != 0; i = next[i])
            if (characters[i - 1U] == folded[at]) {
                hits.push_back({static_cast<std::uint16_t>(i - 1), static_cast<std::uint32_t>(at)});
                break;
            }
    return hits;
}

double most_within(const Question& question, std::span<const Hit> hits, std::uint32_t width) {
    TermWeights weights;
    for (const auto& term : question.terms()) weights.of.push_back(term.idf);
    return most_of(weights, hits, width);
}

std::vector<Features> features_of(const Question& question, std::span<const Reading> readings,
                                  const Gazetteer& gazetteer, double average_length) {
    const auto& terms = question.terms();
    TermWeights local;
    const auto considered = readings.first(std::min<std::size_t>(30, readings.size()));
    for (std::size_t t = 0; t < terms.size(); ++t) {
        const auto holding = static_cast<double>(
            std::ranges::count_if(considered, [&](const Reading& reading) { return reading.holds[t]; }));
        const auto all = static_cast<double>(considered.size());
        local.of.push_back(terms[t].idf > 0 ? std::log(1 + (all - holding + 0.5) / (holding + 0.5)) : 0);
        local.total += local.of.back();
    }
    const auto asked = gazetteer.places_in(question.folded_text(), question.folded_text().size());
    const double total = std::max(1e-9, question.total_idf());
    std::vector<Features> all;
    for (const auto& reading : readings) {
        auto& features = all.emplace_back();
        features.fill(0);
        const auto set = [&](Feature feature, double value) { features[static_cast<std::size_t>(feature)] = value; };
        const std::span<const Hit> hits = reading.hits;
        const auto length = static_cast<double>(reading.folded().size());
        const double length_norm = 0.5 + 0.5 * length / std::max(1.0, average_length);
        set(Feature::bm25, bm25(question, hits, length_norm) / total);
        const auto characters = by_character(question, reading.folded(), length_norm);
        set(Feature::characters, characters.bm25);
        set(Feature::characters_within_40, characters.within_40);
        set(Feature::best_passage, best_passage(question, hits) / total);
        double missing = 0, most = 0, telling = 0, beginning = 0, covered_locally = 0;
        for (std::size_t t = 0; t < terms.size(); ++t) {
            if (terms[t].idf <= 0) continue;
            ++telling;
            if (reading.holds[t]) {
                covered_locally += local.of[t];
                continue;
            }
            ++missing;
            most = std::max(most, terms[t].idf);
        }
        std::vector<bool> seen(terms.size());
        for (const auto& hit : hits) {
            if (hit.at >= 60) break;
            if (!seen[hit.term]) beginning += terms[hit.term].idf;
            seen[hit.term] = true;
        }
        set(Feature::missing, missing / std::max(1.0, telling));
        set(Feature::missing_most, most / 7);
        set(Feature::within_100, most_within(question, hits, 100) / total);
        set(Feature::within_40, most_within(question, hits, 40) / total);
        set(Feature::within_20, most_within(question, hits, 20) / total);
        set(Feature::beginning, beginning / total);
        set(Feature::beginning_and, beginning_and_best(question, hits) / total);
        set(Feature::local, covered_locally / local.total);
        set(Feature::local_within_60, most_of(local, hits, 60) / local.total);
        const auto runs = runs_of(question, hits);
        set(Feature::runs, runs.length_of_all);
        set(Feature::longest_run, runs.longest / 10);
        set(Feature::length, std::log(std::max(1.0, length) / 1500));
        place_features(asked, reading, gazetteer, features);
    }
    return all;
}

}  // namespace tongzhou::search
