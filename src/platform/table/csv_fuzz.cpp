#include <sys/mman.h>
#include <unistd.h>

#include "platform/table/fuzz_table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace tongzhou::table;
    const int file = memfd_create("table", 0);
    must(file >= 0 && write(file, data, size) == static_cast<ssize_t>(size));
    read_whole(fmt::format("/proc/self/fd/{}", file));
    close(file);
    return 0;
}
