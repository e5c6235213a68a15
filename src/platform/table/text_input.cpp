#include "platform/table/text_input.hpp"

#include <iconv.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "base/problem.hpp"

namespace tongzhou::table {

namespace {

constexpr std::size_t bytes_at_once = 256 << 10;

[[noreturn]] void throw_unreadable(const std::string& name, int error) {
    const auto reason = std::generic_category().message(error);
    throw Problem::bad_request(
        "file_unreadable", fmt::format("无法读取文件 {}（{}），请检查文件和权限。", name, reason),
        fmt::format("The file {} cannot be read ({}). Check the file and its permissions.", name, reason));
}

const char* iconv_name(Encoding encoding) {
    switch (encoding) {
        case Encoding::gb18030: return "GB18030";
        case Encoding::utf16_le: return "UTF-16LE";
        case Encoding::utf16_be: return "UTF-16BE";
        case Encoding::utf8:
        case Encoding::damaged_utf8: break;
    }
    return "UTF-8";
}

std::size_t mark_length(std::string_view start) {
    if (start.starts_with("\xEF\xBB\xBF")) return 3;
    return start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF") ? 2 : 0;
}

}  // namespace

void Utf8Census::add(std::span<const char> block) {
    const auto byte_at = [&](std::size_t at) { return static_cast<unsigned char>(block[at]); };
    const auto is_continuation = [&](std::size_t at) { return (byte_at(at) & 0xC0) == 0x80; };
    for (std::size_t at = 0; at < block.size();) {
        std::uint64_t word;
        if (pending_ == 0 && block.size() - at >= sizeof word) {
            std::memcpy(&word, block.data() + at, sizeof word);
            if ((word & 0x8080808080808080) == 0) {
                at += sizeof word;
                continue;
            }
            // The quick way for what most Chinese text is made of: U+4000 to U+9FFF.
            if (byte_at(at) >= 0xE4 && byte_at(at) <= 0xE9 && is_continuation(at + 1) && is_continuation(at + 2)) {
                ++good_;
                at += 3;
                continue;
            }
        }
        add_byte(byte_at(at++));
    }
}

// The ranges of the second byte keep out overlong forms, surrogates and what lies beyond U+10FFFF (RFC 3629, 4).
void Utf8Census::add_byte(unsigned char byte) {
    if (pending_ > 0) {
        if (byte >= least_ && byte <= most_) {
            least_ = 0x80, most_ = 0xBF;
            if (--pending_ == 0) ++good_;
            return;
        }
        ++bad_;
        pending_ = 0;
    }
    least_ = 0x80, most_ = 0xBF;
    if (byte < 0x80) return;
    if (byte >= 0xC2 && byte <= 0xDF) {
        pending_ = 1;
    } else if (byte >= 0xE0 && byte <= 0xEF) {
        pending_ = 2;
        if (byte == 0xE0) least_ = 0xA0;
        if (byte == 0xED) most_ = 0x9F;
    } else if (byte >= 0xF0 && byte <= 0xF4) {
        pending_ = 3;
        if (byte == 0xF0) least_ = 0x90;
        if (byte == 0xF4) most_ = 0x8F;
    } else {
        ++bad_;
    }
}

Encoding Utf8Census::verdict() const {
    const auto bad = bad_ + (pending_ > 0 ? 1 : 0);
    if (bad == 0) return Encoding::utf8;
    return good_ >= 4 * bad ? Encoding::damaged_utf8 : Encoding::gb18030;
}

TextInput::TextInput(const std::filesystem::path& path)
    : file_(std::fopen(path.c_str(), "rb")), name_(path.filename().string()) {
    if (!file_) throw_unreadable(name_, errno);
    std::setvbuf(file_.get(), nullptr, _IONBF, 0);  // we read in blocks
    encoding_ = find_encoding();
    if (encoding_ == Encoding::utf8) return;
    converter_ = iconv_open("UTF-8", iconv_name(encoding_));
    if (converter_ == iconv_t(-1)) {
        converter_ = nullptr;
        throw_unreadable(name_, errno);
    }
}

TextInput::~TextInput() {
    if (converter_) iconv_close(converter_);
}

Encoding TextInput::find_encoding() {
    std::vector<char> block(bytes_at_once);
    Utf8Census census;
    std::string start;
    while (const auto length = read_raw(block)) {
        if (start.empty()) start.assign(block.data(), std::min<std::size_t>(length, 3));
        census.add({block.data(), length});
    }
    size_ = bytes_read_;
    bytes_read_ = mark_length(start);
    if (std::fseek(file_.get(), static_cast<long>(bytes_read_), SEEK_SET) != 0) throw_unreadable(name_, errno);
    if (start.starts_with("\xFF\xFE")) return Encoding::utf16_le;
    if (start.starts_with("\xFE\xFF")) return Encoding::utf16_be;
    const auto verdict = census.verdict();
    return start.starts_with("\xEF\xBB\xBF") && verdict == Encoding::gb18030 ? Encoding::damaged_utf8 : verdict;
}

std::size_t TextInput::read_raw(std::span<char> out) {
    const auto length = std::fread(out.data(), 1, out.size(), file_.get());
    if (length < out.size() && std::ferror(file_.get())) throw_unreadable(name_, errno);
    bytes_read_ += length;
    return length;
}

std::size_t TextInput::read(std::span<char> out) { return converter_ ? convert(out) : read_raw(out); }

std::size_t TextInput::convert(std::span<char> out) {
    const std::size_t unit = encoding_ == Encoding::utf16_le || encoding_ == Encoding::utf16_be ? 2 : 1;
    char* to = out.data();
    std::size_t room = out.size();
    while (room == out.size()) {
        const auto kept = raw_.size();
        raw_.resize(kept + out.size() / 2);
        raw_.resize(kept + read_raw({raw_.data() + kept, raw_.size() - kept}));
        const bool at_end = raw_.size() == kept;
        if (raw_.empty()) return 0;

        char* from = raw_.data();
        std::size_t left = raw_.size();
        while (left > 0 && iconv(converter_, &from, &left, &to, &room) == static_cast<std::size_t>(-1)) {
            if (errno == E2BIG || (errno == EINVAL && !at_end) || room == 0) break;
            *to++ = undecodable;
            --room;
            const auto skipped = std::min(unit, left);
            from += skipped;
            left -= skipped;
        }
        raw_.erase(raw_.begin(), raw_.end() - static_cast<std::ptrdiff_t>(left));
    }
    return out.size() - room;
}

}  // namespace tongzhou::table
