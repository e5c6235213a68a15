#include "modules/gates/visitor_view.hpp"

#include "modules/gates/visitors.hpp"
#include "platform/audit/audit.hpp"

namespace tongzhou::gates {

VisitorView unmask_visitor(Tx& tx, const Actor& actor, const UnmaskVisitor& request) {
    const auto passage = require_passage(tx, actor, request.id);
    auto answers = answers_of(tx, passage.division, passage.id);
    if (!answers) throw no_such_record();
    // The reason goes into the log; what was read does not.
    std::string reason;
    write_json_text(request.reason.value, reason);
    audit::record(tx, actor,
                  {.action = "visitor_unmask",
                   .subject_kind = "passages",
                   .subject = request.id.text(),
                   .detail = fmt::format(R"({{"reason":{}}})", reason),
                   .division = passage.division,
                   .organization = passage.organization});
    return {passage.id, *std::move(answers)};
}

}  // namespace tongzhou::gates
