#include "platform/log/log.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <boost/json.hpp>
#include <csignal>
#include <fstream>
#include <set>
#include <thread>

#include "base/problem.hpp"

namespace tongzhou::log {
namespace {

class Log : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = (std::filesystem::temp_directory_path() / "tongzhou-log-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
    }
    void TearDown() override {
        shutdown();
        std::filesystem::remove_all(folder_);
    }

    std::filesystem::path file(const char* name = "tongzhou.log") const { return folder_ / name; }

    static std::vector<std::string> lines_of(const std::filesystem::path& path) {
        std::ifstream in{path};
        std::vector<std::string> lines;
        for (std::string line; std::getline(in, line);) lines.push_back(line);
        return lines;
    }

    /// Waits for the writing thread; what it waits for is said by the test that fails without it.
    template <class Condition>
    static bool soon(Condition condition) {
        for (int i = 0; i < 2000 && !condition(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds{5});
        return condition();
    }

    std::filesystem::path folder_;
};

TEST_F(Log, WritesEveryRecordAsOneJsonObject) {
    init({.level = Level::info, .format = Format::json, .file = file()});
    for (int i = 0; i < 1000; ++i) info("counted", {{"i", i}, {"text", std::string(i % 300, '\xff') + "\n\"张三"}});
    shutdown();
    const auto lines = lines_of(file());
    ASSERT_EQ(lines.size(), 1000u);
    for (int i = 0; i < 1000; ++i) {
        const auto object = boost::json::parse(lines[i]).as_object();
        EXPECT_EQ(object.at("event"), "counted");
        EXPECT_EQ(object.at("i"), i);
    }
}

TEST_F(Log, IsOnDiskSoonWithoutAnyFurtherCall) {
    init({.file = file()});
    info("started");
    EXPECT_TRUE(soon([&] { return lines_of(file()).size() == 1; }));
}

TEST_F(Log, TheLevelMayChangeWhileRunning) {
    init({.level = Level::warn, .file = file()});
    EXPECT_FALSE(is_enabled(Level::info));
    info("unwanted");
    warn("wanted_1");
    set_level(Level::debug);
    debug("wanted_2");
    set_level(Level::off);
    error("unwanted");
    EXPECT_FALSE(is_enabled(Level::off));
    shutdown();
    const auto lines = lines_of(file());
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_NE(lines[0].find("WARN  wanted_1"), std::string::npos);
    EXPECT_NE(lines[1].find("DEBUG wanted_2"), std::string::npos);
}

TEST_F(Log, SpeaksOnStandardErrorWithoutAFileAndBeforeTheStart) {
    testing::internal::CaptureStderr();
    warn("before_start");
    info("unwanted");
    init({.format = Format::json});
    info("running");
    shutdown();
    const auto text = testing::internal::GetCapturedStderr();
    EXPECT_NE(text.find("WARN  before_start\n"), std::string::npos) << text;
    EXPECT_NE(text.find("\"event\":\"running\"}\n"), std::string::npos) << text;
    EXPECT_EQ(text.find("unwanted"), std::string::npos);
}

TEST_F(Log, FollowsLogrotateOnHangup) {
    init({.file = file()});
    reopen_on_hangup();
    info("first");
    ASSERT_TRUE(soon([&] { return lines_of(file()).size() == 1; }));
    std::filesystem::rename(file(), file("tongzhou.log.1"));
    std::raise(SIGHUP);
    info("second");
    shutdown();
    EXPECT_EQ(lines_of(file("tongzhou.log.1")).size(), 1u);
    ASSERT_EQ(lines_of(file()).size(), 1u);
    EXPECT_NE(lines_of(file())[0].find("second"), std::string::npos);
    std::signal(SIGHUP, SIG_DFL);
}

TEST_F(Log, AppendsToWhatIsThereAndMakesItsFolder) {
    for (int i = 0; i < 2; ++i) {
        init({.file = file("deep/tongzhou.log")});
        info("started");
        shutdown();
    }
    EXPECT_EQ(lines_of(file("deep/tongzhou.log")).size(), 2u);
}

TEST_F(Log, AFileThatCannotBeWrittenIsAProblemAtTheStart) {
    std::ofstream{file("plain")} << "x";
    try {
        init({.file = file("plain") / "tongzhou.log"});
        FAIL() << "started";
    } catch (const Problem& problem) {
        EXPECT_EQ(problem.code(), "log_file_unwritable");
        EXPECT_NE(problem.detail().en.find(file("plain").string()), std::string::npos);
    }
}

TEST_F(Log, AFullDiskLosesRecordsButNotTheProgram) {
    init({.file = "/dev/full"});
    testing::internal::CaptureStderr();
    for (int i = 0; i < 20; ++i) info("lost", {{"i", i}});
    EXPECT_TRUE(soon([] { return dropped_records() > 0; }));
    shutdown();
    EXPECT_NE(testing::internal::GetCapturedStderr().find("the log cannot be written"), std::string::npos);
}

TEST_F(Log, AFolderThatVanishedIsMadeAgain) {
    init({.file = file("deep/tongzhou.log")});
    std::filesystem::remove_all(folder_ / "deep");
    reopen();
    info("again");
    EXPECT_TRUE(soon([&] { return lines_of(file("deep/tongzhou.log")).size() == 1; }));
}

TEST_F(Log, AFullQueueDropsTheOldestAndCounts) {
    // A pipe that nobody reads stops the writing thread, as a hung disk would.
    ASSERT_EQ(::system(fmt::format("mkfifo {}", file("pipe").string()).c_str()), 0);
    std::ifstream reader;
    std::thread opener{[&] { reader.open(file("pipe")); }};
    init({.file = file("pipe"), .queue_length = 16});
    opener.join();
    const std::string filler(4000, 'x');
    constexpr int sent = 300;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < sent; ++i) info("filled", {{"x", filler}, {"i", i}});
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5}) << "callers must not wait";
    const auto dropped = dropped_records();
    EXPECT_GT(dropped, 0u);

    std::vector<std::string> lines;
    std::thread drain{[&] {
        for (std::string line; std::getline(reader, line);) lines.push_back(line);
    }};
    shutdown();
    drain.join();
    EXPECT_EQ(lines.size() + dropped, static_cast<std::size_t>(sent));
    EXPECT_TRUE(lines.back().ends_with(fmt::format("i={}", sent - 1))) << "the newest are kept";
}

TEST_F(Log, ManyThreadsLoseNothingAndMixNothing) {
    init({.format = Format::json, .file = file(), .queue_length = 10'000});
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.emplace_back([thread] {
            for (int i = 0; i < 2000; ++i) info("counted", {{"id", thread * 2000 + i}});
        });
    }
    for (auto& thread : threads) thread.join();
    shutdown();
    std::set<std::int64_t> seen;
    for (const auto& line : lines_of(file())) seen.insert(boost::json::parse(line).at("id").as_int64());
    EXPECT_EQ(seen.size(), 8000u);
}

TEST_F(Log, MayBeStartedAnewWhileOthersWrite) {
    init({.file = file("0")});
    std::atomic<bool> stop = false;
    std::atomic<int> written = 0;
    std::thread writer{[&] {
        while (!stop) {
            info("counted");
            ++written;
            std::this_thread::yield();
        }
    }};
    for (int i = 0; i < 10; ++i) {
        init({.file = file(i % 2 == 0 ? "1" : "0"), .queue_length = 50'000});
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    stop = true;
    writer.join();
    shutdown();
    EXPECT_EQ(lines_of(file("0")).size() + lines_of(file("1")).size(), static_cast<std::size_t>(written));
}

TEST(LogNames, AreThoseOfTheSettings) {
    EXPECT_EQ(level_named("debug"), Level::debug);
    EXPECT_EQ(level_named("off"), Level::off);
    EXPECT_EQ(format_named("json"), Format::json);
    EXPECT_EQ(format_named("text"), Format::text);
}

}  // namespace
}  // namespace tongzhou::log
