#include "modules/difficulties/notices.hpp"

#include "base/text.hpp"
#include "modules/messages/messages.hpp"

namespace tongzhou::difficulties {
namespace {

// The beginning of what was raised, so that one knows which it is.
std::string named(const DifficultyRow& difficulty) {
    const auto beginning = utf8_prefix(difficulty.text, 90);
    return std::string(beginning) + (beginning.size() < difficulty.text.size() ? "…" : "");
}

}  // namespace

void tell_enterprise(Tx& tx, const DifficultyRow& difficulty, DifficultyMove move,
                     const std::optional<std::string>& why) {
    const bool is_question = move == DifficultyMove::send_back;
    if (!is_question && move != DifficultyMove::solve) return;
    const auto enterprise = organizations::find_organization(tx, difficulty.organization);
    if (!enterprise) throw std::logic_error("a difficulty's enterprise is not on the register");
    messages::enqueue(tx, {.by = ChannelKind::inbox,
                           .to = {messages::RecipientKind::organization, enterprise->id.uuid(), enterprise->name, {}},
                           .division = enterprise->division,
                           .organization = enterprise->id,
                           .title = is_question ? "难题退回补充" : "难题已办理，请确认",
                           .text = is_question ? "您反映的“{{difficulty}}”需要补充：{{why}}"
                                               : "您反映的“{{difficulty}}”已有措施。解决了请确认；没有解决请重新提出。",
                           .values = {{"difficulty", named(difficulty)}, {"why", why.value_or("")}},
                           .about_kind = "difficulty",
                           .about = difficulty.id.uuid()});
}

}  // namespace tongzhou::difficulties
