#include "platform/search/question.hpp"

#include <bit>

#include "platform/search/terms.hpp"

namespace tongzhou::search {

namespace {

constexpr std::size_t most_terms = 160;

// Pairs of characters that belong to asking, also where such a word meets its neighbours (是什么 → 是什).
constexpr std::u32string_view words_of_asking[] = {
    U"什么", U"哪些", U"如何", U"怎么", U"怎样", U"多少", U"是否", U"哪里", U"哪个", U"哪家", U"几个", U"为什",
    U"请问", U"何时", U"何种", U"有何", U"有哪", U"是什", U"些什", U"么样", U"么时", U"是多", U"是哪", U"了哪",
    U"了什", U"对于", U"关于"};

bool is_asking(std::u32string_view pair) { return std::ranges::find(words_of_asking, pair) != std::end(words_of_asking); }

std::size_t slot_of(TermKey key, std::size_t size) { return (key * 0x9E3779B97F4A7C15u) >> (64 - std::bit_width(size - 1)); }

}  // namespace

Question::Question(const Index& index, std::string_view utf8) : text_(folded(Characters(utf8).view())) {
    std::unordered_map<TermKey, int> seen;
    std::vector<bool> asking;
    each_term(text_, [&](TermKey key, std::size_t at, std::size_t length) {
        auto found = seen.find(key);
        if (found == seen.end()) {
            if (terms_.size() == most_terms) return;
            found = seen.emplace(key, static_cast<int>(terms_.size())).first;
            const auto text = std::u32string_view(text_).substr(at, length);
            terms_.push_back({key, 0, {}, to_utf8(text)});
            asking.push_back(is_asking(text));
        }
        terms_[static_cast<std::size_t>(found->second)].positions.push_back(static_cast<int>(at));
    });
    auto weighted = this->weighted();
    index.weigh(weighted);
    for (std::size_t i = 0; i < terms_.size(); ++i) {
        terms_[i].idf = asking[i] ? 0 : weighted[i].idf;
        total_idf_ += terms_[i].idf;
    }
    for (const char32_t c : text_)
        if (is_han(c) && characters_.size() < most_terms && characters_.find(c) == std::u32string::npos) characters_ += c;
    character_idf_ = index.weigh(characters_);
    table_.assign(std::bit_ceil(std::max<std::size_t>(8, terms_.size() * 4)), {0, -1});
    for (std::size_t i = 0; i < terms_.size(); ++i) {
        auto slot = slot_of(terms_[i].key, table_.size());
        while (table_[slot].second >= 0) slot = (slot + 1) & (table_.size() - 1);
        table_[slot] = {terms_[i].key, static_cast<int>(i)};
        const auto bit = filter_bit(terms_[i].key);
        filter_[bit >> 6] |= std::uint64_t{1} << (bit & 63);
    }
}

int Question::find(TermKey key) const {
    for (auto slot = slot_of(key, table_.size());; slot = (slot + 1) & (table_.size() - 1)) {
        if (table_[slot].second < 0) return -1;
        if (table_[slot].first == key) return table_[slot].second;
    }
}

std::vector<WeightedTerm> Question::weighted() const {
    std::vector<WeightedTerm> terms;
    for (const auto& term : terms_) terms.push_back({term.text, term.idf, 1});
    return terms;
}

}  // namespace tongzhou::search
