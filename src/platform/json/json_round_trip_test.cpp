// Whatever a struct holds, and whatever a stranger sends.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "platform/json/json.hpp"

namespace tongzhou {
namespace {

BOOST_DEFINE_ENUM_CLASS(Colour, red, green, blue)

struct Inner {
    std::string text;
    std::optional<std::int64_t> integer;
    bool operator==(const Inner&) const = default;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (text, integer))

struct Outer {
    Colour colour = Colour::red;
    std::int64_t integer = 0;
    double number = 0;
    bool yes = false;
    std::uint16_t small = 0;
    Instant at;
    Money money;
    std::vector<Inner> inners;
    std::optional<std::vector<std::string>> texts;
    std::optional<Inner> inner;
    bool operator==(const Outer&) const = default;
};
BOOST_DESCRIBE_STRUCT(Outer, (), (colour, integer, number, yes, small, at, money, inners, texts, inner))

rc::Gen<std::string> any_text() {
    return rc::gen::map(
        rc::gen::container<std::u32string>(rc::gen::inRange<char32_t>(1, 0x11'0000)), [](std::u32string points) {
            std::string out;
            for (char32_t c : points) {
                if (c >= 0xD800 && c < 0xE000) c = '"';
                if (c < 0x80)
                    out += static_cast<char>(c);
                else if (c < 0x800)
                    out += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
                else if (c < 0x10000)
                    out += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
                            static_cast<char>(0x80 | (c & 63))};
                else
                    out += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
                            static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
            }
            return out;
        });
}

Inner any_inner() {
    Inner inner{*any_text(), {}};
    if (*rc::gen::arbitrary<bool>()) inner.integer = *rc::gen::arbitrary<std::int64_t>();
    return inner;
}

RC_GTEST_PROP(JsonRoundTrip, GivesEveryStructBack, ()) {
    Outer outer;
    outer.colour = *rc::gen::elementOf(std::vector{Colour::red, Colour::green, Colour::blue});
    outer.integer = *rc::gen::arbitrary<std::int64_t>();
    outer.number = *rc::gen::arbitrary<double>();
    outer.yes = *rc::gen::arbitrary<bool>();
    outer.small = *rc::gen::arbitrary<std::uint16_t>();
    outer.at = Instant::from_ms(*rc::gen::inRange<std::int64_t>(-62'135'596'800'000, 253'402'300'799'999));
    outer.money = Money::from_fen(*rc::gen::arbitrary<std::int64_t>());
    const int count = *rc::gen::inRange(0, 4);
    for (int i = 0; i < count; ++i) outer.inners.push_back(any_inner());
    if (*rc::gen::arbitrary<bool>()) outer.texts = *rc::gen::container<std::vector<std::string>>(any_text());
    if (*rc::gen::arbitrary<bool>()) outer.inner = any_inner();

    const std::string json = to_json(outer);
    RC_ASSERT(from_json<Outer>(json) == outer);
    const RawJson raw = from_json<RawJson>(json);
    RC_ASSERT(raw.json == json);
}

// Cut, doubled or changed anywhere, the text is either read or refused, and the struct that comes out is a whole one.
RC_GTEST_PROP(JsonRoundTrip, SurvivesADamagedText, ()) {
    Outer outer;
    outer.number = 0.1;
    outer.inners = {{"张\n三", 7}};
    outer.texts = {"a", ""};
    outer.inner = Inner{"\"", {}};
    std::string json = to_json(outer);
    const int changes = *rc::gen::inRange(1, 4);
    for (int i = 0; i < changes; ++i) {
        const auto at = *rc::gen::inRange<std::size_t>(0, json.size());
        switch (*rc::gen::inRange(0, 3)) {
            case 0: json.erase(at, *rc::gen::inRange<std::size_t>(1, 9)); break;
            case 1: json.insert(at, json.substr(json.size() - at / 2 - 1, 9)); break;
            default: json[at] = *rc::gen::elementOf(std::string("{}[]\",:0e.-\\u\x80\n n"));
        }
        if (json.empty()) break;
    }
    try {
        const auto once = from_json<Outer>(json);
        RC_ASSERT(from_json<Outer>(to_json(once)) == once);
    } catch (const Problem& problem) {
        RC_ASSERT(problem.status() == 400 || problem.status() == 422);
        RC_ASSERT((problem.status() == 422) == !problem.faults().empty());
    }
}

}  // namespace
}  // namespace tongzhou
