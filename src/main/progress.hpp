// A progress bar on standard error, for people only: nothing is drawn into a file or a pipe.
#pragma once

#include <string>

namespace tongzhou {

class ProgressBar {
  public:
    ProgressBar(std::string title, bool wanted);
    ~ProgressBar();
    /// 0…1; draws at most ten times a second.
    void show(double done, const std::string& note = {});

  private:
    std::string title_;
    bool drawing_;
    std::int64_t drawn_at_ms_ = 0;
    int last_percent_ = -1;
};

}  // namespace tongzhou
