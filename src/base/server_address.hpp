// Links to this server's own pages, as a phone that scans them must reach it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace tongzhou {

/// Adds the fault "not_an_address" for the field at `path` unless it is like https://tongzhou.example.
void check_server_address(std::string_view address, std::string_view path, std::vector<FieldFault>& faults);

/// `page` of the server at `address`, with what opens it behind the #: browsers keep that part to themselves, so that
/// it stands in no log of a server or proxy. link_to("https://a.example/", "gate", "enrol", "x") is
/// "https://a.example/gate/#enrol=x".
std::string link_to(std::string_view address, std::string_view page, std::string_view key, std::string_view secret);

}  // namespace tongzhou
