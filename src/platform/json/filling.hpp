// Fills a described value from the events of a JSON parser. Knows Shapes and faults; knows no parser.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "platform/json/faults.hpp"
#include "platform/json/json.hpp"

namespace tongzhou {

/// The events come in the order of a well-formed document. After `stopped()` further events are of no use.
class Filling {
  public:
    Filling(const Shape& root, void* target, std::vector<FieldFault>& faults, const JsonLimits& limits);

    void begin_object();
    void end_object();
    void begin_list();
    void end_list();
    void key(std::string_view name);
    void text(std::string_view value);
    /// A number written with digits only, that fits 64 bits.
    void integer(std::int64_t value, std::string_view literal);
    /// Any other number.
    void number(std::string_view literal);
    void boolean(bool value);
    void null();

    /// True once there are more faults than allowed.
    bool stopped() const { return stopped_; }

  private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// Where a value goes. No shape: nowhere, the value is skipped.
    struct Place {
        const Shape* shape = nullptr;
        void* target = nullptr;
    };
    /// An object or list that has begun and is being filled.
    struct Frame {
        Place place;
        std::size_t faults_before;
        std::size_t index;       ///< object: of the current member, or none; list: of the current element, or none
        std::size_t first_seen;  ///< object: where its flags begin in seen_
    };
    /// An object or list within a RawJson.
    struct RawLevel {
        bool is_object;
        std::size_t index = none;
        std::string key;
        std::set<std::string, std::less<>> keys;
    };

    /// The place of the value that comes now; take it once for each value.
    Place take_place();
    Place take_place_in_frame();
    /// The same for a value other than null: within the optional, which then has one.
    Place take_value_place();
    /// The place for an object or list, when it wants one; else a fault or the raw text, and the rest is skipped.
    Place take_container_place(Shape::Kind wanted);
    void take_number(const Place& place, std::string_view literal);
    void raw_key(std::string_view name);
    std::string& raw_text_at(const Place& place);
    void report_missing_members();
    void run_check(const Place& object, std::size_t faults_before);
    std::string path() const;
    void report(std::string path, LeafFault fault);
    void report(LeafFault fault) { report(path(), std::move(fault)); }
    void refuse(const Place& place, json_faults::Found found);

    Place root_;
    std::vector<FieldFault>& faults_;
    const JsonLimits& limits_;
    std::size_t first_fault_;
    std::vector<Frame> frames_;
    std::vector<bool> seen_;  ///< one flag for each member of each open object
    std::size_t skip_depth_ = 0;
    bool skip_next_ = false;
    bool stopped_ = false;
    std::string* raw_ = nullptr;
    std::vector<RawLevel> raw_levels_;
};

}  // namespace tongzhou
