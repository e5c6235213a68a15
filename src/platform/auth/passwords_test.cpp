#include "platform/auth/passwords.hpp"

#include <gtest/gtest.h>

namespace tongzhou::auth {
namespace {

std::string fault(std::string_view password) {
    const auto found = fault_of_password(password, {"zhangsan", "张三", "李大钊"}, "/password");
    return found ? found->code : "";
}

TEST(Passwords, NeedLengthAndThreeOfFourClasses) {
    EXPECT_EQ(fault("Ab1-efg"), "password_length");
    EXPECT_EQ(fault("Zu3-" + std::string(125, 'x')), "password_length");
    EXPECT_EQ(fault("abcdefgh1"), "password_too_simple");
    EXPECT_EQ(fault("ABCDEFGH1"), "password_too_simple");
    EXPECT_EQ(fault("12345678-"), "password_too_simple");
    EXPECT_EQ(fault("Haus-und-Hof"), "");
    EXPECT_EQ(fault("Haus4Hof"), "");
    EXPECT_EQ(fault("haus-4-hof"), "");
    EXPECT_EQ(fault("同舟共济Zu3"), "password_length") << "characters count, not bytes";
    EXPECT_EQ(fault("同舟共济渡难关Zu3"), "");
}

TEST(Passwords, AreNotTheOnesThatAreGuessedFirst) {
    for (const auto* common : {"Admin@123", "P@ssw0rd", "Abc123456", "Qwer1234!", "1qaz@WSX", "Aa123456", "Password1!",
                               "Jining2020!", "!QAZ2wsx", "A1234567-", "Tongzhou@2020"})
        EXPECT_EQ(fault(common), "password_common") << common;
}

TEST(Passwords, DoNotContainTheNameOfTheirOwner) {
    EXPECT_EQ(fault("ZhangSan-1998"), "password_contains_name");
    EXPECT_EQ(fault("李大钊Zu3-xx"), "password_contains_name");
    EXPECT_EQ(fault("张三Zu3-xxxx"), "") << "two characters occur by chance";
}

}  // namespace
}  // namespace tongzhou::auth
