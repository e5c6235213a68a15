#include "base/server_address.hpp"

#include <fmt/format.h>

namespace tongzhou {

void check_server_address(std::string_view address, std::string_view path, std::vector<FieldFault>& faults) {
    const bool web = address.starts_with("https://") || address.starts_with("http://");
    if (!web || address.find_first_of(" #?") != std::string_view::npos)
        faults.push_back(
            {std::string(path),
             "not_an_address",
             {"请填写网址，例如 https://tongzhou.example。", "Give an address like https://tongzhou.example."}});
}

std::string link_to(std::string_view address, std::string_view page, std::string_view key, std::string_view secret) {
    while (address.ends_with('/')) address.remove_suffix(1);
    return fmt::format("{}/{}/#{}={}", address, page, key, secret);
}

}  // namespace tongzhou
