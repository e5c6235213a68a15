#include "modules/gates/device_routes.hpp"

#include "modules/gates/devices.hpp"
#include "modules/gates/enrolment.hpp"
#include "modules/gates/gate_admin.hpp"
#include "modules/gates/handover.hpp"

namespace tongzhou::gates {
namespace {

void add_administration(Api& api) {
    api.post("/gates", add_gate).needs(Permission::gate_write).answers(201).says("设置通道", "Add a gate to a site");
    api.get("/gates", list_gates).needs(Permission::gate_read).says("通道列表", "Gates");
    api.get("/gates/export", export_gates).needs(Permission::export_run).says("导出通道", "Export gates");
    api.get("/gates/{id}", show_gate).needs(Permission::gate_read).says("一个通道", "A gate");
    api.patch("/gates/{id}", change_gate).needs(Permission::gate_write).says("修改通道", "Change a gate");
    api.post("/gates/{id}/close", close_gate).needs(Permission::gate_write).says("停用通道", "Close a gate");
    api.post("/gates/{id}/reopen", reopen_gate).needs(Permission::gate_write).says("恢复通道", "Reopen a gate");
    api.post("/gates/{id}/enrolment", make_enrolment_code)
        .needs(Permission::device_write)
        .answers(201)
        .says("生成一次性设备登记码（15 分钟有效）", "Make a code that enrols one device within 15 minutes");
    api.get("/devices", list_devices).needs(Permission::gate_read).says("设备列表", "Devices");
    api.get("/devices/export", export_devices).needs(Permission::export_run).says("导出设备", "Export devices");
    api.get("/devices/{id}", show_device).needs(Permission::gate_read).says("一台设备", "A device");
    api.post("/devices/{id}/revoke", revoke_device)
        .needs(Permission::device_write)
        .says("停用设备，其令牌立即失效", "Revoke a device; its token opens nothing from now on");
}

void add_what_devices_use(Api& api) {
    api.post("/devices/enrol", enrol_device)
        .open()
        .unaudited()  // it says itself who made the code and what became of it
        .answers(201)
        .says("用登记码登记设备，令牌只显示一次", "Exchange a code for a device and its token, shown this one time");
    api.post("/devices/heartbeat", note_heartbeat)
        .needs(Permission::gate_sync)
        .unaudited()  // every device, every minute
        .says("设备心跳", "A device says that it is there and what waits in it");
    api.post("/devices/handover", hand_over)
        .open()
        .says("已停用设备移交剩余记录，全部待复核", "A revoked device hands over what it holds; all of it is reviewed");
    api.get("/gate-sync", synchronise)
        .needs(Permission::gate_sync)
        .says("设备离线判定所需数据", "What a device needs to decide by itself for a day");
}

}  // namespace

void add_device_routes(Api& api) {
    add_administration(api);
    add_what_devices_use(api);
}

}  // namespace tongzhou::gates
