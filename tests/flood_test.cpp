// More comes at once than can be taken: what is refused is told when to come again, and memory does not grow.
#include <map>

#include <sys/resource.h>

#include "platform/testing/instrumented.hpp"
#include "support/served_city.hpp"

namespace tongzhou {
namespace {

using testing::Client;
using testing::ServerProcess;

class Flood : public testing::ServedCity {};

TEST_F(Flood, TwoThousandConnectionsBeforeAShortQueue) {
    rlimit files{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &files), 0);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    if (files.rlim_cur < 5'000) GTEST_SKIP() << "only " << files.rlim_cur << " open files are allowed here";

    constexpr std::size_t connections = 2'000;
    auto flags = testing::story_flags();
    flags.insert(flags.end(), {"--limits.queue_length", "64", "--http.max_connections", "3000"});
    ServerProcess server(folder.path(), flags);
    server.start();
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t c = 0; c < connections; ++c) {
        clients.push_back(std::make_unique<Client>(server.port()));
        sign_in(*clients.back());
    }
    const auto head = [&](const std::string& body) {
        return fmt::format(
            "POST /passages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {}\r\nContent-Type: "
            "application/json\r\nContent-Length: {}\r\n\r\n{}",
            city.plant.officer, body.size(), body);
    };
    double most = 0, after_first = 0;
    std::map<int, std::size_t> answers;
    for (int round = 0; round < 5; ++round) {
        for (std::size_t c = 0; c < connections; ++c)
            clients[c]->send_raw(head(passage(new_uuid_v7(SystemClock().now()), c)));
        most = std::max(most, server.resident_mb());
        for (auto& client : clients) {
            const auto reply = client->receive();
            ++answers[reply.status];
            if (reply.status == 503) {
                EXPECT_FALSE(reply.header("retry-after").empty());
                EXPECT_THAT(reply.body, ::testing::HasSubstr("overloaded"));
            }
        }
        if (round == 0) after_first = server.resident_mb();
    }
    EXPECT_EQ(answers[200] + answers[503], 5 * connections) << ::testing::PrintToString(answers);
    EXPECT_GT(answers[200], 0u);
    EXPECT_GT(answers[503], 0u) << "the queue was never full";
    EXPECT_LT(most, testing::instrumented ? 1'000 : 200) << "MB";
    EXPECT_LT(server.resident_mb(), after_first * 1.2 + 5) << "memory grows with every flood";
    clients.clear();
    Client client(server.port());
    sign_in(client);
    EXPECT_EQ(client.post("/passages", passage(new_uuid_v7(SystemClock().now()), 1)).status, 200);
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(ledger_ids().size(), answers[200] + 1);
    expect_sound();
}

}  // namespace
}  // namespace tongzhou
