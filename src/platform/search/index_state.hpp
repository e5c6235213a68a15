// The engine's side of an Index: its files, its records, and what is remembered of them. Private to this folder.
#pragma once

#include <groonga.h>

#include <cmath>
#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "base/problem.hpp"
#include "platform/search/index.hpp"

namespace tongzhou::search {

/// What Groonga keeps of one thread's doing.
class Context {
  public:
    explicit Context(grn_obj* database) {
        grn_ctx_init(&context_, 0);
        if (database) grn_ctx_use(&context_, database);
    }
    ~Context() { grn_ctx_fin(&context_); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
    grn_ctx* get() { return &context_; }

  private:
    grn_ctx context_{};
};

Problem unusable(const std::filesystem::path& folder, std::string_view why);

struct Index::State {
    std::filesystem::path folder;
    std::unique_ptr<Context> main;
    grn_obj* database = nullptr;
    grn_obj *texts = nullptr, *title = nullptr, *text = nullptr, *folded_text = nullptr, *facets_column = nullptr;
    grn_obj *lexicon = nullptr, *terms = nullptr;

    // Of each record, by its number; read with the texts, so that a search asks the engine for postings alone.
    std::vector<std::uint32_t> lengths;
    std::vector<std::string> facets;
    std::vector<Uuid> ids;
    std::unordered_map<char32_t, std::int64_t> holding;  ///< of each Chinese character, how many texts have it
    std::uint64_t total_length = 0;
    std::size_t count = 0;
    std::int64_t mark = 0;

    mutable std::mutex remembered_mutex;
    mutable std::vector<std::shared_ptr<const PreparedText>> remembered;  ///< by record
    mutable std::size_t remembered_characters = 0, next_to_forget = 0;

    mutable std::shared_mutex mutex;
    mutable std::mutex pool_mutex;
    mutable std::vector<std::unique_ptr<Context>> pool;

    grn_ctx* context() { return main->get(); }
    std::filesystem::path file() const { return folder / "index"; }
    std::filesystem::path mark_file() const { return folder / "mark"; }

    void open();
    void make();
    void close();
    void read_records();
    void check(std::string_view what) {
        if (context()->rc != GRN_SUCCESS)
            throw unusable(folder, fmt::format("{}: {}", what, static_cast<const char*>(context()->errbuf)));
    }
    grn_obj* column(grn_obj* table, std::string_view name) {
        return grn_obj_column(context(), table, name.data(), static_cast<unsigned>(name.size()));
    }
    void make_column(std::string_view name, grn_builtin_type type) {
        grn_column_create(context(), texts, name.data(), static_cast<unsigned>(name.size()), nullptr,
                          GRN_OBJ_COLUMN_SCALAR | GRN_OBJ_PERSISTENT, grn_ctx_at(context(), type));
    }
    void make_term_index();
    void write_mark(std::int64_t value);
    std::string text_of(grn_ctx* context, grn_obj* column, grn_id record) const;
    void set(grn_obj* column, grn_id record, std::string_view value);
    void store(const Entry& entry);
    std::shared_ptr<const PreparedText> prepared(grn_ctx* context, grn_id record) const;
    void forget(grn_id record) const;
    void count_characters(std::u32string_view folded, std::int64_t texts);
    double idf(double holding_texts) const {
        return std::log(1 + (static_cast<double>(count) - holding_texts + 0.5) / (holding_texts + 0.5));
    }

    struct Lease {
        const State& state;
        std::unique_ptr<Context> context;
        ~Lease() {
            std::lock_guard lock(state.pool_mutex);
            state.pool.push_back(std::move(context));
        }
    };
    Lease lease() const {
        std::lock_guard lock(pool_mutex);
        if (pool.empty()) return {*this, std::make_unique<Context>(database)};
        auto context = std::move(pool.back());
        pool.pop_back();
        return {*this, std::move(context)};
    }
};

}  // namespace tongzhou::search
