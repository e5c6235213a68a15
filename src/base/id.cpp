#include "base/id.hpp"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <system_error>

namespace tongzhou {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";

int value_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool hyphen_before_byte(std::size_t i) { return i == 4 || i == 6 || i == 8 || i == 10; }

/// Eight random bytes. The kernel is asked for many at once, which makes an id some ten times cheaper.
std::uint64_t random_bits() {
    thread_local std::array<std::uint64_t, 32> pool;  // 256 bytes: the most getentropy gives
    thread_local std::size_t left = 0;
    if (left == 0) {
        if (getentropy(pool.data(), sizeof pool) != 0)
            throw std::system_error(errno, std::generic_category(), "getentropy");
        left = pool.size();
    }
    return std::exchange(pool[--left], 0);
}

constexpr int counter_bits = 12;
constexpr std::uint64_t a_minute = std::uint64_t{60'000} << counter_bits;

/// Milliseconds and a counter within them in one number that only grows. When the counter overflows, it carries into
/// the milliseconds: the ids run a little ahead of the clock, as RFC 9562 §6.2 allows.
std::uint64_t next_stamp(std::uint64_t ms) {
    static std::atomic<std::uint64_t> last{0};
    const std::uint64_t wanted = ms << counter_bits;
    std::uint64_t previous = last.load(std::memory_order_relaxed);
    std::uint64_t stamp = 0;
    do {
        // A clock that was a year ahead and has been put right must not stamp next year's date until the restart.
        const bool set_back = previous > wanted + a_minute;
        stamp = set_back || wanted > previous ? wanted : previous + 1;
    } while (!last.compare_exchange_weak(previous, stamp, std::memory_order_relaxed));
    return stamp;
}

Parsed<Uuid> not_a_uuid() {
    return {"not_an_id", "编号格式不正确，应为36位的UUID，请原样复制。",
            "This is not an id. Copy the UUID of 36 characters as it stands."};
}

}  // namespace

Parsed<Uuid> Uuid::parse(std::string_view text) {
    if (text.size() != 36) return not_a_uuid();
    Uuid id;
    std::size_t at = 0;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (hyphen_before_byte(i) && text[at++] != '-') return not_a_uuid();
        const int high = value_of(text[at]);
        const int low = value_of(text[at + 1]);
        if (high < 0 || low < 0) return not_a_uuid();
        id.bytes[i] = static_cast<std::uint8_t>(high << 4 | low);
        at += 2;
    }
    return id;
}

std::string Uuid::text() const {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (hyphen_before_byte(i)) text += '-';
        text += hex_digits[bytes[i] >> 4];
        text += hex_digits[bytes[i] & 15];
    }
    return text;
}

Uuid new_uuid_v7(Instant now) {
    const std::uint64_t stamp = next_stamp(static_cast<std::uint64_t>(std::max<std::int64_t>(now.ms(), 0)));
    const std::uint64_t ms = stamp >> counter_bits;
    const std::uint64_t high = ms << 16 | 0x7000 | (stamp & 0xFFF);
    const std::uint64_t low = (random_bits() >> 2) | std::uint64_t{1} << 63;
    Uuid id;
    for (int i = 0; i < 8; ++i) {
        id.bytes[i] = static_cast<std::uint8_t>(high >> (56 - 8 * i));
        id.bytes[i + 8] = static_cast<std::uint8_t>(low >> (56 - 8 * i));
    }
    return id;
}

Instant time_of(const Uuid& id) {
    std::int64_t ms = 0;
    for (int i = 0; i < 6; ++i) ms = ms << 8 | id.bytes[i];
    return Instant::from_ms(ms);
}

}  // namespace tongzhou
