#include "modules/resumption/notices.hpp"

#include "modules/messages/messages.hpp"

namespace tongzhou::resumption {
namespace {

// The rest of a text, as far as it was typed by somebody, stands in the values.
struct Notice {
    std::string title, text;
    std::vector<std::pair<std::string, std::string>> values = {};
};

std::string papers_of(const FilingRow& filing) {
    std::string list;
    for (const auto& item : filing.lacking) {
        if (!list.empty()) list += "；";
        list += name_of_paper(item.paper).zh;
        if (!item.note.empty()) list += "（" + item.note.value + "）";
    }
    return list;
}

Notice because(const MoveNote& note, std::string title, std::string_view advice) {
    return {std::move(title),
            fmt::format("理由：{{{{why}}}}。依据：{{{{clause}}}}。{}", advice),
            {{"why", note.why.value_or("未说明")}, {"clause", note.clause.value_or("未引用")}}};
}

// Of stages side by side the last decides, whatever it says itself.
std::optional<Notice> notice_of_decision(const FilingRow& filing, Instant now) {
    if (filing.state == FilingState::approved)
        return Notice{"复工申请已批准", "复工许可已签发，请打印张贴二维码，并每日填报在岗人数。"};
    if (filing.state != FilingState::returned) return std::nullopt;
    if (filing.lacking_at != now)
        return Notice{"复工申请再次退回补件", "仍有材料没有补齐，请查看审核意见，补齐后重新提交。"};
    return Notice{"复工申请退回补件",
                  "请补齐以下材料后重新提交：{{papers}}。缺件已一次列全，此后不再要求清单以外的材料。",
                  {{"papers", papers_of(filing)}}};
}

std::optional<Notice> notice_of(const FilingRow& filing, FilingMove move, const MoveNote& note, Instant now) {
    switch (move) {
        case FilingMove::pass:
        case FilingMove::list_lacking: return notice_of_decision(filing, now);
        case FilingMove::refuse: return because(note, "复工申请未获批准", "整改后可重新申请。");
        case FilingMove::check:
            if (filing.check_outcome == CheckOutcome::passed) return std::nullopt;
            return Notice{"复工核查发现问题", "请查看核查记录中的不合格项，按期整改并申请复查。"};
        case FilingMove::revoke: return because(note, "复工许可已撤销", "即时起不得据此复工，复查合格后可恢复。");
        case FilingMove::reinstate: return Notice{"复工许可已恢复", "已签发新的许可，请更换张贴的二维码。"};
        case FilingMove::create:
        case FilingMove::change:
        case FilingMove::submit:
        case FilingMove::withdraw:
        case FilingMove::prioritise: break;
    }
    return std::nullopt;
}

}  // namespace

void tell_enterprise(Tx& tx, const FilingRow& filing, FilingMove move, const MoveNote& note) {
    auto notice = notice_of(filing, move, note, tx.now());
    if (!notice) return;
    const auto enterprise = organizations::find_organization(tx, filing.organization);
    if (!enterprise) throw std::logic_error("a filing's enterprise is not on the register");
    messages::enqueue(tx, {.by = ChannelKind::inbox,
                           .to = {messages::RecipientKind::organization, enterprise->id.uuid(), enterprise->name, {}},
                           .division = enterprise->division,
                           .organization = enterprise->id,
                           .title = std::move(notice->title),
                           .text = std::move(notice->text),
                           .values = std::move(notice->values),
                           .about_kind = "filing",
                           .about = filing.id.uuid()});
}

}  // namespace tongzhou::resumption
