#include "base/markup.hpp"

#include <gtest/gtest.h>

namespace tongzhou {
namespace {

TEST(Markup, IsTextAndNothingElse) {
    EXPECT_EQ(escaped_for_markup(R"(<a href="x" title='y'>A&B</a>)"),
              "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;A&amp;B&lt;/a&gt;");
    EXPECT_EQ(escaped_for_markup("泗水造纸厂"), "泗水造纸厂");
    EXPECT_EQ(escaped_for_markup("&amp;"), "&amp;amp;") << "what is escaped already is text too";
    EXPECT_EQ(escaped_for_markup(""), "");
    EXPECT_EQ(escaped_for_markup(std::string("a\x01\0\n\tb", 6)), "a\n\tb");
}

}  // namespace
}  // namespace tongzhou
