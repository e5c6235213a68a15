#include "platform/seal/qr.hpp"

#include <qrencode.h>

#include "base/problem.hpp"

namespace tongzhou::seal {
namespace {

// ISO/IEC 18004: four light modules around the code.
constexpr int quiet_zone = 4;
constexpr int smallest_fitting_version = 0;

/// The modules of one code; outside of it everything is light.
class Modules {
  public:
    explicit Modules(std::string_view content) {
        if (content.empty())
            throw Problem::bad_request("qr_empty", "二维码内容为空。", "A QR code needs some content.");
        code_.reset(QRcode_encodeData(static_cast<int>(content.size()),
                                      reinterpret_cast<const unsigned char*>(content.data()), smallest_fitting_version,
                                      QR_ECLEVEL_M));
        if (!code_) {
            throw Problem::bad_request(
                "qr_too_long",
                fmt::format("内容有 {} 字节，一个二维码最多容纳 2331 字节，请缩短内容。", content.size()),
                fmt::format("The content has {} bytes and a QR code holds at most 2,331. Shorten it.", content.size()));
        }
    }

    int width() const { return code_->width; }
    bool dark(int x, int y) const {
        const bool inside = x >= 0 && y >= 0 && x < width() && y < width();
        return inside && (code_->data[y * width() + x] & 1) != 0;
    }

  private:
    struct Free {
        void operator()(QRcode* code) const { QRcode_free(code); }
    };
    std::unique_ptr<QRcode, Free> code_;
};

}  // namespace

std::string qr_svg(std::string_view content) {
    const Modules modules{content};
    const int side = modules.width() + 2 * quiet_zone;
    auto svg =
        fmt::format(R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {0}" shape-rendering="crispEdges">)"
                    R"(<path fill="#fff" d="M0 0h{0}v{0}H0z"/><path d=")",
                    side);
    for (int y = 0; y < modules.width(); ++y) {
        for (int x = 0; x < modules.width(); ++x) {
            if (!modules.dark(x, y)) continue;
            const int start = x;
            while (modules.dark(x, y)) ++x;
            fmt::format_to(std::back_inserter(svg), "M{} {}h{}v1h-{}z", start + quiet_zone, y + quiet_zone, x - start,
                           x - start);
        }
    }
    return svg += R"("/></svg>)";
}

std::string qr_terminal(std::string_view content, TerminalInk ink) {
    const Modules modules{content};
    std::string text;
    for (int y = -quiet_zone; y < modules.width() + quiet_zone; y += 2) {
        if (ink == TerminalInk::colours) text += "\x1b[30;107m";
        for (int x = -quiet_zone; x < modules.width() + quiet_zone; ++x) {
            // With colours the foreground is black and draws the dark modules; plain, it is light and draws the others.
            const bool foreground = ink == TerminalInk::colours;
            const bool upper = modules.dark(x, y) == foreground;
            const bool lower = modules.dark(x, y + 1) == foreground;
            text += upper ? (lower ? "█" : "▀") : (lower ? "▄" : " ");
        }
        if (ink == TerminalInk::colours) text += "\x1b[0m";
        text += '\n';
    }
    return text;
}

}  // namespace tongzhou::seal
