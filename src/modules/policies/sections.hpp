// The parts of a policy's text: headings and paragraphs as offices number them (第一章, 一、, （一）, 1.). Offsets count
// characters. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe.hpp>

namespace tongzhou::policies {

struct Section {
    std::string number;       ///< "一、", "（二）", "第三条"; empty for what stands before the first
    std::string heading;      ///< its first words, at most 60 characters
    std::int64_t depth = 0;   ///< 0 is the outermost
    std::int64_t offset = 0;  ///< of its first character
    std::int64_t length = 0;  ///< up to the next section of any depth
    bool operator==(const Section&) const = default;
};
BOOST_DESCRIBE_STRUCT(Section, (), (number, heading, depth, offset, length))

/// In order, without gaps, from the first character to the last. A number begins a section only where a line or a
/// sentence begins, so that the “一、” of 统一、 or a date does not.
std::vector<Section> sections_of(std::string_view text);

}  // namespace tongzhou::policies
