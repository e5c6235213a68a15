// The parts of a zip file, unzipped piece by piece, within a limit for all of them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "base/problem.hpp"

struct zip;
struct zip_file;

namespace tongzhou::table {

/// 400 corrupt_workbook. `reason` is for whoever looks into the file, in English.
Problem corrupt_workbook(std::string_view reason);

class ZipArchive;

/// One part being read. Does not outlive its archive.
class ZipPart {
  public:
    /// Fills `out`; the number of bytes, 0 only at the end, where the check sum has been compared. Problems:
    /// corrupt_workbook, table_too_large.
    std::size_t read(std::span<char> out);
    /// 0 to 1, by the size that the archive states.
    double progress() const;

  private:
    friend class ZipArchive;
    struct Close {
        void operator()(zip_file* file) const;
    };
    ZipPart(ZipArchive& archive, zip_file* file, std::uint64_t size) : archive_(archive), file_(file), size_(size) {}

    ZipArchive& archive_;
    std::unique_ptr<zip_file, Close> file_;
    std::uint64_t size_;
    std::uint64_t read_ = 0;
};

class ZipArchive {
  public:
    /// `limit`: bytes that all parts together may unzip to. Problem: corrupt_workbook.
    ZipArchive(const std::filesystem::path& path, std::uint64_t limit);

    bool contains(const std::string& name) const;
    /// Problem: corrupt_workbook if there is no such part.
    ZipPart open(const std::string& name);

  private:
    friend class ZipPart;
    struct Close {
        void operator()(zip* archive) const;
    };
    std::unique_ptr<zip, Close> archive_;
    std::uint64_t limit_;
    std::uint64_t unzipped_ = 0;
};

}  // namespace tongzhou::table
