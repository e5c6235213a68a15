// search_bench POLICIES QUESTIONS [COUNT]: how quickly the desk's search answers over a library of COUNT policies, made
// of the sentences of those given when there are more, beside Groonga's own query over the same index. Prints a table
// and adds nothing up: nothing here asserts a time.
#include <fstream>
#include <random>

#include "bare_engine.hpp"
#include "modules/policies/catalogue.hpp"
#include "modules/policies/evaluation.hpp"
#include "platform/search/characters.hpp"
#include "platform/search/question.hpp"

namespace tongzhou::bench {
namespace {

using Steady = std::chrono::steady_clock;

double milliseconds_since(Steady::time_point began) {
    return std::chrono::duration<double, std::milli>(Steady::now() - began).count();
}

struct Times {
    std::vector<double> all;
    double quantile(double q) {
        std::ranges::sort(all);
        return all.empty() ? 0 : all[std::min(all.size() - 1, static_cast<std::size_t>(q * std::ssize(all)))];
    }
};

/// The policies themselves, and beyond them texts of their sentences, as long as theirs.
std::vector<search::Entry> library(const std::vector<policies::KnownPolicy>& known, std::size_t count) {
    std::vector<std::string> sentences;
    for (const auto& policy : known) {
        const search::Characters text(policy.text);
        const auto starts = search::sentence_starts(text.view());
        for (std::size_t i = 0; i < starts.size(); ++i)
            sentences.push_back(
                text.utf8(starts[i], (i + 1 < starts.size() ? starts[i + 1] : text.size()) - starts[i]));
    }
    std::mt19937_64 random(2020);
    std::vector<search::Entry> entries;
    for (std::size_t i = 0; i < count; ++i) {
        search::Entry entry;
        for (std::size_t byte = 0; byte < 8; ++byte)
            entry.id.bytes[15 - byte] = static_cast<std::uint8_t>((i + 1) >> 8 * byte);
        const auto& model = known[i % known.size()].text;
        if (i < known.size())
            entry.text = model;
        else
            while (entry.text.size() < model.size()) entry.text += sentences[random() % sentences.size()];
        entry.facets = policies::Facets{}.text();
        entries.push_back(std::move(entry));
    }
    return entries;
}

struct Measured {
    std::size_t policies = 0;
    double indexed_per_second = 0;
    Times answers, candidates, bare;
};

Measured measure(const policies::KnownAnswers& known, std::size_t count, const std::filesystem::path& folder) {
    Measured measured;
    measured.policies = count;
    std::vector<std::vector<std::string>> terms;
    {
        search::Index index(folder);
        const auto entries = library(known.policies, count);
        const auto began = Steady::now();
        index.put(entries, 1);
        measured.indexed_per_second = static_cast<double>(count) / milliseconds_since(began) * 1000;
        const auto& places = policies::gazetteer();
        const auto all = [](std::string_view) { return true; };
        for (int round = 0; round < 2; ++round)  // the first warms what is remembered
            for (const auto& asked : known.questions) {
                auto from = Steady::now();
                search::answer(index, places, asked.question, all);
                if (round > 0) measured.answers.all.push_back(milliseconds_since(from));
                from = Steady::now();
                const search::Question question(index, asked.question);
                index.find(question.weighted(), search::Options{}.candidates, all);
                if (round > 0) measured.candidates.all.push_back(milliseconds_since(from));
                if (round > 0) continue;
                auto& list = terms.emplace_back();
                for (const auto& term : question.terms())
                    if (term.idf > 0) list.push_back(term.text);
            }
    }
    BareEngine engine(folder);
    for (int round = 0; round < 2; ++round)
        for (const auto& list : terms) {
            if (list.empty()) continue;
            const auto from = Steady::now();
            engine.ask(list);
            if (round > 0) measured.bare.all.push_back(milliseconds_since(from));
        }
    return measured;
}

int run(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: search_bench POLICIES QUESTIONS [COUNT]\n", stderr);
        return 2;
    }
    const auto known = policies::read_known_answers(argv[1], argv[2], std::nullopt);
    std::vector<std::size_t> counts{known.policies.size()};
    if (argc > 3) counts.push_back(static_cast<std::size_t>(std::atoll(argv[3])));
    std::string table = fmt::format(
        "# Search\n\nMeasured by `search_bench POLICIES QUESTIONS{}`: {} questions, on {} cores. "
        "*Answer* is all that the desk does for a question, *candidates* the part that asks the "
        "index, *bare* Groonga's own `select` of the best forty over the same index.\n\n"
        "| policies | indexed | answer, median | p99 | candidates, median | p99 | bare, median | p99 | answer ÷ bare "
        "|\n"
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
        argc > 3 ? fmt::format(" {}", argv[3]) : "", known.questions.size(), std::thread::hardware_concurrency());
    for (const auto count : counts) {
        const auto folder = std::filesystem::temp_directory_path() /
                            ("tongzhou-search-bench-" + new_uuid_v7(SystemClock().now()).text());
        auto m = measure(known, count, folder);
        std::filesystem::remove_all(folder);
        table += fmt::format(
            "| {} | {:.0f}/s | {:.2f} ms | {:.2f} ms | {:.2f} ms | {:.2f} ms | {:.2f} ms | {:.2f} ms | "
            "{:.2f} |\n",
            m.policies, m.indexed_per_second, m.answers.quantile(0.5), m.answers.quantile(0.99),
            m.candidates.quantile(0.5), m.candidates.quantile(0.99), m.bare.quantile(0.5), m.bare.quantile(0.99),
            m.answers.quantile(0.5) / std::max(1e-9, m.bare.quantile(0.5)));
    }
    fmt::print("{}", table);
    std::ofstream(std::filesystem::path(TONGZHOU_SOURCE_DIR) / "docs/figures/search.md") << table;
    return 0;
}

}  // namespace
}  // namespace tongzhou::bench

int main(int argc, char** argv) {
    try {
        return tongzhou::bench::run(argc, argv);
    } catch (const std::exception& error) {
        fmt::print(stderr, "search_bench: {}\n", error.what());
        return 1;
    }
}
