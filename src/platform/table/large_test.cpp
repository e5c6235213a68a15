// The register of a whole city: real rows, and as many as it may have.
#include <fstream>

#include "platform/table/columns.hpp"
#include "platform/table/test_files.hpp"

namespace tongzhou::table {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif

// Memory means nothing under a sanitizer, and time a lot.
constexpr std::size_t city_rows = sanitized ? 10'000 : 150'000;

/// The most memory that the call took beyond what was in use before it, in kB.
template <typename Call>
long growth_of(Call call) {
    const auto peak = [] {
        std::ifstream status("/proc/self/status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("VmHWM:")) return std::stol(line.substr(6));
        return 0L;
    };
    std::ofstream("/proc/self/clear_refs") << "5";  // the peak starts anew
    const auto before = peak();
    call();
    return peak() - before;
}

std::vector<std::string> enterprise(std::size_t i) {
    return {fmt::format("济宁市第{}号机械配件有限责任公司", i),
            fmt::format("91370800{:09}X", i),
            "1989-02-07",
            "有限责任公司",
            "1000万人民币",
            "斗提机、刮板机、皮带输送机、螺旋输送机、矿车的销售；农副产品收购；非生产性废旧物资回收",
            "济宁",
            fmt::format("邹城市南沙村峄化路西{}米", i % 1'000),
            "370883",
            fmt::format("{}", i % 500)};
}

const std::vector<std::string> columns{"name",  "uscc", "registered", "type",   "capital",
                                       "scope", "city", "address",    "county", "staff"};

template <typename Writer>
void write_city(Writer& writer) {
    for (std::size_t i = 0; i < city_rows; ++i) writer.write(enterprise(i));
}

void read_city(const std::filesystem::path& path) {
    const auto reader = open_table(path);
    std::size_t rows = 0, faults = 0;
    while (const auto row = reader->next()) {
        ++rows;
        faults += row->fault ? 1 : 0;
    }
    EXPECT_EQ(rows, city_rows);
    EXPECT_EQ(faults, 0U);
    EXPECT_TRUE(reader->complete());
}

TEST(Large, csv_is_read_in_bounded_memory) {
    const ScratchFolder folder;
    const auto path = folder.path() / "city.csv";
    {
        std::ofstream file(path, std::ios::binary);
        const auto writer = write_csv(columns, [&](std::string_view bytes) { file << bytes; });
        write_city(*writer);
        writer->finish();
    }
    const auto growth = growth_of([&] { read_city(path); });
    RecordProperty("growth_kb", static_cast<int>(growth));
    if (!sanitized) {
        EXPECT_LT(growth, 20'000);
    }
}

TEST(Large, xlsx_is_written_and_read_in_bounded_memory) {
    const ScratchFolder folder;
    const auto path = folder.path() / "city.xlsx";
    const auto writing = growth_of([&] {
        const auto writer = write_xlsx(columns);
        write_city(*writer);
        std::filesystem::copy_file(writer->finish_to_file(), path);
    });
    const auto reading = growth_of([&] { read_city(path); });
    RecordProperty("writing_kb", static_cast<int>(writing));
    RecordProperty("reading_kb", static_cast<int>(reading));
    if (!sanitized) {
        EXPECT_LT(writing, 30'000);
        EXPECT_LT(reading, 20'000);
    }
}

TEST(Large, the_enterprises_of_jining_are_all_there) {
    const auto* given = std::getenv("TONGZHOU_SHARED_DATA");
    const auto path =
        std::filesystem::path(given ? given : TONGZHOU_SHARED_DATA) / "enterprises/jining_enterprises.csv";
    if (!std::filesystem::exists(path)) GTEST_SKIP() << "no file " << path << "; set TONGZHOU_SHARED_DATA";
    const auto table = read_all(path);
    EXPECT_EQ(table.rows.size(), 4'983U);
    for (const auto& row : table.rows) EXPECT_FALSE(row.fault) << row.line << ": " << row.fault->en;
    EXPECT_EQ(table.header.size(), 10U);
    EXPECT_EQ(table.rows[0].cells[1], "91370800706348746H");

    const std::vector<FieldSpec> fields{{"name", "企业名称", "Name", {}, Need::required},
                                        {"uscc", "统一社会信用代码", "Unified social credit code", {}, Need::required}};
    EXPECT_EQ(map_columns(table.header, fields).column_of("uscc"), 1U);
}

}  // namespace
}  // namespace tongzhou::table
