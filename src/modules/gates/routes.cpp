#include "modules/gates/gates.hpp"

namespace tongzhou {
namespace {

void add_routes(Api& api) {
    using namespace gates;
    api.post("/gates", add_gate).needs(Permission::gate_write).answers(201).says("设置通道", "Add a gate to a site");
    api.post("/passages", record_passage)
        .needs(Permission::passage_record)
        .says("记录一次通行并判定", "Record one person passing a gate, and decide");
}

}  // namespace

const Module gates_module{"gates", &gates_migrations, add_routes};

}  // namespace tongzhou
