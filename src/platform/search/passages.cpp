#include "platform/search/passages.hpp"

#include "platform/search/characters.hpp"
#include "platform/search/sentence_weighing.hpp"

namespace tongzhou::search {

namespace {

bool ends_sentence(char32_t c) {
    return c == U'。' || c == U';' || c == U'；' || c == U'!' || c == U'！' || c == U'?' || c == U'？' || c == U'\n';
}
bool closes(char32_t c) { return c == U'”' || c == U'』' || c == U'）' || c == U')' || c == U'》'; }
bool pauses(char32_t c) { return c == U',' || c == U'，' || c == U'、' || c == U':' || c == U'：' || is_space(c); }

/// Cuts what is too long for a passage at its pauses.
void add_pieces(std::u32string_view text, std::size_t from, std::size_t to, std::vector<Sentence>& sentences) {
    constexpr std::size_t piece = longest_passage / 2;
    while (to - from > longest_passage) {
        auto end = from + piece;
        while (end > from + piece / 2 && !pauses(text[end - 1])) --end;
        if (end == from + piece / 2) end = from + piece;
        sentences.push_back({from, end - from, {}, 0});
        from = end;
    }
    sentences.push_back({from, to - from, {}, 0});
}

}  // namespace

std::vector<std::size_t> sentence_starts(std::u32string_view text) {
    std::vector<std::size_t> starts{0};
    for (std::size_t at = 1; at < text.size(); ++at) {
        const char32_t last = text[at - 1];
        const bool after_stop = ends_sentence(last) || (closes(last) && at > 1 && ends_sentence(text[at - 2]));
        const bool paragraph = is_space(last) && !is_space(text[at]) && (is_han(text[at]) || text[at] == U'(');
        if ((after_stop && !closes(text[at]) && !ends_sentence(text[at])) || paragraph) starts.push_back(at);
    }
    return starts;
}

std::vector<Sentence> sentences_of(const Question& question, const Reading& reading) {
    const auto& text = reading.folded();
    const auto starts = sentence_starts(text);
    std::vector<Sentence> sentences;
    for (std::size_t i = 0; i < starts.size(); ++i)
        add_pieces(text, starts[i], i + 1 < starts.size() ? starts[i + 1] : text.size(), sentences);
    weigh_sentences(question, reading, sentences);
    return sentences;
}

std::vector<ChosenPassage> choose_passages(std::span<const std::vector<Sentence>> texts, std::size_t most) {
    std::vector<std::vector<bool>> shown;
    for (const auto& sentences : texts) shown.emplace_back(sentences.size());
    std::vector<ChosenPassage> chosen;
    while (chosen.size() < most) {
        ChosenPassage best;
        std::size_t best_from = 0, best_to = 0;
        for (std::size_t t = 0; t < texts.size(); ++t) {
            const auto& sentences = texts[t];
            for (std::size_t from = 0; from < sentences.size(); ++from) {
                double likelihood = 0;
                for (std::size_t to = from; to < sentences.size() && !shown[t][to]; ++to) {
                    const auto length = sentences[to].offset + sentences[to].length - sentences[from].offset;
                    if (length > longest_passage) break;
                    likelihood += sentences[to].likelihood;
                    if (likelihood > best.likelihood) {
                        best = {t, {sentences[from].offset, length}, likelihood};
                        best_from = from, best_to = to + 1;
                    }
                }
            }
        }
        if (best.likelihood <= 0) break;
        std::fill(shown[best.text].begin() + static_cast<std::ptrdiff_t>(best_from),
                  shown[best.text].begin() + static_cast<std::ptrdiff_t>(best_to), true);
        chosen.push_back(best);
    }
    return chosen;
}

}  // namespace tongzhou::search
