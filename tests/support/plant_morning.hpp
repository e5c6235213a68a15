// A morning of the plant of a story city, lived over HTTP by those whom it concerns: it leaves something of every kind
// behind, for the tests that ask who else can see it.
#pragma once

#include <map>
#include <string>

#include "platform/testing/client.hpp"
#include "support/server_process.hpp"
#include "support/story_city.hpp"

namespace tongzhou::testing {

/// Texts that stand in what the morning leaves behind and nowhere else, with those of plant_marks.
inline constexpr const char* morning_marks[] = {
    "标记访客", "标记来处", "标记令牌", "标记账号", "标记产品", "标记平房",    "标记方案",   "标记检查",
    "标记难题", "标记措施", "标记通道", "标记模板", "标记推送", "139****0123", "标记交通局", "13987650123"};

struct PlantMorning {
    /// An id of each kind by the tag of its endpoints ("people", "filings"), and those that stand further on in a path
    /// by their names there ("check", "file").
    std::map<std::string, std::string> ids;
    std::string ended_token;    ///< API token of the plant that was revoked
    std::string ended_session;  ///< Cookie of its officer, who has signed out
};

/// Throws std::runtime_error, with the reply, when something is refused.
PlantMorning live_a_morning(const StoryCity& city, std::uint16_t port);

/// The first value of "name":"…" from there on; empty without one.
std::string text_in(const std::string& json, const std::string& name, std::size_t from = 0);

/// A request with an API token, or without one.
Received ask(std::uint16_t port, const std::string& token, std::string_view method, const std::string& target,
             const std::string& body = {});

}  // namespace tongzhou::testing
