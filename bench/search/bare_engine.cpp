#include "bare_engine.hpp"

#include <fmt/format.h>
#include <groonga.h>

#include <stdexcept>

namespace tongzhou::bench {

struct BareEngine::State {
    grn_ctx context{};
    grn_obj* database = nullptr;
};

BareEngine::BareEngine(const std::filesystem::path& folder) : state_(std::make_unique<State>()) {
    grn_ctx_init(&state_->context, 0);
    state_->database = grn_db_open(&state_->context, (folder / "index").c_str());
    if (!state_->database) throw std::runtime_error(state_->context.errbuf);
}

BareEngine::~BareEngine() {
    grn_obj_close(&state_->context, state_->database);
    grn_ctx_fin(&state_->context);
}

std::size_t BareEngine::ask(std::span<const std::string> terms) {
    std::string query;
    for (const auto& term : terms) query += fmt::format(R"({}\"{}\")", query.empty() ? "" : " OR ", term);
    const auto command = fmt::format(
        R"~(select Texts --match_columns "scorer_tf_idf(folded)" --query "{}" --sort_keys -_score --limit 40 )~"
        "--output_columns _key,_score,text",
        query);
    grn_ctx_send(&state_->context, command.data(), static_cast<unsigned>(command.size()), 0);
    char* reply = nullptr;
    unsigned length = 0;
    int flags = 0;
    grn_ctx_recv(&state_->context, &reply, &length, &flags);
    if (state_->context.rc != GRN_SUCCESS) throw std::runtime_error(state_->context.errbuf);
    return length;
}

}  // namespace tongzhou::bench
