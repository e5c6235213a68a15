// What a demo city leaves in the data folder for people and for `demo --live`: who may sign in, and the devices at the
// gates. Both files are secrets of a city that does not exist, readable by their owner only.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "main/demo_load.hpp"

namespace tongzhou {

struct DemoAccount {
    std::string name, password;
    Bilingual what;
    std::string where;  ///< whose records the account sees
    Actor actor;        ///< as whom it acts
};

/// Makes an account for each kind of work, with a password of its own that nobody chose and that only this list has.
/// `bureau` is the department whose officer gets one; without it there is nobody for the services either.
std::vector<DemoAccount> make_demo_accounts(Program& program, const DemoCity& city,
                                            const std::vector<DemoPlace>& places,
                                            const std::optional<Id<Organization>>& bureau);

/// What `--live` needs to know of the city that was loaded.
struct DemoDevices {
    std::uint64_t seed = 0;
    std::int64_t enterprises = 0, people = 0;
    Date day_zero;
    std::vector<DemoGate> gates;
};
BOOST_DESCRIBE_STRUCT(DemoDevices, (), (seed, enterprises, people, day_zero, gates))

std::filesystem::path demo_accounts_file(const config::Settings& settings);
std::filesystem::path demo_devices_file(const config::Settings& settings);
/// Stands while a city is being loaded: one that was interrupted is half a city.
std::filesystem::path demo_unfinished_file(const config::Settings& settings);

void write_demo_accounts(const config::Settings& settings, const std::vector<DemoAccount>& accounts);
void write_demo_devices(const config::Settings& settings, const DemoDevices& devices);
/// Throws Problem 404 "no_demo_city" when there is no such file.
DemoDevices read_demo_devices(const std::filesystem::path& file);

/// What stands in the file of accounts; nothing when there is none.
std::optional<std::string> read_demo_accounts(const config::Settings& settings);

}  // namespace tongzhou
