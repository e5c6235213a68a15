#include "modules/gates/enrolment.hpp"

#include "base/server_address.hpp"
#include "platform/audit/audit.hpp"
#include "platform/auth/tokens.hpp"
#include "platform/seal/keyed_hash.hpp"
#include "platform/seal/qr.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query insert_code{R"(
    INSERT INTO enrolment_codes (code_hash, gate, made_by, expires_at)
    VALUES (:code_hash, :gate, :made_by, :expires_at))"};
const sql::Query forget_old_codes{"DELETE FROM enrolment_codes WHERE expires_at < :before"};
// Of two devices that use a code at once, one changes the row and the other finds it changed.
const sql::Query use_code{R"(
    UPDATE enrolment_codes SET used_at = :used_at
    WHERE code_hash = :code_hash AND used_at IS NULL AND expires_at > :now)"};

struct UsedCode {
    Id<Gate> gate;
    std::string made_by;
};
BOOST_DESCRIBE_STRUCT(UsedCode, (), (gate, made_by))
const sql::Query find_code{"SELECT gate, made_by FROM enrolment_codes WHERE code_hash = :code_hash"};

const sql::Query insert_device{R"(
    INSERT INTO devices (id, county, division, organization, site, gate, name, salt, enrolled_at, enrolled_by,
                         last_seen_at, queue_length, clock_skew_ms, app_version)
    VALUES (:id, :county, :division, :organization, :site, :gate, :name, :salt, :enrolled_at, :enrolled_by,
            :last_seen_at, 0, 0, :app_version))"};

// What a device may do, and only at its own gate: the token is as lost as the phone it is in.
constexpr Permissions permissions_of_devices{Permission::passage_record, Permission::gate_sync};

Problem no_such_code() {
    return Problem::not_found("no_such_enrolment_code", "登记码无效、已使用或已过期，请重新生成后再扫。",
                              "This enrolment code is not valid, was used already or is too old; make a new one.");
}

void require_open(const GateFacts& gate) {
    if (gate.closed_at)
        throw Problem::conflict("gate_closed", "此通道已停用，请先恢复使用或改用其他通道。",
                                "This gate is closed; reopen it or use another one.");
}

Actor actor_of(const Id<Device>& device, const std::string& name, const GateFacts& gate, const Actor& anonymous) {
    Actor actor;
    actor.kind = ActorKind::device;
    actor.id = device.uuid();
    actor.name = name;
    actor.organization = gate.organization;
    actor.scope = Scope::of_organization(gate.organization, gate.division);
    actor.remote = anonymous.remote;
    return actor;
}

}  // namespace

void check(const EnrolmentRequest& request, std::vector<FieldFault>& faults) {
    if (request.address) check_server_address(request.address->value, "/address", faults);
}

EnrolmentCode make_enrolment_code(Tx& tx, const Actor& actor, const EnrolmentRequest& request) {
    const auto gate = require_gate(tx, actor, request.id);
    require_open(*gate);
    EnrolmentCode made{.id = gate->id,
                       .code = seal::new_token(seal::TokenKind::enrolment),
                       .link = {},
                       .qr = {},
                       .expires_at = tx.now() + enrolment_time};
    made.link = made.code;
    if (request.address) made.link = link_to(request.address->value, "gate", "enrol", made.code);
    made.qr = seal::qr_svg(made.link);
    tx.run(forget_old_codes, tx.now() - enrolment_time);
    tx.run(insert_code, seal::hash_token(made.code), gate->id, actor.name, made.expires_at);
    return made;
}

EnrolledDevice enrol_device(Tx& tx, const Actor& actor, const NewDevice& device) {
    const auto hash = seal::hash_token(device.code.value);
    if (tx.run(use_code, tx.now(), hash, tx.now()) == 0) throw no_such_code();
    const auto code = tx.find<UsedCode>(find_code, hash);
    const auto gate = code ? find_gate(tx, code->gate) : nullptr;
    if (!gate) throw no_such_code();
    require_open(*gate);

    const DeviceFacts facts{Id<Device>::make(tx.now()), gate->id, seal::new_salt(), std::nullopt};
    tx.run(insert_device, facts.id, gate->division.county(), gate->division, gate->organization, gate->site, gate->id,
           device.name, facts.salt, tx.now(), code->made_by, tx.now(),
           device.app_version ? device.app_version->value : std::string());
    const auto issued = auth::issue_device_token(tx, facts.id.uuid(), gate->organization, gate->division,
                                                 permissions_of_devices, device.name.value);
    gates_changed(tx);
    // The code, not whoever carried it, proves the right to enrol: it is recorded as the device's own first deed.
    audit::record(
        tx, actor_of(facts.id, device.name.value, *gate, actor),
        {.action = "device_enrol",
         .subject_kind = "devices",
         .subject = facts.id.text(),
         .detail = fmt::format(R"({{"gate":"{}","code_made_by":{}}})", gate->id.text(), to_json(code->made_by)),
         .division = gate->division,
         .organization = gate->organization});
    return {.id = facts.id, .token = issued.token, .server_time = tx.now(), .config = config_of(tx, facts)};
}

}  // namespace tongzhou::gates
