// A text file read as UTF-8 in blocks, whatever encoding it was saved in.
#pragma once

#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace tongzhou::table {

/// Stands in the text for every byte that could not be decoded. It is no part of any UTF-8 text.
inline constexpr char undecodable = '\xff';

enum class Encoding { utf8, damaged_utf8, gb18030, utf16_le, utf16_be };

/// Counts what in a file is UTF-8 and what is not. Blocks may be cut anywhere.
class Utf8Census {
  public:
    void add(std::span<const char> block);
    /// Tells the encoding of all that was added. Chinese in GB18030 hardly ever looks like UTF-8, so a few bad bytes
    /// among much good UTF-8 are damage, and many are GB18030.
    Encoding verdict() const;

  private:
    void add_byte(unsigned char byte);

    std::uint64_t good_ = 0;  ///< characters of several bytes
    std::uint64_t bad_ = 0;   ///< bytes
    int pending_ = 0;         ///< bytes that the present character still lacks
    unsigned char least_ = 0x80, most_ = 0xBF;
};

class TextInput {
  public:
    /// Reads the whole file once to learn its encoding. Problem: file_unreadable.
    explicit TextInput(const std::filesystem::path& path);
    ~TextInput();
    TextInput(const TextInput&) = delete;
    TextInput& operator=(const TextInput&) = delete;

    /// Fills `out` (at least 16 bytes) with text, without a byte order mark; the number of bytes, 0 only at the end.
    std::size_t read(std::span<char> out);
    std::uint64_t size() const { return size_; }
    std::uint64_t bytes_read() const { return bytes_read_; }

  private:
    std::size_t read_raw(std::span<char> out);
    std::size_t convert(std::span<char> out);
    Encoding find_encoding();

    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::string name_;
    std::uint64_t size_ = 0;
    std::uint64_t bytes_read_ = 0;
    Encoding encoding_;
    void* converter_ = nullptr;  ///< an iconv_t, none for sound UTF-8
    std::vector<char> raw_;      ///< what waits to be converted
};

}  // namespace tongzhou::table
