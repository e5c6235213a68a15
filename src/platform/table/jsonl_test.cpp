#include "platform/table/test_files.hpp"

namespace tongzhou::table {
namespace {

using Cells = std::vector<std::vector<std::string>>;

class JsonLines : public testing::Test {
  protected:
    Table read(std::string_view content, const Limits& limits = {}) {
        return read_all(folder.file(content), {"", limits});
    }
    std::string problem(std::string_view content) {
        return problem_of([&] { read(content); });
    }
    ScratchFolder folder;
};

TEST_F(JsonLines, makes_a_table_of_objects_whose_members_differ) {
    const auto table = read(
        "\xEF\xBB\xBF{\"id\": \"a1\", \"text\": \"第一行\\n第二行\"}\r\n"
        "\n"
        "{\"text\": \" 租金 \", \"level\": 3, \"tags\": [1, \"二\"], \"until\": null}\n"
        "{\"id\": \"a3\"}");
    EXPECT_EQ(table.header, (std::vector<std::string>{"id", "text", "level", "tags", "until"}));
    EXPECT_EQ(table.cells(), (Cells{{"a1", "第一行\n第二行", "", "", ""},
                                    {"", "租金", "3", "[1,\"二\"]", ""},
                                    {"a3", "", "", "", ""}}));
    EXPECT_EQ(table.rows[1].line, 3U);
}

TEST_F(JsonLines, blames_the_lines_it_cannot_read_and_goes_on) {
    Limits limits;
    limits.cell_bytes = 12;
    limits.line_bytes = 60;
    const auto table = read("{\"id\": \"a\"}\n{\"id\": \"b\"\n[1]\n{\"id\": \"0123456789ABC\"}\n{\"id\": \"" +
                                std::string(60, 'x') + "\"}\n{\"id\": \"z\"}\n",
                            limits);
    ASSERT_EQ(table.rows.size(), 6U);
    for (const std::size_t bad : {1, 2, 3, 4}) EXPECT_TRUE(table.rows[bad].fault) << bad;
    EXPECT_FALSE(table.rows[0].fault);
    EXPECT_FALSE(table.rows[5].fault);
    EXPECT_EQ(table.rows[5].cells, std::vector<std::string>{"z"});
}

TEST_F(JsonLines, refuses_a_file_without_an_object) { EXPECT_EQ(problem("{not json}\n{neither}"), "not_json_lines"); }

}  // namespace
}  // namespace tongzhou::table
