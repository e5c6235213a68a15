// A full-text index on disk, kept with Groonga: texts by id, found by the pairs of characters (bigrams) and the words
// of a question, ranked by BM25. It is a copy: whoever owns the texts writes with each batch up to which change it has
// come (the mark), goes on from there after a restart, and begins anew at mark 0 when the index is lost or damaged.
//
// Safe from any thread: searches run side by side and wait only while a batch is written.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "platform/search/sketch.hpp"

namespace tongzhou::search {

/// One text to be found.
struct Entry {
    Uuid id;
    std::string title;
    std::string text;
    std::string facets;  ///< what the owner filters by, in a form of its own; handed back with each candidate
};

/// A term of a question and how much it tells.
struct WeightedTerm {
    std::string term;  ///< UTF-8: a bigram or a word, folded
    double idf = 0;    ///< log(1 + (N - n + ½) / (n + ½)) over the texts of the index
    double weight = 1;
};

/// A text and what is worked out of it once and remembered.
struct PreparedText {
    std::string title, text, facets;
    std::u32string folded;  ///< character by character as the text
    Sketch sketch;
};

struct Candidate {
    Uuid id;
    double score = 0;  ///< BM25 over the terms that were searched for
    std::shared_ptr<const PreparedText> text;
};

class Index {
  public:
    /// Opens the index in that folder, or makes an empty one; one that cannot be opened is removed and made anew. The
    /// folder belongs to one process. Throws Problem "index_folder" when it can be neither read nor written.
    explicit Index(std::filesystem::path folder);
    ~Index();
    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;

    /// Up to which change of the owner's sequence it has come; 0: nothing yet.
    std::int64_t mark() const;
    std::size_t size() const;
    /// Adds texts or replaces those of the same id, and takes the mark, on disk when this returns.
    void put(std::span<const Entry> entries, std::int64_t mark);
    /// Empties it.
    void clear();

    /// Sets each term's idf; a term that no text has keeps weight and gets the idf of one.
    void weigh(std::vector<WeightedTerm>& terms) const;
    /// The same of single characters.
    std::vector<double> weigh(std::u32string_view characters) const;
    /// The best texts by BM25 that `accepts` by their facets, best first; ties by id.
    std::vector<Candidate> find(const std::vector<WeightedTerm>& terms, std::size_t limit,
                                const std::function<bool(std::string_view facets)>& accepts) const;
    /// Characters of a text on average.
    double average_length() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongzhou::search
