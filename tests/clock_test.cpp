// The clock of the machine is set back a day while the city goes to work, and set right again.
#include <fstream>

#include "support/served_city.hpp"

namespace tongzhou {
namespace {

using testing::Client;
using ::testing::HasSubstr;
using testing::ServerProcess;

// Debian's libfaketime, wherever this machine's architecture has it; empty where it is missing.
std::string library_of_false_time() {
    for (const auto& place : std::filesystem::directory_iterator("/usr/lib"))
        if (auto file = place.path() / "faketime/libfaketimeMT.so.1"; std::filesystem::exists(file))
            return file.string();
    return {};
}

class Clock : public testing::ServedCity {
  protected:
    void set_clock(std::string_view offset) {
        // Renamed into place: the server reads it at every look at the clock and must never find it empty.
        const auto file = folder.path() / "clock";
        std::ofstream(file.string() + ".new") << offset << '\n';
        std::filesystem::rename(file.string() + ".new", file);
    }
    std::vector<std::string> environment(const std::string& library) const {
        return {"LD_PRELOAD=" + library, "FAKETIME_TIMESTAMP_FILE=" + (folder.path() / "clock").string(),
                "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1", "DONT_FAKE_MONOTONIC=1"};
    }
};

TEST_F(Clock, SetBackADayLosesNothingAndPassesWithoutHands) {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer and a false clock do not go together";
#endif
    const auto library = library_of_false_time();
    if (library.empty()) GTEST_SKIP() << "the package faketime is not installed";
    set_clock("+0");
    ServerProcess server(folder.path(), testing::story_flags(), environment(library));
    server.start();
    Client client(server.port());
    sign_in(client);

    std::size_t recorded = 0;
    const auto post = [&](std::size_t worker, std::string_view direction) {
        const auto body = passage(new_uuid_v7(SystemClock().now()), worker, 0, direction);
        const auto reply = client.post("/passages", body);
        EXPECT_EQ(reply.status, 200) << reply.body;
        EXPECT_EQ(client.post("/passages", body).body, reply.body) << "sent again, it is the same passage";
        ++recorded;
        return reply.body;
    };
    const auto expect_open = [&] {
        for (auto target : {"/readyz", "/dashboard", "/passages?direction=entry", "/gates"})
            EXPECT_EQ(client.get(target).status, 200) << target;
    };
    std::string today;
    for (std::size_t worker = 0; worker < 10; ++worker) today = post(worker, "entry");
    expect_open();

    set_clock("-1d");
    std::string yesterday;
    for (std::size_t worker = 0; worker < 10; ++worker) yesterday = post(worker, "exit");
    EXPECT_NE(today.substr(today.find("\"at\":\""), 17), yesterday.substr(yesterday.find("\"at\":\""), 17))
        << "the server has not noticed the false clock, so nothing was tested: " << yesterday;
    expect_open();
    // A gate whose clock is right hands over what lies in the future here: recorded, and somebody is to look at it.
    const auto now = SystemClock().now();
    const auto batch = client.post(
        "/passages/batch",
        fmt::format(
            R"({{"sent_at":"{0}","passages":[{{"id":"{1}","gate":"{2}","direction":"entry","means":"document","document":"{3}","temperature":365,"at":"{0}","verdict":"admitted"}}]}})",
            now.iso(), new_uuid_v7(now).text(), city.plant.gates[0].text(), city.plant.workers[11].text()));
    EXPECT_EQ(batch.status, 200) << batch.body;
    EXPECT_THAT(batch.body, HasSubstr(R"("recorded":1)"));
    EXPECT_THAT(batch.body, HasSubstr("\"skew_ms\":-86")) << "a day, told to the device";
    ++recorded;

    set_clock("+0");
    for (std::size_t worker = 0; worker < 10; ++worker) post(worker, "entry");
    expect_open();
    EXPECT_EQ(server.stop(), 0);
    EXPECT_EQ(ledger_ids().size(), recorded);
    expect_sound();
}

}  // namespace
}  // namespace tongzhou
