#include "platform/search/passages.hpp"

#include "platform/search/terms.hpp"

namespace tongzhou::search {

namespace {

// What the title says counts this much again where a passage repeats it: the passage is read beneath the title.
constexpr double said_by_beginning = 0.45;

// An answer mostly follows the words of the question, so the place of the best match should leave room behind it.
constexpr double room_behind = 0.06;

bool ends_sentence(char32_t c) {
    return c == U'。' || c == U';' || c == U'；' || c == U'!' || c == U'！' || c == U'?' || c == U'？' || c == U'\n';
}

bool closes(char32_t c) { return c == U'”' || c == U'』' || c == U'）' || c == U')' || c == U'》'; }

/// The last place at or before `limit` where the text may be cut without cutting a sentence, or at least a clause.
std::size_t end_of(std::u32string_view text, const std::vector<std::size_t>& starts, std::size_t from) {
    const auto limit = std::min(text.size(), from + longest_passage);
    if (limit == text.size()) return limit;
    const auto next = std::ranges::upper_bound(starts, limit);
    if (next != starts.begin() && *std::prev(next) > from + longest_passage / 3) return *std::prev(next);
    for (auto at = limit; at > from + longest_passage / 2; --at)
        if (text[at - 1] == U',' || text[at - 1] == U'，' || text[at - 1] == U'、' || is_space(text[at - 1])) return at;
    return limit;
}

struct Window {
    std::size_t from, to;
    double score;
};

double score_of(std::span<const Hit> hits, const std::vector<double>& weight, double total,
                const Window& window) {
    std::vector<int> times(weight.size());
    double covered = 0, repeated = 0;
    for (const auto& hit : hits) {
        const int before = times[hit.term]++;
        if (before == 0)
            covered += weight[hit.term];
        else if (before < 3)
            repeated += weight[hit.term] * 0.15 / before;
    }
    if (hits.empty()) return 0;
    // Where the densest forty characters stand.
    double best = 0, now = 0;
    std::size_t first = 0, where = hits.front().at;
    std::ranges::fill(times, 0);
    for (const auto& hit : hits) {
        if (times[hit.term]++ == 0) now += weight[hit.term];
        for (; hit.at - hits[first].at > 40; ++first)
            if (--times[hits[first].term] == 0) now -= weight[hits[first].term];
        if (now > best) best = now, where = hit.at;
    }
    const double behind = static_cast<double>(window.to - std::min(window.to, where)) / longest_passage;

    return (covered + repeated + 0.5 * best) / total + room_behind * std::min(behind, 0.6);
}

}  // namespace

std::vector<std::size_t> sentence_starts(std::u32string_view text) {
    std::vector<std::size_t> starts{0};
    for (std::size_t at = 1; at < text.size(); ++at) {
        const char32_t last = text[at - 1];
        const bool after_stop = ends_sentence(last) || (closes(last) && at > 1 && ends_sentence(text[at - 2]));
        const bool paragraph = is_space(last) && !is_space(text[at]) && (is_han(text[at]) || text[at] == U'(');
        if ((after_stop && !closes(text[at])) || paragraph) starts.push_back(at);
    }
    return starts;
}

std::vector<Passage> passages_of(const Question& question, const Reading& reading, std::size_t most) {
    const auto& text = reading.folded();
    const auto starts = sentence_starts(text);
    std::vector<double> weight;
    double total = 1e-9;
    for (const auto& term : question.terms()) weight.push_back(term.idf);
    for (const auto& hit : reading.hits) {
        if (hit.at >= 60) break;
        weight[hit.term] = question.terms()[hit.term].idf * said_by_beginning;
    }
    for (const double w : weight) total += w;

    std::vector<Window> windows;
    std::size_t first = 0;
    for (std::size_t s = 0; s < starts.size(); ++s) {
        auto from = starts[s];
        // A sentence longer than a passage is offered in pieces that overlap.
        const auto next = s + 1 < starts.size() ? starts[s + 1] : text.size();
        for (;; from += longest_passage / 2) {
            Window window{from, end_of(text, starts, from), 0};
            while (first < reading.hits.size() && reading.hits[first].at < starts[s]) ++first;
            auto begin = first;
            while (begin < reading.hits.size() && reading.hits[begin].at < window.from) ++begin;
            auto end = begin;
            while (end < reading.hits.size() && reading.hits[end].at + 1 < window.to) ++end;
            window.score = score_of(std::span(reading.hits).subspan(begin, end - begin), weight, total, window);
            windows.push_back(window);
            if (from + longest_passage >= next) break;
        }
    }
    std::ranges::stable_sort(windows, std::greater{}, &Window::score);

    std::vector<Passage> chosen;
    for (const auto& window : windows) {
        if (chosen.size() == most) break;
        const bool overlaps = std::ranges::any_of(chosen, [&](const Passage& passage) {
            return window.from < passage.offset + passage.length && passage.offset < window.to;
        });
        if (overlaps || window.to == window.from) continue;
        chosen.push_back({window.from, window.to - window.from, window.score});
    }
    return chosen;
}

}  // namespace tongzhou::search
