// The commands of the real program, as somebody at a terminal or a script uses them.
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/testing/client.hpp"
#include "support/server_process.hpp"
#include "support/story_city.hpp"

namespace tongzhou {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::run_program;

class Commands : public ::testing::Test {
  protected:
    testing::Finished run(std::vector<std::string> arguments) {
        return run_program(folder.path(), std::move(arguments));
    }
    std::string run_well(std::vector<std::string> arguments) {
        auto finished = run(std::move(arguments));
        EXPECT_EQ(finished.code, 0) << finished.errors;
        return finished.output;
    }
    void make_demo() {
        const auto text = run_well({"demo", "--enterprises", "6", "--people", "200", "--days", "2"});
        EXPECT_THAT(text, HasSubstr("200 人"));
        EXPECT_THAT(text, HasSubstr("not for real use"));
    }
    std::string file(const std::string& name) const { return (folder.path() / name).string(); }
    std::string text_of(const std::string& name) const {
        std::ifstream in(folder.path() / name);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    testing::TemporaryFolder folder;
};

TEST_F(Commands, InitMakesTheCommandsOnce) {
    EXPECT_THAT(run_well({"init", "--city", "3708"}), HasSubstr("济宁市"));
    const auto again = run_well({"init", "--city", "3708", "--json"});
    EXPECT_THAT(again, HasSubstr("\"commands_made\":0"));
    EXPECT_THAT(run_well({"export", "organizations", "-"}), HasSubstr("泗水县应急指挥部"));
}

TEST_F(Commands, InitWithAWrongCodeLeavesNothingBehind) {
    const auto wrong = run({"init", "--city", "370899"});
    EXPECT_EQ(wrong.code, 1);
    EXPECT_THAT(wrong.errors, HasSubstr("370899"));
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST_F(Commands, DemoIsMadeOnceAndSound) {
    make_demo();
    EXPECT_THAT(run_well({"verify", "--json"}), HasSubstr("\"sound\":true"));
    EXPECT_THAT(run_well({"demo", "--if-empty"}), HasSubstr("demo-plant"));
    EXPECT_EQ(run({"demo"}).code, 1);
    EXPECT_EQ(std::filesystem::status(file("demo-accounts.txt")).permissions(), std::filesystem::perms(0600));
}

TEST_F(Commands, HalfADemoCityIsNotTakenForOne) {
    std::ofstream(file("demo-unfinished")) << "";
    const auto refused = run({"demo", "--if-empty"});
    EXPECT_EQ(refused.code, 1);
    EXPECT_THAT(refused.errors, HasSubstr("半座"));
}

TEST_F(Commands, DemoAccountsSignIn) {
    make_demo();
    testing::ServerProcess server(folder.path(), testing::story_flags());
    server.start();
    const auto accounts = text_of("demo-accounts.txt");
    for (const std::string name : {"demo-admin", "demo-city", "demo-county", "demo-plant", "demo-gate", "demo-operator",
                                   "demo-bureau", "demo-squad"}) {
        const auto at = accounts.find(name);
        ASSERT_NE(at, std::string::npos) << name;
        const auto begin = accounts.find_first_not_of(' ', at + name.size());
        const auto password = accounts.substr(begin, accounts.find(' ', begin) - begin);
        testing::Client client(server.port());
        const auto reply = client.post("/session", fmt::format(R"({{"name":"{}","password":"{}"}})", name, password));
        EXPECT_EQ(reply.status, 200) << name << reply.body;
        EXPECT_THAT(reply.body, HasSubstr("\"step\":\"done\""));
    }
}

TEST_F(Commands, ALiveMorningMovesTheScreens) {
    make_demo();
    testing::ServerProcess server(folder.path(), testing::story_flags());
    server.start();
    const auto passages = [&] { return run_well({"export", "passages", "-"}); };
    const auto before = std::ranges::count(passages(), '\n');
    const auto text =
        run_well({"demo", "--live", "--speed", "6000", "--url", fmt::format("http://127.0.0.1:{}", server.port())});
    EXPECT_THAT(text, HasSubstr("09:30"));
    EXPECT_GT(std::ranges::count(passages(), '\n'), before);
    EXPECT_THAT(run_well({"verify", "--json"}), HasSubstr("\"sound\":true"));
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(run({"demo", "--live", "--url", fmt::format("http://127.0.0.1:{}", server.port())}).code, 1);
}

TEST_F(Commands, ImportThenExport) {
    run_well({"init"});
    std::ofstream(file("two.csv")) << "企业名称,统一社会信用代码,地址\n"
                                      "泗水好面粉有限公司,91370811MA3T00009G,山东省济宁市泗水县泉林镇\n"
                                      "坏代码有限公司,91370811MA3T00009H,泗水县\n";
    EXPECT_THAT(run_well({"import", "enterprises", file("two.csv"), "--dry-run"}), HasSubstr("数据未改动"));
    const auto imported =
        run_well({"import", "enterprises", file("two.csv"), "--refused", file("refused.csv"), "--json"});
    EXPECT_THAT(imported, HasSubstr("\"created\":1"));
    EXPECT_THAT(imported, HasSubstr("\"refused\":1"));
    EXPECT_THAT(text_of("refused.csv"), HasSubstr("坏代码"));
    run_well({"export", "enterprises", file("all.csv"), "--filter", "name=好面粉"});
    EXPECT_THAT(text_of("all.csv"), HasSubstr("91370811MA3T00009G"));
    EXPECT_THAT(run_well({"export", "enterprises", "-", "--filter", "division=370828"}),
                Not(HasSubstr("91370811MA3T00009G")));
    const auto unknown = run({"export", "enterprizes", "-"});
    EXPECT_EQ(unknown.code, 1);
    EXPECT_THAT(unknown.errors, HasSubstr("enterprises"));
    EXPECT_EQ(run({"export", "enterprises", "-", "--filter", "nosuch=1"}).code, 1);
}

TEST_F(Commands, TokensOpenUntilTheyAreRevoked) {
    run_well({"init"});
    auto token =
        run_well({"token", "create", "--name", "报表", "--permissions", "enterprise_read", "--division", "370831"});
    token.pop_back();
    EXPECT_EQ(run({"token", "create", "--name", "x", "--permissions", "enterprise_rade"}).code, 1);
    const auto list = run_well({"token", "list"});
    EXPECT_THAT(list, HasSubstr("报表"));
    EXPECT_THAT(list, Not(HasSubstr(token)));

    testing::ServerProcess server(folder.path(), testing::story_flags());
    server.start();
    testing::Client client(server.port());
    client.set_header("Authorization", "Bearer " + token);
    EXPECT_EQ(client.get("/enterprises").status, 200);
    EXPECT_EQ(client.get("/accounts").status, 403);
    run_well({"token", "revoke", list.substr(0, list.find(' '))});
    server.stop();
    server.start();
    EXPECT_EQ(client.get("/enterprises").status, 401);
}

TEST_F(Commands, KeysRotateAndEverythingStillOpens) {
    make_demo();
    EXPECT_THAT(run_well({"keys", "rotate"}), HasSubstr("现用密钥"));
    EXPECT_THAT(run_well({"verify", "--json"}), HasSubstr("\"sound\":true"));
    const auto again = run_well({"keys", "rotate", "--json"});
    EXPECT_THAT(again, Not(HasSubstr("\"resealed\":0,")));
    {
        // What was sealed before the first rotation, and the passes signed then.
        Program program(testing::story_settings(folder.path()), Opening::as_it_is);
        program.database().read([&](Snapshot& s) {
            for (const auto& wrapped : s.all_of<std::string>("SELECT wrapped FROM data_keys", {}))
                EXPECT_TRUE(program.keys().is_current(wrapped));
        });
    }
    testing::ServerProcess server(folder.path(), testing::story_flags());
    server.start();
    EXPECT_EQ(run({"keys", "rotate"}).code, 1) << "not while a server goes on sealing under the old key";
    testing::Client client(server.port());
    EXPECT_THAT(client.get("/pass-keys").body, HasSubstr("Ed25519"));
}

}  // namespace
}  // namespace tongzhou
