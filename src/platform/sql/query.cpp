#include "platform/sql/query.hpp"

#include <stdexcept>

namespace tongzhou::sql {

namespace {

std::vector<const Query*>& registry() {
    static std::vector<const Query*> queries;
    return queries;
}

bool is_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The position after a literal or comment that begins at `at`, or `at` itself where none begins.
std::size_t after_literal(std::string_view text, std::size_t at) {
    auto end_of = [&](std::string_view mark, std::size_t from) {
        auto end = text.find(mark, from);
        return end == std::string_view::npos ? text.size() : end + mark.size();
    };
    if (text[at] == '\'' || text[at] == '"') return end_of(text.substr(at, 1), at + 1);
    if (text.substr(at, 2) == "--") return end_of("\n", at + 2);
    if (text.substr(at, 2) == "/*") return end_of("*/", at + 2);
    return at;
}

}  // namespace

std::string text_for(Engine engine, std::string_view text) {
    constexpr std::string_view marks[] = {"{sqlite:", "{postgres:"};
    const auto wanted = engine == Engine::sqlite ? marks[0] : marks[1];
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        auto rest = text.substr(at);
        auto mark = rest.starts_with(marks[0]) ? marks[0] : rest.starts_with(marks[1]) ? marks[1] : std::string_view{};
        if (mark.empty()) {
            out += text[at++];
            continue;
        }
        auto close = rest.find('}');
        if (close == std::string_view::npos) throw std::logic_error("unclosed {engine: …} in SQL");
        if (mark == wanted) out += rest.substr(mark.size(), close - mark.size());
        at += close + 1;
    }
    return out;
}

std::vector<std::string> parameters_of(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t at = 0; at < text.size();) {
        if (auto next = after_literal(text, at); next != at) {
            at = next;
        } else if (text.substr(at, 2) == "::") {
            at += 2;
        } else if (text[at] == ':' && at + 1 < text.size() && is_name(text[at + 1])) {
            auto end = at + 1;
            while (end < text.size() && is_name(text[end])) ++end;
            names.emplace_back(text.substr(at + 1, end - at - 1));
            at = end;
        } else {
            ++at;
        }
    }
    return names;
}

Query::Query(const char* text)
    : text_(text), index_(registry().size()), parameters_(parameters_of(text_for(Engine::sqlite, text))) {
    auto sorted = parameters_;
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
        throw std::logic_error(std::string("a parameter stands twice in: ") + text);
    registry().push_back(this);
}

const std::vector<const Query*>& Query::all() { return registry(); }

}  // namespace tongzhou::sql
