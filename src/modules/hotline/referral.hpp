// Which class of department a question is for: a linear classifier over pairs and triples of neighbouring characters,
// so that it needs no dictionary of words and reads segmented and plain text alike. Private to this module.
//
// Weights are those of a support vector machine (LIBLINEAR, one class against the rest) on tf-idf, each text brought to
// length 1. A model file holds everything: see referral_file.cpp.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "modules/hotline/hotline.hpp"

namespace tongzhou::hotline {

/// A text and the class it belongs to.
struct Example {
    std::string category, text;
};

/// How often each pair or triple of characters stands in a text; ascending, each once.
using Terms = std::vector<std::pair<std::uint64_t, int>>;
Terms terms_of(std::string_view text);
/// Tells one text from another, whatever its spaces: whether a model was trained on it.
std::uint64_t fingerprint_of(std::string_view text);

class ReferralModel {
  public:
    struct Share {
        std::string category;
        double share = 0;  ///< 0–1; of all classes they make 1. It orders them, and is no probability.
    };
    /// The likeliest classes, the first one first. Nothing for a text without a known term.
    std::vector<Share> propose(std::string_view text, std::size_t most) const;
    /// The likeliest class, as an index of classes().
    std::size_t classify(const Terms& terms) const;
    bool has_seen(std::string_view text) const;

    const std::vector<std::string>& classes() const { return classes_; }
    const Quality& quality() const { return quality_; }
    const std::string& source() const { return source_; }  ///< "examples", "tickets", or the name of the file
    const std::optional<Instant>& trained_at() const { return trained_at_; }

    /// Whole or not at all: another file is replaced when the new one is on disk. Throws Problem "model_unwritable".
    void save(const std::filesystem::path& file) const;
    /// Throws Problem "no_such_model" or "model_damaged".
    static ReferralModel load(const std::filesystem::path& file);

  private:
    friend ReferralModel train_model(std::span<const Example>, std::span<const Terms>, std::span<const std::size_t>);
    friend ReferralModel train_model(std::span<const Example>, std::string, std::optional<Instant>, Quality);
    std::vector<double> margins(const Terms& terms) const;

    std::vector<std::string> classes_;
    std::vector<std::uint64_t> terms_;  // ascending
    std::vector<float> rarity_;         // of each term: its idf
    std::vector<float> weights_;        // of each term, one for each class
    std::vector<std::uint64_t> seen_;   // ascending
    Quality quality_;
    std::string source_;
    std::optional<Instant> trained_at_;
};

/// Trains on all of the examples. Deterministic.
ReferralModel train_model(std::span<const Example> examples, std::string source, std::optional<Instant> trained_at,
                          Quality quality);
/// Trains on those of the examples that are named, without remembering which.
ReferralModel train_model(std::span<const Example> examples, std::span<const Terms> terms,
                          std::span<const std::size_t> chosen);

/// Each example judged by a model of the other four fifths.
Evaluation cross_validate(std::span<const Example> examples, const std::function<void(double)>& progress);
Evaluation evaluate(const ReferralModel& model, std::span<const Example> examples);

/// Reads a table with the columns `category` and `words`, `question` or `text`.
std::vector<Example> read_examples(const std::filesystem::path& file);
/// The questions that the program ships, for the first days of an installation.
const std::vector<Example>& shipped_examples();

/// The model in use. Safe from any thread.
class ReferralDesk {
  public:
    /// The model of the file, read again when it has been replaced; without a file, that of the shipped examples. A
    /// damaged file is told in the log, and the model before it stays.
    std::shared_ptr<const ReferralModel> model();
    void use(std::filesystem::path file);

  private:
    std::mutex mutex_;
    std::filesystem::path file_;
    std::filesystem::file_time_type written_{};
    std::chrono::steady_clock::time_point looked_at_{};
    std::shared_ptr<const ReferralModel> model_;
};

}  // namespace tongzhou::hotline
