// The index of this node over the library, and the thread that keeps it up with the database. Private to this module.
//
// The index is a copy: it follows the sequence of changes from its mark on, about a second after a commit, wherever the
// commit was made. Its folder, `search` in the data folder, may be removed while the program is stopped; it is then
// built anew.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <thread>

#include "base/codes.hpp"
#include "platform/search/answers.hpp"
#include "platform/sql/database.hpp"

namespace tongzhou::policies {

/// What a search filters by, as it stands in the index.
struct Facets {
    std::optional<DivisionCode> division;
    std::optional<Date> effective_from, effective_until;
    bool standing = true;  ///< neither superseded nor withdrawn
    std::string kind, issuer_level, document_number;
    std::int64_t version = 1;

    std::string text() const;
    static Facets of(std::string_view text);
};

/// The names of China's provinces, cities and counties, and their short forms where they stand for one place.
const search::Gazetteer& gazetteer();

class Catalogue {
  public:
    /// `folder` is used from start() on. Empty: the index lives in a folder of its own that goes with this object.
    explicit Catalogue(std::filesystem::path folder);
    ~Catalogue();
    Catalogue(const Catalogue&) = delete;
    Catalogue& operator=(const Catalogue&) = delete;

    /// Opens the index and follows the database from now on. Idempotent.
    void start(Database& database);
    void stop();
    /// There is something new. Any thread.
    void wake();
    /// Empties the index; it is built anew at once.
    void rebuild();

    /// Throws Problem 503 "index_not_ready" until the index is open and has come up with the database once.
    const search::Index& index() const;

    /// Brings the index up to the last commit, on the calling thread: for commands and tests, instead of start().
    void follow(Database& database);

  private:
    void open();
    void run(Database& database, std::stop_token stop);

    std::filesystem::path folder_;
    bool owned_ = false;
    int lock_ = -1;
    std::unique_ptr<search::Index> index_;
    std::atomic<bool> ready_ = false, empty_first_ = false;
    std::mutex follow_mutex_, mutex_;
    std::condition_variable_any changed_;
    bool woken_ = false;
    std::jthread thread_;
};

}  // namespace tongzhou::policies
