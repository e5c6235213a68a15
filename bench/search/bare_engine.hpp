// Groonga alone, asked over the same index: what a search cannot be quicker than by much.
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

namespace tongzhou::bench {

class BareEngine {
  public:
    /// Opens the index of that folder, which nothing else has open.
    explicit BareEngine(const std::filesystem::path& folder);
    ~BareEngine();
    BareEngine(const BareEngine&) = delete;
    BareEngine& operator=(const BareEngine&) = delete;

    /// `select`: texts with any of the terms, by the engine's own tf-idf, the best forty. Returns its reply's bytes;
    /// throws where the engine refuses the query.
    std::size_t ask(std::span<const std::string> terms);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tongzhou::bench
