// A visitor's answers in the clear: only with the permission, a reason and an audit row. Private to this module.
#pragma once

#include "modules/gates/ledger.hpp"

namespace tongzhou::gates {

struct UnmaskVisitor {
    Id<Passage> id;
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(UnmaskVisitor, (), (id, reason))

struct VisitorView {
    Id<Passage> id;
    VisitorAnswers answers;
};
BOOST_DESCRIBE_STRUCT(VisitorView, (), (id, answers))

/// Throws no_such_record() when the passage is no visitor's.
VisitorView unmask_visitor(Tx& tx, const Actor& actor, const UnmaskVisitor& request);

}  // namespace tongzhou::gates
