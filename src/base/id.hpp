// Ids are UUIDs of version 7 (RFC 9562): they sort by the time they were made, so new rows go to the end of an index,
// and a client that is offline can make its own. Id<Passage> and Id<Person> are different types and never mix.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/parsed.hpp"

namespace tongzhou {

/// Any UUID, of any version. Uuid{} is the nil UUID: unset.
struct Uuid {
    std::array<std::uint8_t, 16> bytes{};

    /// The canonical 36 characters 8-4-4-4-12, in either case; no braces, no "urn:".
    static Parsed<Uuid> parse(std::string_view text);
    static Uuid of(std::string_view text) { return parse(text).or_throw(); }
    /// The canonical 36 characters in lower case.
    std::string text() const;
    bool is_nil() const { return *this == Uuid{}; }

    auto operator<=>(const Uuid&) const = default;
};

/// A new UUID of version 7. Within the process each is greater than those before it, even when many are made in one
/// millisecond or the clock goes back a little; only when it goes back by more than a minute the order yields to the
/// true time. Unique in any case: 62 bits are random. Safe from any thread; not in a child after fork without exec.
Uuid new_uuid_v7(Instant now);

/// When a UUID of version 7 was made, as its maker's clock had it. For another version the answer means nothing.
Instant time_of(const Uuid& id);

/// The id of a T. Only the name T matters; it need not be a complete type.
template <class T>
class Id {
  public:
    Id() = default;  ///< nil: unset
    explicit Id(const Uuid& uuid) : uuid_(uuid) {}
    static Id make(Instant now) { return Id(new_uuid_v7(now)); }
    static Parsed<Id> parse(std::string_view text) {
        auto parsed = Uuid::parse(text);
        if (parsed) return Id(*parsed);
        return {parsed.fault_code, std::move(parsed.message.zh), std::move(parsed.message.en)};
    }
    static Id of(std::string_view text) { return Id(Uuid::of(text)); }

    std::string text() const { return uuid_.text(); }
    const Uuid& uuid() const { return uuid_; }
    bool is_nil() const { return uuid_.is_nil(); }
    auto operator<=>(const Id&) const = default;

  private:
    Uuid uuid_;
};

}  // namespace tongzhou

template <>
struct std::hash<tongzhou::Uuid> {
    // The last eight bytes are random already, except in ids of other versions, which are rare: fold both halves.
    std::size_t operator()(const tongzhou::Uuid& id) const noexcept {
        std::uint64_t high = 0;
        std::uint64_t low = 0;
        std::memcpy(&high, id.bytes.data(), 8);
        std::memcpy(&low, id.bytes.data() + 8, 8);
        return static_cast<std::size_t>(high * 0x9E3779B97F4A7C15u ^ low);
    }
};
template <class T>
struct std::hash<tongzhou::Id<T>> {
    std::size_t operator()(const tongzhou::Id<T>& id) const noexcept { return std::hash<tongzhou::Uuid>{}(id.uuid()); }
};
