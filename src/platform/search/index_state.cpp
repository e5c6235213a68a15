#include "platform/search/index_state.hpp"

#include <fstream>

#include "platform/search/characters.hpp"

namespace tongzhou::search {

namespace {

// Texts that are remembered as they are compared: all of a city's library, some 40 MB.
constexpr std::size_t most_remembered = 8'000'000;  // characters

/// Groonga keeps its state per process, from the first use to the end.
void initialise() {
    static const bool done = [] {
        grn_default_logger_set_path(nullptr);
        return grn_init() == GRN_SUCCESS;
    }();
    if (!done) throw std::runtime_error("groonga cannot be initialised");
}

/// A value on its way into or out of a column.
class Bulk {
  public:
    Bulk(grn_ctx* context, grn_id domain) : context_(context) { GRN_VALUE_FIX_SIZE_INIT(&bulk_, 0, domain); }
    ~Bulk() { GRN_OBJ_FIN(context_, &bulk_); }
    Bulk(const Bulk&) = delete;
    Bulk& operator=(const Bulk&) = delete;
    grn_obj* get() { return &bulk_; }

  private:
    grn_ctx* context_;
    grn_obj bulk_{};
};

}  // namespace

Problem unusable(const std::filesystem::path& folder, std::string_view why) {
    return Problem::unavailable(
        "index_folder", fmt::format("检索索引目录 {} 无法使用（{}），请检查磁盘空间和权限。", folder.string(), why),
        fmt::format("The index folder {} cannot be used ({}). Check free space and permissions.", folder.string(), why),
        0);
}

// The mark file is removed before a batch is begun and written when the batch is on disk: without it nothing in the
// folder is to be trusted, for the engine's files may have been cut off in the middle of a change.
void Index::State::write_mark(std::int64_t value) {
    const auto temporary = folder / "mark.new";
    {
        std::ofstream out(temporary, std::ios::trunc);
        out << value << '\n';
        out.flush();
        if (!out) throw unusable(folder, "mark");
    }
    std::filesystem::rename(temporary, mark_file());
    mark = value;
}

void Index::State::make() {
    std::error_code failure;
    std::filesystem::remove_all(folder, failure);
    std::filesystem::create_directories(folder, failure);
    if (failure) throw unusable(folder, failure.message());
    database = grn_db_create(context(), file().c_str(), nullptr);
    if (!database) throw unusable(folder, static_cast<const char*>(context()->errbuf));
    texts = grn_table_create(context(), "Texts", 5, nullptr, GRN_OBJ_TABLE_HASH_KEY | GRN_OBJ_PERSISTENT,
                             grn_ctx_at(context(), GRN_DB_SHORT_TEXT), nullptr);
    for (const auto name : {"title", "text", "folded", "facets"}) make_column(name, GRN_DB_TEXT);
    lexicon = grn_table_create(context(), "Terms", 5, nullptr, GRN_OBJ_TABLE_PAT_KEY | GRN_OBJ_PERSISTENT,
                               grn_ctx_at(context(), GRN_DB_SHORT_TEXT), nullptr);
    grn_obj_set_info(context(), lexicon, GRN_INFO_DEFAULT_TOKENIZER, grn_ctx_get(context(), "TokenBigram", -1));
    grn_obj_set_info(context(), lexicon, GRN_INFO_NORMALIZER, grn_ctx_get(context(), "NormalizerAuto", -1));
    check("make");
}

// Created over texts that are there already, an index is built in one go, several times faster than text by text.
void Index::State::make_term_index() {
    terms = grn_column_create(context(), lexicon, "texts_folded", 12, nullptr,
                              GRN_OBJ_COLUMN_INDEX | GRN_OBJ_PERSISTENT, texts);
    const grn_id source = grn_obj_id(context(), folded_text);
    Bulk sources(context(), GRN_DB_UINT32);
    grn_bulk_write(context(), sources.get(), reinterpret_cast<const char*>(&source), sizeof source);
    grn_obj_set_info(context(), terms, GRN_INFO_SOURCE, sources.get());
    check("index");
}

void Index::State::open() {
    initialise();
    main = std::make_unique<Context>(nullptr);
    std::ifstream in(mark_file());
    if (in >> mark) database = grn_db_open(context(), file().c_str());
    if (!database) {
        mark = 0;
        make();
    }
    texts = grn_ctx_get(context(), "Texts", -1);
    lexicon = grn_ctx_get(context(), "Terms", -1);
    title = column(texts, "title");
    text = column(texts, "text");
    folded_text = column(texts, "folded");
    facets_column = column(texts, "facets");
    terms = column(lexicon, "texts_folded");
    check("open");
    read_records();
}

void Index::State::close() {
    pool.clear();
    if (database) grn_obj_close(context(), database);
    main.reset();
    database = terms = nullptr;
    holding.clear();
    remembered.clear();
    remembered_characters = next_to_forget = 0;
    lengths.clear();
    facets.clear();
    ids.clear();
    total_length = count = 0;
    mark = 0;
}

std::string Index::State::text_of(grn_ctx* context, grn_obj* column, grn_id record) const {
    grn_obj value;
    GRN_TEXT_INIT(&value, 0);
    grn_obj_get_value(context, column, record, &value);
    std::string out(GRN_TEXT_VALUE(&value), GRN_TEXT_LEN(&value));
    GRN_OBJ_FIN(context, &value);
    return out;
}

void Index::State::read_records() {
    auto* cursor = grn_table_cursor_open(context(), texts, nullptr, 0, nullptr, 0, 0, -1, GRN_CURSOR_BY_ID);
    for (grn_id record = grn_table_cursor_next(context(), cursor); record != GRN_ID_NIL;
         record = grn_table_cursor_next(context(), cursor)) {
        void* key = nullptr;
        const int size = grn_table_cursor_get_key(context(), cursor, &key);
        if (record >= ids.size()) {
            ids.resize(record + 1);
            facets.resize(record + 1);
            lengths.resize(record + 1);
        }
        ids[record] = Uuid::of(std::string_view(static_cast<const char*>(key), static_cast<std::size_t>(size)));
        facets[record] = text_of(context(), facets_column, record);
        const auto comparable = Characters(text_of(context(), folded_text, record));
        lengths[record] = static_cast<std::uint32_t>(comparable.size());
        count_characters(comparable.view(), 1);
        total_length += lengths[record];
        ++count;
    }
    grn_table_cursor_close(context(), cursor);
}

void Index::State::count_characters(std::u32string_view folded, std::int64_t texts) {
    std::u32string distinct(folded);
    std::ranges::sort(distinct);
    distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
    for (const char32_t c : distinct)
        if (is_han(c)) holding[c] += texts;
}

void Index::State::set(grn_obj* column, grn_id record, std::string_view value) {
    grn_obj bulk;
    GRN_TEXT_INIT(&bulk, GRN_OBJ_DO_SHALLOW_COPY);
    GRN_TEXT_SET(context(), &bulk, value.data(), static_cast<unsigned>(value.size()));
    grn_obj_set_value(context(), column, record, &bulk, GRN_OBJ_SET);
    GRN_OBJ_FIN(context(), &bulk);
}

void Index::State::store(const Entry& entry) {
    const auto key = entry.id.text();
    int added = 0;
    const auto record = grn_table_add(context(), texts, key.data(), static_cast<unsigned>(key.size()), &added);
    check("add");
    if (record >= ids.size()) {
        ids.resize(record + 1);
        facets.resize(record + 1);
        lengths.resize(record + 1);
    }
    if (added == 0) count_characters(Characters(text_of(context(), folded_text, record)).view(), -1);
    set(title, record, entry.title);
    set(text, record, entry.text);
    set(facets_column, record, entry.facets);
    const auto comparable = folded(Characters(entry.text).view());
    set(folded_text, record, to_utf8(comparable));
    check("store");
    count_characters(comparable, 1);
    total_length -= lengths[record];
    lengths[record] = static_cast<std::uint32_t>(comparable.size());
    total_length += lengths[record];
    facets[record] = entry.facets;
    ids[record] = entry.id;
    count += added != 0;
    std::lock_guard lock(remembered_mutex);
    forget(record);
}

void Index::State::forget(grn_id record) const {
    if (record >= remembered.size() || !remembered[record]) return;
    remembered_characters -= remembered[record]->folded.size();
    remembered[record] = nullptr;
}

std::shared_ptr<const PreparedText> Index::State::prepared(grn_ctx* context, grn_id record) const {
    {
        std::lock_guard lock(remembered_mutex);
        if (record < remembered.size() && remembered[record]) return remembered[record];
    }
    auto made = std::make_shared<PreparedText>();
    made->title = text_of(context, title, record);
    made->text = text_of(context, text, record);
    made->facets = facets[record];
    made->folded = folded(Characters(made->text).view());
    made->sketch = sketch_of(made->folded);
    std::lock_guard lock(remembered_mutex);
    if (remembered.size() < ids.size()) remembered.resize(ids.size());
    forget(record);
    remembered[record] = made;
    remembered_characters += made->folded.size();
    while (remembered_characters > most_remembered) {
        next_to_forget = (next_to_forget + 1) % remembered.size();
        if (next_to_forget != record) forget(static_cast<grn_id>(next_to_forget));
    }
    return made;
}

}  // namespace tongzhou::search
