// What the tests of this folder share: files that go away, tables read whole, Problems caught.
#pragma once

#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

#include "platform/table/table.hpp"

namespace tongzhou::table {

class ScratchFolder {
  public:
    ScratchFolder() {
        auto name = (std::filesystem::temp_directory_path() / "table-test-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no scratch folder");
        path_ = name;
    }
    ~ScratchFolder() { std::filesystem::remove_all(path_); }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path file(std::string_view content, const std::string& name = "table") const {
        std::ofstream(path_ / name, std::ios::binary) << content;
        return path_ / name;
    }

  private:
    std::filesystem::path path_;
};

inline std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Table {
    std::vector<std::string> header;
    std::vector<Row> rows;
    bool complete = false;

    std::vector<std::vector<std::string>> cells() const {
        std::vector<std::vector<std::string>> all;
        for (const auto& row : rows) all.push_back(row.cells);
        return all;
    }
};

inline Table read_all(const std::filesystem::path& path, const OpenOptions& options = {}) {
    const auto reader = open_table(path, options);
    Table table{reader->header(), {}, false};
    while (auto row = reader->next()) table.rows.push_back(std::move(*row));
    table.complete = reader->complete();
    EXPECT_EQ(reader->progress(), 1.0);
    EXPECT_FALSE(reader->next());
    return table;
}

/// The code of the Problem that the call throws, "" if none. Both its texts must say something.
template <typename Call>
std::string problem_of(Call call) {
    try {
        call();
    } catch (const Problem& problem) {
        EXPECT_FALSE(problem.detail().zh.empty() || problem.detail().en.empty());
        return problem.code();
    }
    return {};
}

}  // namespace tongzhou::table
