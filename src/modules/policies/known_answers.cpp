#include "modules/policies/known_answers.hpp"

#include <set>

#include "base/text.hpp"
#include "modules/policies/catalogue.hpp"
#include "platform/search/characters.hpp"
#include "platform/table/table.hpp"

namespace tongzhou::policies {

namespace {

using search::Characters;

/// The column of one of these names; throws where none is and it is needed.
std::optional<std::size_t> column(const std::vector<std::string>& header, std::initializer_list<const char*> names,
                                  const std::filesystem::path& file, bool needed) {
    for (const auto* name : names)
        if (const auto at = std::ranges::find(header, name); at != header.end())
            return static_cast<std::size_t>(at - header.begin());
    if (!needed) return std::nullopt;
    throw Problem::bad_request("missing_column",
                               fmt::format("文件 {} 缺少列 {}。", file.filename().string(), *names.begin()),
                               fmt::format("{} has no column {}.", file.filename().string(), *names.begin()));
}

/// The passages of one text in their order, those that adjoin joined.
std::vector<std::u32string> joined_passages(const search::Answers& answers, std::size_t text) {
    std::vector<search::Passage> passages;
    for (const auto& shown : answers.shown)
        if (shown.text == text) passages.push_back(shown.passage);
    std::ranges::sort(passages, {}, &search::Passage::offset);
    const auto& characters = answers.texts[text].text->folded;
    std::vector<std::u32string> joined;
    std::size_t end = std::u32string::npos;
    for (const auto& passage : passages) {
        const auto piece = characters.substr(passage.offset, passage.length);
        if (passage.offset == end)
            joined.back() += piece;
        else
            joined.push_back(piece);
        end = passage.offset + passage.length;
    }
    return joined;
}

}  // namespace

bool accept_all(std::string_view) { return true; }

std::u32string bare(std::u32string_view text) {
    std::u32string out;
    for (const char32_t c : text)
        if (!search::is_space(c)) out += c;
    return out;
}

std::u32string folded_text(std::string_view text) { return search::folded(Characters(text).view()); }

KnownAnswers read_known_answers(const std::filesystem::path& policies, const std::filesystem::path& questions,
                                const std::optional<std::filesystem::path>& messages) {
    KnownAnswers known;
    std::set<std::string> ids;
    {
        const auto reader = table::open_table(policies);
        const auto id = column(reader->header(), {"id"}, policies, true);
        const auto text = column(reader->header(), {"text"}, policies, true);
        const auto title = column(reader->header(), {"title"}, policies, false);
        while (const auto row = reader->next()) {
            if (row->fault) throw Problem::bad_request("bad_row", row->fault->zh, row->fault->en);
            known.policies.push_back({row->cells[*id], title ? row->cells[*title] : "", row->cells[*text]});
            ids.insert(row->cells[*id]);
        }
    }
    const auto reader = table::open_table(questions);
    const auto policy = column(reader->header(), {"policy_id", "policy"}, questions, true);
    const auto question = column(reader->header(), {"question"}, questions, true);
    const auto answer = column(reader->header(), {"answer"}, questions, true);
    while (const auto row = reader->next()) {
        if (row->fault) throw Problem::bad_request("bad_row", row->fault->zh, row->fault->en);
        if (!ids.contains(row->cells[*policy]))
            throw Problem::bad_request("unknown_policy", fmt::format("第 {} 行的政策不在政策文件中。", row->line),
                                       fmt::format("The policy of line {} is not among the policies.", row->line));
        known.questions.push_back({row->cells[*policy], row->cells[*question], row->cells[*answer]});
    }
    if (!messages) return known;
    const auto others = table::open_table(*messages);
    const auto words = column(others->header(), {"words", "text", "message"}, *messages, true);
    while (const auto row = others->next())
        if (!row->fault) known.messages.push_back(without_spaces(row->cells[*words]));
    return known;
}

FreshIndex::FreshIndex(const std::vector<KnownPolicy>& policies, const std::filesystem::path& folder)
    : folder_(folder) {
    std::filesystem::remove_all(folder_);
    index_ = std::make_unique<search::Index>(folder_);
    std::vector<search::Entry> entries;
    std::uint64_t number = 0;
    for (const auto& policy : policies) {
        Uuid id;
        ++number;
        for (std::size_t byte = 0; byte < 8; ++byte) id.bytes[15 - byte] = static_cast<std::uint8_t>(number >> 8 * byte);
        ids_.emplace(policy.id, id);
        entries.push_back({id, policy.title, policy.text, Facets{}.text()});
    }
    const auto began = std::chrono::steady_clock::now();
    index_->put(entries, 1);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    per_second_ = static_cast<double>(entries.size()) / std::max(1e-9, took.count());
}

FreshIndex::~FreshIndex() {
    index_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

Uuid FreshIndex::id_of(const std::string& policy) const { return ids_.at(policy); }

Judged judge(const search::Answers& answers, const Uuid& right, std::string_view answer) {
    Judged judged;
    for (std::size_t rank = 0; rank < answers.texts.size(); ++rank) {
        const auto& text = answers.texts[rank];
        const bool itself = text.id == right;
        if (itself || std::ranges::count(text.copies, right) > 0) {
            judged.first = rank == 0;
            judged.among_five = rank < 5;
        }
        if (itself) {
            judged.first_by_id = rank == 0;
            judged.five_by_id = rank < 5;
        }
    }
    const auto wanted = bare(folded_text(answer));
    for (const auto& shown : answers.shown) {
        const auto& text = answers.texts[shown.text].text->folded;
        const auto passage = bare(text.substr(shown.passage.offset, shown.passage.length));
        if (passage.find(wanted) != std::u32string::npos) judged.shown_in_one = true;
    }
    judged.shown = judged.shown_in_one;
    for (std::size_t text = 0; text < answers.texts.size() && !judged.shown; ++text)
        for (const auto& piece : joined_passages(answers, text))
            judged.shown = judged.shown || bare(piece).find(wanted) != std::u32string::npos;
    return judged;
}

void Tally::add(const Judged& judged) {
    ++count;
    first += judged.first;
    among_five += judged.among_five;
    first_by_id += judged.first_by_id;
    five_by_id += judged.five_by_id;
    shown += judged.shown;
    shown_in_one += judged.shown_in_one;
}

}  // namespace tongzhou::policies
