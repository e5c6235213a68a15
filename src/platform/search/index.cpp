#include "platform/search/index.hpp"

#include "platform/search/index_state.hpp"

namespace tongzhou::search {

namespace {

// BM25: how soon more of the same term stops telling more, and how much longer texts are held back.
constexpr double k1 = 1.2, b = 0.5;

// Postings read for one question at most: some milliseconds. Terms are read from the rarest on; what is left out tells
// little, and the ranking weighs every term anew.
constexpr std::size_t most_postings = 250'000;

}  // namespace

Index::Index(std::filesystem::path folder) : state_(std::make_unique<State>()) {
    state_->folder = std::move(folder);
    state_->open();
}

Index::~Index() { state_->close(); }

std::int64_t Index::mark() const {
    std::shared_lock lock(state_->mutex);
    return state_->mark;
}

std::size_t Index::size() const {
    std::shared_lock lock(state_->mutex);
    return state_->count;
}

double Index::average_length() const {
    std::shared_lock lock(state_->mutex);
    return state_->count == 0 ? 0 : static_cast<double>(state_->total_length) / static_cast<double>(state_->count);
}

void Index::put(std::span<const Entry> entries, std::int64_t mark) {
    std::unique_lock lock(state_->mutex);
    std::error_code failure;
    std::filesystem::remove(state_->mark_file(), failure);
    if (failure) throw unusable(state_->folder, failure.message());
    for (const auto& entry : entries) state_->store(entry);
    if (!state_->terms && !entries.empty()) state_->make_term_index();
    grn_obj_flush_recursive(state_->context(), state_->database);
    state_->check("flush");
    state_->write_mark(mark);
}

void Index::clear() {
    std::unique_lock lock(state_->mutex);
    state_->close();
    std::error_code failure;
    std::filesystem::remove(state_->mark_file(), failure);
    state_->open();
}

void Index::weigh(std::vector<WeightedTerm>& terms) const {
    std::shared_lock lock(state_->mutex);
    auto lease = state_->lease();
    auto* context = lease.context->get();
    for (auto& term : terms) {
        double holding = 0;
        const auto id = grn_table_get(context, state_->lexicon, term.term.data(), static_cast<int>(term.term.size()));
        if (id != GRN_ID_NIL && state_->terms)
            holding = grn_ii_estimate_size(context, reinterpret_cast<grn_ii*>(state_->terms), id);
        term.idf = state_->idf(std::min(holding, static_cast<double>(state_->count)));
    }
}

std::vector<double> Index::weigh(std::u32string_view characters) const {
    std::shared_lock lock(state_->mutex);
    std::vector<double> weights;
    for (const char32_t c : characters) {
        const auto found = state_->holding.find(c);
        weights.push_back(state_->idf(found == state_->holding.end() ? 0 : static_cast<double>(found->second)));
    }
    return weights;
}

std::vector<Candidate> Index::find(const std::vector<WeightedTerm>& terms, std::size_t limit,
                                   const std::function<bool(std::string_view)>& accepts) const {
    std::shared_lock lock(state_->mutex);
    if (!state_->terms || state_->count == 0) return {};
    auto lease = state_->lease();
    auto* context = lease.context->get();
    auto* postings = reinterpret_cast<grn_ii*>(state_->terms);
    const double average = static_cast<double>(state_->total_length) / static_cast<double>(state_->count);

    std::vector<const WeightedTerm*> order;
    for (const auto& term : terms) order.push_back(&term);
    std::ranges::stable_sort(order, std::greater{}, &WeightedTerm::idf);

    thread_local std::vector<float> scores;
    scores.assign(state_->ids.size(), 0);
    std::vector<grn_id> touched;
    const auto elements = static_cast<int>(grn_ii_get_n_elements(context, postings));
    std::size_t read = 0;
    for (const auto* term : order) {
        const auto id = grn_table_get(context, state_->lexicon, term->term.data(),
                                      static_cast<int>(term->term.size()));
        if (id == GRN_ID_NIL || term->idf * term->weight <= 0) continue;
        if (read > 0 && read + grn_ii_estimate_size(context, postings, id) > most_postings) break;
        auto* cursor = grn_ii_cursor_open(context, postings, id, GRN_ID_NIL, GRN_ID_MAX, elements, 0);
        if (!cursor) continue;
        const double gain = term->idf * term->weight * (k1 + 1);
        while (const auto* posting = grn_ii_cursor_next(context, cursor)) {
            ++read;
            const double times = posting->tf;
            auto& score = scores[posting->rid];
            if (score == 0) touched.push_back(posting->rid);
            score += static_cast<float>(gain * times /
                                        (times + k1 * (1 - b + b * state_->lengths[posting->rid] / average)));
        }
        grn_ii_cursor_close(context, cursor);
    }

    const auto before = [&](grn_id x, grn_id y) {
        return scores[x] != scores[y] ? scores[x] > scores[y] : state_->ids[x] < state_->ids[y];
    };
    std::vector<Candidate> best;
    // Sorted piece by piece: nearly always the first is enough.
    for (std::size_t done = 0; done < touched.size() && best.size() < limit;) {
        const auto piece = std::min(touched.size() - done, std::max<std::size_t>(4 * limit, done));
        const auto from = touched.begin() + static_cast<std::ptrdiff_t>(done);
        std::partial_sort(from, from + static_cast<std::ptrdiff_t>(piece), touched.end(), before);
        for (auto at = from; at != from + static_cast<std::ptrdiff_t>(piece) && best.size() < limit; ++at) {
            if (!accepts(state_->facets[*at])) continue;
            best.push_back({state_->ids[*at], scores[*at], state_->prepared(context, *at)});
        }
        done += piece;
    }
    return best;
}

}  // namespace tongzhou::search
