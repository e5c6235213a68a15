// A story city in a folder, for the real program to serve.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/id.hpp"
#include "platform/audit/verify.hpp"
#include "platform/testing/client.hpp"
#include "support/server_process.hpp"
#include "support/story_city.hpp"

namespace tongzhou::testing {

/// Builds the city in a folder of its own; a test starts the server on it, and looks at what is left behind.
class ServedCity : public ::testing::Test {
  protected:
    void SetUp() override {
        Program program(story_settings(folder.path()), Opening::from_nothing);
        city = build_story_city(program);
    }
    /// An admitted passage of one of the plant's workers, as JSON.
    std::string passage(const Uuid& id, std::size_t worker, std::size_t gate = 0,
                        std::string_view direction = "entry") const {
        return fmt::format(
            R"({{"id":"{}","gate":"{}","direction":"{}","means":"document","document":"{}","temperature":365}})",
            id.text(), city.plant.gates[gate].text(), direction,
            city.plant.workers[worker % city.plant.workers.size()].text());
    }
    void sign_in(Client& client) const { client.set_header("Authorization", "Bearer " + city.plant.officer); }
    std::vector<std::string> ledger_ids() {
        Program program(story_settings(folder.path()), Opening::as_it_is);
        return program.database().read_value(
            [](Snapshot& s) { return s.all_of<std::string>("SELECT id FROM passages", {}); });
    }
    /// The audit chain verifies, and the counters equal the ledger.
    void expect_sound() {
        Program program(story_settings(folder.path()), Opening::as_it_is);
        program.database().read([&](Snapshot& s) {
            EXPECT_TRUE(audit::verify(s, program.keys()).sound());
            EXPECT_THAT(gates::check_counters(s), ::testing::IsEmpty());
        });
    }
    TemporaryFolder folder;
    StoryCity city;
};

}  // namespace tongzhou::testing
