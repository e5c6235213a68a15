// What evaluation and training share. Private to this module.
#pragma once

#include "modules/policies/evaluation.hpp"

namespace tongzhou::policies {

/// A fresh index of the known policies in a folder that goes with this object.
class FreshIndex {
  public:
    FreshIndex(const std::vector<KnownPolicy>& policies, const std::filesystem::path& folder);
    ~FreshIndex();
    FreshIndex(const FreshIndex&) = delete;
    FreshIndex& operator=(const FreshIndex&) = delete;

    const search::Index& index() const { return *index_; }
    double policies_per_second() const { return per_second_; }
    /// The id under which the index has it.
    Uuid id_of(const std::string& policy) const;

  private:
    std::filesystem::path folder_;
    std::unique_ptr<search::Index> index_;
    std::unordered_map<std::string, Uuid> ids_;
    double per_second_ = 0;
};

/// What became of one question.
struct Judged {
    bool first = false, among_five = false, first_by_id = false, five_by_id = false;
    bool shown = false, shown_in_one = false;
};
Judged judge(const search::Answers& answers, const Uuid& right, std::string_view answer);

/// Without spaces.
std::u32string bare(std::u32string_view text);
/// As it is compared.
std::u32string folded_text(std::string_view text);

bool accept_all(std::string_view facets);

/// Sums of what was judged.
struct Tally {
    double count = 0, first = 0, among_five = 0, first_by_id = 0, five_by_id = 0, shown = 0, shown_in_one = 0;
    void add(const Judged& judged);
};

}  // namespace tongzhou::policies
