// Acknowledged means on disk: the real program, killed, flooded, starved and fed rubbish.
#include <atomic>
#include <random>
#include <set>
#include <thread>

#include <sys/mount.h>

#include "platform/testing/instrumented.hpp"
#include "support/served_city.hpp"

namespace tongzhou {
namespace {

using namespace std::chrono_literals;
using testing::Client;
using ::testing::HasSubstr;
using testing::ServerProcess;
using testing::TemporaryFolder;

// A sanitizer takes its time.
constexpr int slowed = testing::instrumented ? 5 : 1;

class Reliability : public testing::ServedCity {};

TEST_F(Reliability, KilledFiftyTimesUnderLoadLosesNothingAcknowledgedAndDoublesNothing) {
    std::mt19937 random(20200224);
    std::mutex mutex;
    std::vector<std::string> acknowledged;
    ServerProcess server(folder.path(), testing::story_flags());
    for (int round = 0; round < 50; ++round) {
        server.start();
        std::atomic<bool> going = true;
        std::vector<std::thread> clients;
        for (int c = 0; c < 4; ++c) {
            clients.emplace_back([&, c] {
                Client client(server.port());
                sign_in(client);
                for (std::size_t n = 0; going; ++n) {
                    auto id = new_uuid_v7(SystemClock().now());
                    try {
                        if (client.post("/passages", passage(id, n * 4 + static_cast<std::size_t>(c), n % 2)).status !=
                            200)
                            continue;
                    } catch (const std::runtime_error&) {
                        return;  // the server was killed
                    }
                    std::lock_guard lock(mutex);
                    acknowledged.push_back(id.text());
                }
            });
        }
        std::this_thread::sleep_for(slowed * std::chrono::milliseconds(std::uniform_int_distribution(5, 120)(random)));
        server.kill();
        going = false;
        for (auto& client : clients) client.join();
    }
    EXPECT_GT(acknowledged.size(), 500u) << "the load was no load";
    auto ids = ledger_ids();
    std::sort(ids.begin(), ids.end());
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
    for (const auto& id : acknowledged)
        EXPECT_TRUE(std::binary_search(ids.begin(), ids.end(), id)) << id << " was acknowledged and is lost";
    expect_sound();
}

TEST_F(Reliability, TheSamePassageFromEverywhereAtOnceIsOnePassage) {
    ServerProcess server(folder.path(), testing::story_flags());
    server.start();
    const auto body = passage(new_uuid_v7(SystemClock().now()), 3);
    std::vector<std::thread> clients;
    std::mutex mutex;
    std::set<std::string> answers;
    for (int c = 0; c < 8; ++c) {
        clients.emplace_back([&] {
            Client client(server.port());
            sign_in(client);
            for (int n = 0; n < 20; ++n) {
                auto reply = client.post("/passages", body);
                EXPECT_EQ(reply.status, 200) << reply.body;
                std::lock_guard lock(mutex);
                answers.insert(reply.body);
            }
        });
    }
    for (auto& client : clients) client.join();
    EXPECT_EQ(answers.size(), 1u) << "every answer equals the first";
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(ledger_ids().size(), 1u);
    expect_sound();
}

TEST_F(Reliability, ClientsThatHangUpAnywhereHoldNothing) {
    ServerProcess server(folder.path(), testing::story_flags());
    server.start();
    const auto body = passage(new_uuid_v7(SystemClock().now()), 1);
    const auto head = fmt::format(
        "POST /passages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: "
        "application/json\r\nContent-Length: {}\r\n\r\n",
        city.plant.officer, body.size());
    std::vector<std::thread> clients;
    for (int c = 0; c < 4; ++c) {
        clients.emplace_back([&, c] {
            for (int n = 0; n < 2'500; ++n) {
                Client client(server.port());
                switch ((n + c) % 4) {
                    case 0: client.send_raw(head.substr(0, 40)); break;         // in the header
                    case 1: client.send_raw(head); break;                       // before the body
                    case 2: client.send_raw(head + body.substr(0, 30)); break;  // in it
                    case 3: client.send_raw(head + body); break;                // before the reply
                }
            }
        });
    }
    for (auto& client : clients) client.join();
    Client client(server.port());
    sign_in(client);
    const auto begun = std::chrono::steady_clock::now();
    EXPECT_EQ(client.post("/passages", passage(new_uuid_v7(SystemClock().now()), 2)).status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begun, slowed * 1s) << "the next request is served at once";
    std::string metrics;
    for (int i = 0; i < 100; ++i) {
        metrics = client.get("/metrics").body;
        if (metrics.find("tongzhou_connections_open 1\n") != std::string::npos) break;
        std::this_thread::sleep_for(100ms);
    }
    EXPECT_THAT(metrics, HasSubstr("tongzhou_connections_open 1\n"));
    EXPECT_THAT(metrics, HasSubstr("tongzhou_write_queue 0\n"));
    EXPECT_EQ(server.stop(), 0);
    expect_sound();
}

TEST_F(Reliability, RubbishGetsAClearAnswerAndHarmsNobody) {
    auto flags = testing::story_flags();
    ServerProcess server(folder.path(), flags);
    server.start();
    Client client(server.port());
    sign_in(client);
    struct Rubbish {
        const char* what;
        std::string body;
        int status;
        const char* says;
    };
    const auto good = passage(new_uuid_v7(SystemClock().now()), 1);
    const Rubbish all[] = {
        {"bad UTF-8", "{\"id\":\"\xff\xfe\"}", 400, "bad_json"},
        {"deep JSON", std::string(20'000, '['), 400, "bad_json"},
        {"duplicate keys", "{\"id\":\"a\",\"id\":\"b\"}", 422, "duplicate_key"},
        {"half a body", good.substr(0, 50), 400, "bad_json"},
        {"an impossible temperature", std::string(good).replace(good.find("365"), 3, "990"), 422, "temperature"},
        {"a direction that is none", std::string(good).replace(good.find("entry"), 5, "aside"), 422, "direction"},
        {"nothing", "", 400, "bad_json"},
    };
    for (const auto& rubbish : all) {
        auto reply = client.post("/passages", rubbish.body);
        EXPECT_EQ(reply.status, rubbish.status) << rubbish.what << ": " << reply.body;
        EXPECT_EQ(reply.header("content-type"), "application/problem+json") << rubbish.what;
        EXPECT_THAT(reply.body, HasSubstr(rubbish.says)) << rubbish.what;
    }
    Client huge(server.port());
    huge.send_raw(
        fmt::format("POST /passages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: "
                    "application/json\r\nContent-Length: 104857600\r\n\r\n",
                    city.plant.officer));
    EXPECT_THAT(huge.receive_raw(2'000), HasSubstr(" 413 "));
    EXPECT_EQ(client.post("/passages", good).status, 200);
    EXPECT_LT(server.resident_mb(), 200);
    server.stop();
    EXPECT_EQ(ledger_ids().size(), 1u);
}

TEST_F(Reliability, StopsWithoutLosingWhatItHasTaken) {
    ServerProcess server(folder.path(), testing::story_flags());
    server.start();
    std::atomic<int> acknowledged = 0;
    std::vector<std::thread> clients;
    for (int c = 0; c < 4; ++c) {
        clients.emplace_back([&, c] {
            Client client(server.port());
            sign_in(client);
            try {
                for (std::size_t n = 0;; ++n)
                    acknowledged += client
                                        .post("/passages", passage(new_uuid_v7(SystemClock().now()),
                                                                   n + static_cast<std::size_t>(c)))
                                        .status == 200;
            } catch (const std::runtime_error&) {
                // the server has stopped
            }
        });
    }
    std::this_thread::sleep_for(300ms);
    EXPECT_EQ(server.stop(), 0);
    for (auto& client : clients) client.join();
    EXPECT_GE(ledger_ids().size(), static_cast<std::size_t>(acknowledged));
    expect_sound();
}

TEST(FullDisk, IsSaidClearlyAndPassesWithoutHands) {
    TemporaryFolder folder;
    // A disk of its own, small enough to fill. Only root may make one.
    if (::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=24m") != 0)
        GTEST_SKIP() << "a small disk can only be mounted by root";
    struct Unmount {
        const std::filesystem::path& path;
        ~Unmount() { ::umount2(path.c_str(), MNT_DETACH); }
    } unmount{folder.path()};
    testing::StoryCity city;
    {
        Program program(testing::story_settings(folder.path()), Opening::from_nothing);
        city = testing::build_story_city(program);
    }
    ServerProcess server(folder.path(), testing::story_flags());
    server.start();
    Client client(server.port());
    client.set_header("Authorization", "Bearer " + city.plant.officer);
    auto post = [&] {
        return client.post(
            "/passages",
            fmt::format(
                R"({{"id":"{}","gate":"{}","direction":"entry","means":"document","document":"{}","temperature":365}})",
                new_uuid_v7(SystemClock().now()).text(), city.plant.gates[0].text(), city.plant.workers[0].text()));
    };
    ASSERT_EQ(post().status, 200);
    {
        std::FILE* filler = std::fopen((folder.path() / "filler").c_str(), "w");
        std::string block(1 << 20, 'x');
        while (std::fwrite(block.data(), 1, block.size(), filler) == block.size()) std::fflush(filler);
        std::fclose(filler);
    }
    int refused = 0, acknowledged = 1;
    testing::Received last;
    for (int i = 0; i < 3'000 && refused < 5; ++i) {
        last = post();
        acknowledged += last.status == 200;
        refused += last.status == 503;
    }
    EXPECT_EQ(refused, 5) << "the disk never became full";
    EXPECT_THAT(last.body, HasSubstr("storage_full"));
    EXPECT_FALSE(last.header("retry-after").empty());
    EXPECT_EQ(client.get("/healthz").status, 200);
    std::filesystem::remove(folder.path() / "filler");
    int status = 0;
    for (int i = 0; i < 50 && status != 200; ++i) {
        status = post().status;
        if (status != 200) std::this_thread::sleep_for(100ms);
    }
    EXPECT_EQ(status, 200) << "with space again it goes on by itself";
    server.stop();
    Program program(testing::story_settings(folder.path()), Opening::as_it_is);
    program.database().read([&](Snapshot& s) {
        EXPECT_EQ(s.all_of<std::int64_t>("SELECT COUNT(*) FROM passages", {}).front(), acknowledged + 1);
        EXPECT_TRUE(audit::verify(s, program.keys()).sound());
        EXPECT_THAT(gates::check_counters(s), ::testing::IsEmpty());
    });
}

}  // namespace
}  // namespace tongzhou
