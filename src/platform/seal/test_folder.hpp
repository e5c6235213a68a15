// For tests: a folder of its own that goes when the test ends, and the code of the Problem a call ends in.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "base/problem.hpp"

namespace tongzhou::seal {

class TestFolder {
  public:
    TestFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "tongzhou-seal-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TestFolder() { std::filesystem::remove_all(path_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    std::filesystem::path operator/(const char* name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

inline std::string read_text(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
}

inline void write_text(const std::filesystem::path& file, const std::string& text) { std::ofstream{file} << text; }

/// The code of the Problem that `call` throws; empty if it throws none.
template <class Call>
std::string problem_code(Call call) {
    try {
        call();
    } catch (const Problem& problem) {
        return problem.code();
    }
    return {};
}

}  // namespace tongzhou::seal
