#include "platform/seal/qr.hpp"

#include <gtest/gtest.h>

#include <cstdio>

#include "platform/seal/test_folder.hpp"

namespace tongzhou::seal {
namespace {

using Grid = std::vector<std::string>;  // '#' dark, '.' light

/// Paints the rectangles of the drawing.
Grid grid_of_svg(const std::string& svg) {
    int side = 0;
    EXPECT_EQ(std::sscanf(svg.c_str() + svg.find("viewBox"), "viewBox=\"0 0 %d", &side), 1);
    Grid grid(side, std::string(side, '.'));
    auto at = svg.rfind(" d=\"") + 4;
    while (svg[at] == 'M') {
        int x = 0;
        int y = 0;
        int width = 0;
        int used = 0;
        if (std::sscanf(svg.c_str() + at, "M%d %dh%dv1h-%*dz%n", &x, &y, &width, &used) != 3) break;
        for (int i = 0; i < width; ++i) grid.at(y).at(x + i) = '#';
        at += used;
    }
    return grid;
}

/// Reads the half blocks back; `dark` is the half that the foreground stands for.
Grid grid_of_terminal(const std::string& text, bool foreground_is_dark) {
    Grid grid;
    std::string upper;
    std::string lower;
    const auto add = [&](bool up, bool down) {
        upper += up == foreground_is_dark ? '#' : '.';
        lower += down == foreground_is_dark ? '#' : '.';
    };
    for (std::size_t i = 0; i < text.size();) {
        const auto rest = std::string_view{text}.substr(i);
        if (rest.starts_with("\x1b")) {
            i += rest.find('m') + 1;
        } else if (rest.starts_with("\n")) {
            grid.push_back(upper);
            grid.push_back(lower);
            upper.clear();
            lower.clear();
            ++i;
        } else if (rest.starts_with(" ")) {
            add(false, false);
            ++i;
        } else {
            add(rest.starts_with("█") || rest.starts_with("▀"), rest.starts_with("█") || rest.starts_with("▄"));
            i += 3;
        }
    }
    return grid;
}

TEST(Qr, TheDrawingHasItsThreeFindersAndAQuietZone) {
    const auto grid = grid_of_svg(qr_svg("tz1.pass"));
    const int side = static_cast<int>(grid.size());
    ASSERT_EQ(side, 21 + 8) << "eight bytes fit version 1";
    const Grid finder = {"#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"};
    for (int row = 0; row < 7; ++row) {
        EXPECT_EQ(grid[4 + row].substr(4, 7), finder[row]);
        EXPECT_EQ(grid[4 + row].substr(side - 11, 7), finder[row]);
        EXPECT_EQ(grid[side - 11 + row].substr(4, 7), finder[row]);
    }
    for (int i = 0; i < side; ++i) {
        for (int edge = 0; edge < 4; ++edge) {
            EXPECT_EQ(grid[edge][i], '.');
            EXPECT_EQ(grid[side - 1 - edge][i], '.');
            EXPECT_EQ(grid[i][edge], '.');
            EXPECT_EQ(grid[i][side - 1 - edge], '.');
        }
    }
}

TEST(Qr, TheTerminalShowsTheSameModules) {
    const std::string content = "otpauth://totp/Tongzhou:王?secret=ABC";
    const auto drawn = grid_of_svg(qr_svg(content));
    auto coloured = grid_of_terminal(qr_terminal(content), true);
    auto plain = grid_of_terminal(qr_terminal(content, TerminalInk::plain), false);
    // The side is odd, so the last half line lies outside of the code.
    coloured.pop_back();
    plain.pop_back();
    EXPECT_EQ(coloured, drawn);
    EXPECT_EQ(plain, drawn);
}

TEST(Qr, AnyBytesFitUpToTheLimit) {
    EXPECT_NE(grid_of_svg(qr_svg(std::string("a\0b", 3))), grid_of_svg(qr_svg("a")));
    EXPECT_EQ(grid_of_svg(qr_svg(std::string(2331, 'x'))).size(), 177u + 8u);
    EXPECT_EQ(problem_code([] { qr_svg(std::string(2332, 'x')); }), "qr_too_long");
    EXPECT_EQ(problem_code([] { qr_terminal(std::string(100'000, 'x')); }), "qr_too_long");
    EXPECT_EQ(problem_code([] { qr_svg(""); }), "qr_empty");
}

}  // namespace
}  // namespace tongzhou::seal
