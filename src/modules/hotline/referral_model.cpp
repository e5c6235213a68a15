#include "modules/hotline/referral.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "modules/hotline/wording.hpp"

namespace tongzhou::hotline {
namespace {

// FNV-1a, by letters: stable across versions, for model files hold it.
std::uint64_t hash_of(std::span<const char32_t> letters) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const auto letter : letters)
        for (int shift = 0; shift < 32; shift += 8) hash = (hash ^ ((letter >> shift) & 0xFFU)) * 1099511628211ULL;
    return hash;
}

// People say first what it is about: what stands among so many letters at the beginning counts as a term of its own too.
constexpr std::size_t beginning = 30;
constexpr std::uint64_t at_the_beginning = 0x9E3779B97F4A7C15ULL;

// How sharply margins become shares: a margin of one more makes a class e² times as likely.
constexpr double sharpness = 2;

// What spreadsheets leave in the place of a carriage return.
std::string without_escapes(std::string text) {
    constexpr std::string_view escape = "_x000D_";
    for (auto at = text.find(escape); at != std::string::npos; at = text.find(escape, at)) text.erase(at, escape.size());
    return text;
}

}  // namespace

Terms terms_of(std::string_view text) {
    const auto letters = letters_of(without_spaces(without_escapes(std::string(text))));
    std::vector<std::uint64_t> found;
    found.reserve(2 * letters.size() + 4 * beginning);
    const auto take = [&](std::size_t at, std::size_t length) {
        const auto term = hash_of(std::span(letters).subspan(at, length));
        found.push_back(term);
        if (at < beginning) found.push_back(term ^ at_the_beginning);
    };
    for (std::size_t i = 0; i + 1 < letters.size(); ++i) {
        if (letters[i] == 0 || letters[i + 1] == 0) continue;
        take(i, 2);
        if (i + 2 < letters.size() && letters[i + 2] != 0) take(i, 3);
    }
    std::ranges::sort(found);
    Terms terms;
    for (const auto term : found) {
        if (terms.empty() || terms.back().first != term) terms.emplace_back(term, 0);
        ++terms.back().second;
    }
    return terms;
}

std::uint64_t fingerprint_of(std::string_view text) {
    const auto letters = letters_of(without_spaces(without_escapes(std::string(text))));
    return hash_of(letters);
}

std::vector<double> ReferralModel::margins(const Terms& terms) const {
    std::vector<double> margins(classes_.size(), 0);
    double square = 0;
    auto known = terms_.begin();
    for (const auto& [term, count] : terms) {
        known = std::lower_bound(known, terms_.end(), term);
        if (known == terms_.end()) break;
        if (*known != term) continue;
        const auto at = static_cast<std::size_t>(known - terms_.begin());
        const double value = (1 + std::log(count)) * static_cast<double>(rarity_[at]);
        square += value * value;
        for (std::size_t c = 0; c < margins.size(); ++c)
            margins[c] += value * static_cast<double>(weights_[at * margins.size() + c]);
    }
    if (square == 0) return {};
    for (auto& margin : margins) margin /= std::sqrt(square);
    return margins;
}

std::size_t ReferralModel::classify(const Terms& terms) const {
    const auto by_class = margins(terms);
    if (by_class.empty()) return 0;
    return static_cast<std::size_t>(std::ranges::max_element(by_class) - by_class.begin());
}

std::vector<ReferralModel::Share> ReferralModel::propose(std::string_view text, std::size_t most) const {
    const auto by_class = margins(terms_of(text));
    std::vector<Share> shares;
    double sum = 0;
    for (std::size_t c = 0; c < by_class.size(); ++c) {
        shares.push_back({classes_[c], std::exp(sharpness * by_class[c])});
        sum += shares.back().share;
    }
    for (auto& share : shares) share.share /= sum;
    std::ranges::stable_sort(shares, std::greater{}, &Share::share);
    if (shares.size() > most) shares.resize(most);
    return shares;
}

bool ReferralModel::has_seen(std::string_view text) const {
    return std::ranges::binary_search(seen_, fingerprint_of(text));
}

}  // namespace tongzhou::hotline
