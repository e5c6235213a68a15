// Reading answers: what transport, status and JSON say before a protocol looks further. Private to this module.
#pragma once

#include "modules/messages/protocol.hpp"

namespace tongzhou::messages {

/// What follows from there being no answer, or from an HTTP status that is no success; nothing when it is one.
std::optional<Verdict> verdict_by_status(const outgoing::Answer& answer);

/// The text of a JSON member by its dotted path, numbers and booleans spelled; nothing when it is not there.
std::optional<std::string> member_of(std::string_view json, std::string_view path);

/// errcode and errmsg, as Tencent and Alibaba answer; no code when the body is no such JSON.
struct CodedAnswer {
    std::optional<std::int64_t> code;
    std::string message;
};
CodedAnswer coded_answer(std::string_view body);

Verdict accepted(std::string reference = {});
Verdict refused(std::string reason, std::string detail);
Verdict again(std::string reason, std::string detail);
Verdict throttled(std::string reason, std::string detail, std::chrono::seconds pause);
/// A success in status that says nothing we understand: whether it was taken nobody knows.
Verdict not_understood(const outgoing::Answer& answer);

}  // namespace tongzhou::messages
