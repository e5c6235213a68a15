#include "platform/table/zip_archive.hpp"

#include <zip.h>

namespace tongzhou::table {

Problem corrupt_workbook(std::string_view reason) {
    return Problem::bad_request(
        "corrupt_workbook",
        fmt::format("该 .xlsx 文件已损坏或不完整（{}），请在 Excel 中打开后重新保存，或另存为 CSV。", reason),
        fmt::format(
            "The .xlsx file is damaged or incomplete ({}). Open it in Excel and save it again, or save it as CSV.",
            reason));
}

void ZipArchive::Close::operator()(zip* archive) const { zip_discard(archive); }
void ZipPart::Close::operator()(zip_file* file) const { zip_fclose(file); }

ZipArchive::ZipArchive(const std::filesystem::path& path, std::uint64_t limit) : limit_(limit) {
    int code = 0;
    archive_.reset(zip_open(path.c_str(), ZIP_RDONLY, &code));
    if (archive_) return;
    zip_error_t error;
    zip_error_init_with_code(&error, code);
    const std::string reason = zip_error_strerror(&error);
    zip_error_fini(&error);
    throw corrupt_workbook(reason);
}

bool ZipArchive::contains(const std::string& name) const {
    return zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE) >= 0;
}

ZipPart ZipArchive::open(const std::string& name) {
    zip_stat_t stat;
    zip_stat_init(&stat);
    // Part names are the same in any case (ECMA-376 part 2, 6.2.2.3).
    if (zip_stat(archive_.get(), name.c_str(), ZIP_FL_NOCASE, &stat) != 0)
        throw corrupt_workbook(fmt::format("no part {}", name));
    auto* file = zip_fopen_index(archive_.get(), stat.index, 0);
    if (!file) throw corrupt_workbook(fmt::format("{}: {}", name, zip_strerror(archive_.get())));
    return {*this, file, stat.valid & ZIP_STAT_SIZE ? stat.size : 0};
}

std::size_t ZipPart::read(std::span<char> out) {
    const auto length = zip_fread(file_.get(), out.data(), out.size());
    if (length < 0) throw corrupt_workbook(zip_file_strerror(file_.get()));
    read_ += static_cast<std::uint64_t>(length);
    archive_.unzipped_ += static_cast<std::uint64_t>(length);
    if (archive_.unzipped_ > archive_.limit_)
        throw Problem::bad_request(
            "table_too_large",
            fmt::format("该 .xlsx 文件解压后超过 {} MB，请分成几个文件或另存为 CSV。", archive_.limit_ >> 20),
            fmt::format("The .xlsx file unzips to more than {} MB. Split it, or save it as CSV.",
                        archive_.limit_ >> 20));
    return static_cast<std::size_t>(length);
}

double ZipPart::progress() const {
    return size_ == 0 ? 1 : std::min(1.0, static_cast<double>(read_) / static_cast<double>(size_));
}

}  // namespace tongzhou::table
