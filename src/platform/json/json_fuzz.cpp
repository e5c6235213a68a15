// Whatever bytes come: they are read or refused with a Problem, and what was read is written so that it reads the same.
#include <cstdint>
#include <cstdlib>

#include "base/codes.hpp"
#include "base/id.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {
namespace {

BOOST_DEFINE_ENUM_CLASS(Colour, red, green, blue)

struct Leaf {
    Text<20, 1> title;
    std::optional<Mobile> mobile;
    std::optional<Date> day;
};
BOOST_DESCRIBE_STRUCT(Leaf, (), (title, mobile, day))

struct Tree {
    std::optional<Id<Tree>> id;
    std::optional<Colour> colour;
    std::optional<DeciCelsius> temperature;
    std::optional<Money> money;
    std::optional<Instant> at;
    std::optional<Bounded<-3, 9>> few;
    std::optional<std::uint8_t> byte;
    std::optional<double> number;
    std::optional<bool> yes;
    std::optional<std::string> text;
    std::optional<RawJson> raw;
    std::optional<Leaf> leaf;
    std::vector<Leaf> leaves;
    std::vector<Tree> trees;
    std::optional<std::vector<std::vector<std::int64_t>>> numbers;
    std::vector<RawJson> raws;
};
BOOST_DESCRIBE_STRUCT(Tree, (),
                      (id, colour, temperature, money, at, few, byte, number, yes, text, raw, leaf, leaves, trees,
                       numbers, raws))
void check(const Tree& tree, std::vector<FieldFault>& faults) {
    if (tree.leaves.size() > 5) faults.push_back({"leaves", "too_many", {"多", "many"}});
}

void require(bool holds) {
    if (!holds) std::abort();
}

template <class T>
void try_reading(std::string_view body, const JsonLimits& limits) {
    std::string once;
    try {
        once = to_json(from_json<T>(body, limits));
    } catch (const Problem& problem) {
        require(problem.status() == 400 || (problem.status() == 422 && !problem.faults().empty()));
        require(problem.faults().size() <= limits.faults + 1);
        return;
    }
    require(to_json(from_json<T>(once)) == once);  // a Problem thrown here is a finding, too
    require(from_json<RawJson>(once).json == once);
}

}  // namespace
}  // namespace tongzhou

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tongzhou;
    const std::string_view body(reinterpret_cast<const char*>(data), size);
    try_reading<Tree>(body, {});
    try_reading<Tree>(body, {.list_items = 4, .faults = 3, .unknown_fields = UnknownFields::ignore});
    try_reading<RawJson>(body, {});
    return 0;
}
