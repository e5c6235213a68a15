// What the benches run on: the demo city without its days, and a request for each of its people.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "main/program.hpp"

namespace tongzhou::bench {

struct Walker {
    std::string gate, token, document;
};

struct Fixture {
    std::vector<Walker> walkers;
    std::string reader;  ///< API token that sees the whole city
};

config::Settings bench_settings(const std::filesystem::path& data, const std::string& database_url = {});
/// Makes keys, tables and the city in the data folder.
Fixture make_fixture(const config::Settings& settings, std::int64_t enterprises, std::int64_t people);

/// The n-th request of a morning: POST /passages.
void append_passage(const Fixture& fixture, std::uint64_t n, std::string& out);
/// The same for a batch of passages of one gate, as a device that was offline sends it.
void append_batch(const Fixture& fixture, std::uint64_t n, int size, std::string& out);

}  // namespace tongzhou::bench
