// How a phone becomes a device of a gate: somebody who may makes a code, the phone scans it and exchanges it once for a
// token of its own. Private to this module.
#pragma once

#include "modules/gates/gate_sync.hpp"

namespace tongzhou::gates {

constexpr std::chrono::minutes enrolment_time{15};

struct EnrolmentRequest {
    Id<Gate> id;
    /// How phones reach this server ("https://tongzhou.example"), as the page that asks knows it: the QR code then
    /// opens the gate screen by itself. Without it the QR code is the bare code, for a gate screen that is open
    /// already.
    std::optional<Text<200>> address = {};
};
BOOST_DESCRIBE_STRUCT(EnrolmentRequest, (), (id, address))
void check(const EnrolmentRequest& request, std::vector<FieldFault>& faults);

struct EnrolmentCode {
    Id<Gate> id;       ///< of the gate
    std::string code;  ///< shown this one time
    std::string link;  ///< what the QR code says: "<address>/gate/#enrol=<code>", or the code
    std::string qr;    ///< SVG
    Instant expires_at;
};
BOOST_DESCRIBE_STRUCT(EnrolmentCode, (), (id, code, link, qr, expires_at))

/// A code for one device, good for fifteen minutes. Throws no_such_record() outside the scope, 409 "gate_closed".
EnrolmentCode make_enrolment_code(Tx& tx, const Actor& actor, const EnrolmentRequest& request);

struct NewDevice {
    Text<100, 1> code;
    Title name;  ///< "东门手机"
    std::optional<Text<40>> app_version = {};
};
BOOST_DESCRIBE_STRUCT(NewDevice, (), (code, name, app_version))

struct EnrolledDevice {
    Id<Device> id;
    std::string token;  ///< shown this one time
    Instant server_time;
    GateConfig config;
};
BOOST_DESCRIBE_STRUCT(EnrolledDevice, (), (id, token, server_time, config))

/// Exchanges a code for a device. Whoever has the code needs nothing else. Throws the same 404 for a code that was
/// never made, was used, or is too old: nobody learns which codes there were.
EnrolledDevice enrol_device(Tx& tx, const Actor& actor, const NewDevice& device);

}  // namespace tongzhou::gates
