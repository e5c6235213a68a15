#include "main/progress.hpp"

#include <unistd.h>
#include <cstdio>

namespace tongzhou {

ProgressBar::ProgressBar(std::string title, bool wanted) : title_(std::move(title)), drawing_(wanted && ::isatty(2)) {}

ProgressBar::~ProgressBar() {
    if (last_percent_ >= 0) std::fputc('\n', stderr);
}

void ProgressBar::show(double done, const std::string& note) {
    if (!drawing_) return;
    const auto now =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch())
            .count();
    const int percent = static_cast<int>(std::clamp(done, 0.0, 1.0) * 100);
    if (percent < 100 && now - drawn_at_ms_ < 100) return;
    drawn_at_ms_ = now;
    last_percent_ = percent;
    const auto filled = static_cast<std::size_t>(percent * 30 / 100);
    fmt::print(stderr, "\r{} [{}{}] {:3}% {}", title_, std::string(filled, '#'), std::string(30 - filled, '.'), percent,
               note);
}

}  // namespace tongzhou
