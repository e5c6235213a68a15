#include "base/server_address.hpp"

#include <gtest/gtest.h>

namespace tongzhou {
namespace {

TEST(ServerAddress, IsThatOfAPageOnTheWeb) {
    const auto fault_of = [](std::string_view address) {
        std::vector<FieldFault> faults;
        check_server_address(address, "/address", faults);
        return faults.empty() ? std::string() : faults[0].path + " " + faults[0].code;
    };
    EXPECT_EQ(fault_of("https://tongzhou.example"), "");
    EXPECT_EQ(fault_of("http://10.0.0.5:8080/"), "");
    for (const auto* wrong :
         {"tongzhou.example", "ftp://a", "javascript:alert(1)", "https://a/?b", "https://a/#b", "https://a b"})
        EXPECT_EQ(fault_of(wrong), "/address not_an_address") << wrong;
}

TEST(ServerAddress, LeadsToAPageWithItsSecretBehindTheHash) {
    EXPECT_EQ(link_to("https://a.example//", "gate", "enrol", "tz_e_x"), "https://a.example/gate/#enrol=tz_e_x");
    EXPECT_EQ(link_to("https://a.example/jining", "me", "invitation", "x"),
              "https://a.example/jining/me/#invitation=x");
}

}  // namespace
}  // namespace tongzhou
