#include "modules/gates/gates.hpp"

namespace tongzhou {
namespace {

void add_routes(Api& api) {
    using namespace gates;
    api.post("/gates", add_gate).needs(Permission::gate_write).answers(201).says("设置通道", "Add a gate to a site");
    api.post("/passages", record_passage)
        .needs(Permission::passage_record)
        .says("记录一次通行并判定", "Record one person passing a gate, and decide");
    api.post("/passages/batch", record_batch)
        .needs(Permission::passage_record)
        .says("上传离线期间的通行", "Record what a device decided while it was offline");
}

std::shared_ptr<void> provide(Database& database) {
    auto remembered = std::make_shared<gates::GateRegister>();
    database.services().provide(*remembered);
    return remembered;
}

}  // namespace

const Module gates_module{"gates", &gates_migrations, add_routes, provide};

}  // namespace tongzhou
