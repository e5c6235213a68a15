// A Query is one SQL text, written once for both engines and kept beside the function that uses it. Every Query
// registers itself, so that a test can prepare each of them on SQLite and on PostgreSQL.
//
//   const sql::Query find_site{R"(SELECT id, name, county FROM sites WHERE id = :id)"};
//
// Parameters are :name, each once, and are bound in their order (or by member name from a described struct).
// Where the engines must differ, the text says so in place: {sqlite: WITHOUT ROWID} or {postgres: FOR UPDATE}.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tongzhou::sql {

enum class Engine { sqlite, postgres };

/// The text as that engine reads it: its own {engine: …} parts kept, the other's dropped.
std::string text_for(Engine engine, std::string_view text);

/// The :names of a text in their order; string literals, comments and `::` casts are skipped.
std::vector<std::string> parameters_of(std::string_view text);

class Query {
  public:
    /// Throws std::logic_error when a parameter stands twice.
    explicit Query(const char* text);
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    std::size_t index() const { return index_; }
    const char* text() const { return text_; }
    const std::vector<std::string>& parameters() const { return parameters_; }

    /// Every Query of the program, in no particular order.
    static const std::vector<const Query*>& all();

  private:
    const char* text_;
    std::size_t index_;
    std::vector<std::string> parameters_;
};

}  // namespace tongzhou::sql
