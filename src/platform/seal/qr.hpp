// QR codes of passes, permits and device enrolment, as a drawing for pages and certificates and as text for a terminal.
// Error correction M (15 %): a code on a worn paper badge still reads.
#pragma once

#include <string>
#include <string_view>

namespace tongzhou::seal {

/// A standalone SVG, one unit a module, four modules of quiet zone, black on white, no size of its own: the page scales
/// it. Throws Problem "qr_too_long" over 2,331 bytes, "qr_empty" for nothing.
std::string qr_svg(std::string_view content);

/// How a terminal is told black from white.
enum class TerminalInk {
    colours,  ///< ANSI black on white: right on a dark and on a light terminal.
    plain     ///< Half blocks only, light drawn as the foreground: for a dark terminal or a log.
};

/// The same code in half blocks, two modules a character, lines ended by '\n'. Same Problems.
std::string qr_terminal(std::string_view content, TerminalInk ink = TerminalInk::colours);

}  // namespace tongzhou::seal
