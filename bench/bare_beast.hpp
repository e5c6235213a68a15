// The first limit: a Beast server that parses the same JSON and answers a constant, on one thread.
#pragma once

#include <cstdint>
#include <memory>

namespace tongzhou::bench {

class BareBeast {
  public:
    BareBeast();
    ~BareBeast();
    std::uint16_t port() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace tongzhou::bench
