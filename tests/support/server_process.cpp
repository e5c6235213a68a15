#include "support/server_process.hpp"

#include <csignal>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/id.hpp"
#include "base/text.hpp"

extern char** environ;

namespace tongzhou::testing {

namespace {

std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

// A child that writes its output to files: a pipe nobody reads would stop it.
pid_t spawn(std::vector<std::string> words, const std::filesystem::path& out, const std::filesystem::path& err) {
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&files, 1, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    posix_spawn_file_actions_addopen(&files, 2, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = -1;
    int failure = posix_spawn(&child, arguments[0], &files, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&files);
    if (failure != 0) throw std::runtime_error(std::string("cannot start the program: ") + std::strerror(failure));
    return child;
}

}  // namespace

TemporaryFolder::TemporaryFolder()
    : path_(std::filesystem::temp_directory_path() /
            ("tongzhou-story-" + hex(new_uuid_v7(SystemClock().now()).bytes))) {
    std::filesystem::create_directory(path_);
}
TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // a folder that cannot be removed fails no test
    std::filesystem::remove_all(path_, ignored);
}

Finished run_program(const std::filesystem::path& data, std::vector<std::string> arguments) {
    auto unique = hex(new_uuid_v7(SystemClock().now()).bytes);
    auto out = data / (unique + ".out"), err = data / (unique + ".err");
    arguments.insert(arguments.begin(), TONGZHOU_PROGRAM);
    arguments.insert(arguments.end(), {"--data", data.string()});
    pid_t child = spawn(arguments, out, err);
    int status = 0;
    ::waitpid(child, &status, 0);
    Finished finished{WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_whole(out), read_whole(err)};
    std::filesystem::remove(out);
    std::filesystem::remove(err);
    return finished;
}

ServerProcess::ServerProcess(std::filesystem::path data, std::vector<std::string> flags,
                             std::vector<std::string> environment)
    : data_(std::move(data)), flags_(std::move(flags)), environment_(std::move(environment)) {}
ServerProcess::~ServerProcess() { kill(); }

void ServerProcess::start() {
    auto out = data_ / "serve.out", err = data_ / "serve.err";
    std::vector<std::string> words{"/usr/bin/env"};
    words.insert(words.end(), environment_.begin(), environment_.end());
    words.insert(words.end(),
                 {TONGZHOU_PROGRAM, "serve", "--data", data_.string(), "--http.port", std::to_string(port_)});
    words.insert(words.end(), flags_.begin(), flags_.end());
    const auto begun = std::chrono::steady_clock::now();
    std::filesystem::remove(out);
    pid_ = spawn(words, out, err);
    // "serving http://127.0.0.1:43211" is said once requests are accepted.
    for (;;) {
        auto text = read_whole(out);
        if (auto at = text.find("serving http"); at != std::string::npos) {
            if (auto end = text.find('\n', at); end != std::string::npos) {
                auto colon = text.rfind(':', end);
                port_ = static_cast<std::uint16_t>(std::stoi(text.substr(colon + 1, end - colon - 1)));
                break;
            }
        }
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) == pid_) {
            pid_ = -1;
            throw std::runtime_error("the server ended: " + text + read_whole(err));
        }
        if (std::chrono::steady_clock::now() - begun > std::chrono::seconds(60))
            throw std::runtime_error("the server does not get ready: " + text + read_whole(err));
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    seconds_to_ready_ = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

int ServerProcess::wait_for_end() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

void ServerProcess::kill() {
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    wait_for_end();
}

int ServerProcess::stop() {
    if (pid_ < 0) return 0;
    ::kill(pid_, SIGTERM);
    return wait_for_end();
}

double ServerProcess::resident_mb() const {
    std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

}  // namespace tongzhou::testing
