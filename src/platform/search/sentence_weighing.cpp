#include "platform/search/sentence_weighing.hpp"

#include <cmath>

#include "platform/search/terms.hpp"

namespace tongzhou::search {

namespace {

// What the title says counts this much again where a sentence repeats it: the sentence is read beneath the title.
constexpr double said_by_beginning = 0.45;

/// What a question asks for, by its words.
struct Asks {
    bool number = false, time = false, address = false, list = false;
};

Asks asks_of(std::u32string_view question) {
    const auto any = [&](std::initializer_list<std::u32string_view> words) {
        return std::ranges::any_of(words, [&](auto word) { return question.find(word) != std::u32string_view::npos; });
    };
    Asks asks;
    asks.time = any({U"什么时间", U"什么时候", U"何时", U"几月", U"几号", U"几点", U"哪天", U"日期", U"哪一天", U"时间是"});
    asks.number = any({U"多少", U"几", U"多久", U"多长", U"多大", U"比例", U"金额", U"期限", U"额度", U"标准"}) || asks.time;
    asks.address = any({U"网址", U"电话", U"号码", U"邮箱", U"热线", U"网站", U"公众号", U"哪里", U"途径", U"渠道", U"平台"});
    asks.list = any({U"哪些", U"哪几", U"措施", U"包括", U"要求", U"内容", U"如何", U"怎样", U"怎么"});
    return asks;
}

/// Where distinct terms stand in a stretch of the text, weighed.
class Stretch {
  public:
    Stretch(std::span<const Hit> hits, const std::vector<double>& weights)
        : hits_(hits), weights_(weights), seen_(weights.size()) {}

    std::span<const Hit> hits(std::size_t from, std::size_t to) const {
        const auto before = [](const Hit& hit, std::size_t at) { return hit.at < at; };
        const auto first = std::lower_bound(hits_.begin(), hits_.end(), from, before);
        const auto last = std::lower_bound(first, hits_.end(), to, before);
        return {first, last};
    }
    /// The weight of the distinct terms from one character up to another.
    double covers(std::size_t from, std::size_t to) {
        ++round_;
        double sum = 0;
        for (const auto& hit : hits(from, to))
            if (std::exchange(seen_[hit.term], round_) != round_) sum += weights_[hit.term];
        return sum;
    }

  private:
    std::span<const Hit> hits_;
    const std::vector<double>& weights_;
    std::vector<int> seen_;
    int round_ = 0;
};

int longest_run(const Question& question, std::span<const Hit> hits) {
    std::vector<int> before(question.folded_text().size() + 1), now(before.size());
    std::vector<int> touched_before, touched;
    int best = 0;
    std::uint32_t last = 0;
    for (const auto& hit : hits) {
        const bool adjacent = !touched.empty() && hit.at == last + 1;
        std::swap(before, now);
        std::swap(touched_before, touched);
        for (const int at : touched) now[static_cast<std::size_t>(at)] = 0;
        touched.clear();
        for (const int position : question.terms()[hit.term].positions) {
            const auto at = static_cast<std::size_t>(position);
            now[at] = (adjacent && at > 0 ? before[at - 1] : 0) + 1;
            touched.push_back(position);
            best = std::max(best, now[at] + 1);
        }
        last = hit.at;
    }
    return best;
}

struct Marks {
    bool digit = false, date = false, address = false, question = false, colon = false, stop = false;
    int enumerations = 0;
};

Marks marks_of(std::u32string_view sentence) {
    Marks marks;
    std::size_t run = 0;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        const char32_t c = sentence[at];
        const bool number = is_digit(c) || c == U'%' || c == U'％';
        const bool numeral = std::u32string_view(U"一二三四五六七八九十百千万亿半两").find(c) != std::u32string_view::npos;
        marks.digit = marks.digit || number || numeral;
        if (at > 0 && is_digit(sentence[at - 1]) && (c == U'月' || c == U'日' || c == U'时' || c == U':' || c == U'年'))
            marks.date = true;
        run = is_digit(c) || is_letter(c) || c == U'.' || c == U'-' ? run + 1 : 0;
        marks.address = marks.address || run >= 5 || c == U'@' || c == U'“';
        marks.enumerations += c == U'、' || c == U'；' || c == U';';
        if (!is_space(c)) {
            marks.question = c == U'?' || c == U'？';
            marks.colon = c == U':' || c == U'：';
            marks.stop = c == U'。' || c == U';' || c == U'；' || c == U'!' || c == U'！';
        }
    }
    return marks;
}

}  // namespace

void weigh_sentences(const Question& question, const Reading& reading, std::span<Sentence> sentences) {
    const std::u32string_view text = reading.folded();
    const auto asks = asks_of(question.folded_text());
    std::vector<double> weights, plain;
    for (const auto& term : question.terms()) plain.push_back(term.idf);
    weights = plain;
    for (const auto& hit : reading.hits) {
        if (hit.at >= 60) break;
        weights[hit.term] = plain[hit.term] * said_by_beginning;
    }
    double total = 1e-9;
    for (const double weight : weights) total += weight;
    const auto character_hits = hits_of_characters(question, text);
    double all_characters = 1e-9;
    for (const double idf : question.character_idf()) all_characters += idf;
    Stretch terms(reading.hits, weights), characters(character_hits, question.character_idf());

    Marks before{};
    double covered_before = 0;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        auto& sentence = sentences[i];
        const auto from = sentence.offset, to = from + sentence.length;
        const auto around_from = i > 0 ? sentences[i - 1].offset : from;
        const auto around_to = i + 1 < sentences.size() ? sentences[i + 1].offset + sentences[i + 1].length : to;
        const auto marks = marks_of(text.substr(from, to - from));
        const auto set = [&](SentenceFeature feature, double value) {
            sentence.features[static_cast<std::size_t>(feature)] = value;
        };
        const double covered = terms.covers(from, to) / total;
        const auto hits = terms.hits(from, to);
        set(SentenceFeature::covers, covered);
        set(SentenceFeature::covers_around, terms.covers(around_from, around_to) / total);
        set(SentenceFeature::covers_up_to, terms.covers(from > 120 ? from - 120 : 0, to) / total);
        set(SentenceFeature::before, covered_before);
        set(SentenceFeature::within_20, most_within(question, hits, 20) / std::max(1e-9, question.total_idf()));
        set(SentenceFeature::longest_run, longest_run(question, hits) / 10.0);
        set(SentenceFeature::characters, characters.covers(from, to) / all_characters);
        set(SentenceFeature::characters_around, characters.covers(around_from, around_to) / all_characters);
        set(SentenceFeature::length, std::log(static_cast<double>(std::max<std::size_t>(1, to - from)) / 40));
        set(SentenceFeature::first, i == 0);
        set(SentenceFeature::position, static_cast<double>(from) / static_cast<double>(text.size()));
        set(SentenceFeature::heading, marks.colon || (to - from < 25 && !marks.stop && !marks.question));
        set(SentenceFeature::after_question, i > 0 && before.question);
        set(SentenceFeature::is_question, marks.question);
        set(SentenceFeature::number_asked, asks.number && marks.digit);
        set(SentenceFeature::number_missing, asks.number && !marks.digit);
        set(SentenceFeature::time_asked, asks.time && marks.date);
        set(SentenceFeature::address_asked, asks.address && marks.address);
        set(SentenceFeature::list_asked, asks.list ? std::min(5, marks.enumerations) / 5.0 : 0);
        before = marks;
        covered_before = covered;
    }
}

}  // namespace tongzhou::search
