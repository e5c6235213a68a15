// The real program, started as its user would start it, and stopped as bad luck would stop it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

namespace tongzhou::testing {

/// A folder that is gone with the object.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

/// What a finished command said.
struct Finished {
    int code = -1;
    std::string output, errors;
};

/// Runs `tongzhou <arguments> --data <folder>` to its end.
Finished run_program(const std::filesystem::path& data, std::vector<std::string> arguments);

/// `tongzhou serve` on a free port.
class ServerProcess {
  public:
    /// `environment` holds what is set for this server alone, as NAME=VALUE.
    explicit ServerProcess(std::filesystem::path data, std::vector<std::string> flags = {},
                           std::vector<std::string> environment = {});
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;

    /// Starts it and waits until it accepts requests. Throws std::runtime_error with its output when it does not.
    void start();
    /// SIGKILL: no chance to say goodbye.
    void kill();
    /// SIGTERM, and waits; returns the exit code.
    int stop();
    std::uint16_t port() const { return port_; }
    pid_t pid() const { return pid_; }
    /// Resident memory now, in MB.
    double resident_mb() const;
    double seconds_to_ready() const { return seconds_to_ready_; }

  private:
    int wait_for_end();
    std::filesystem::path data_;
    std::vector<std::string> flags_, environment_;
    pid_t pid_ = -1;
    std::uint16_t port_ = 0;
    double seconds_to_ready_ = 0;
};

}  // namespace tongzhou::testing
