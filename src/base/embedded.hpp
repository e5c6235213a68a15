// Files taken into the program as they are. The assembler does it: a table of a megabyte written out in C++ would
// compile for a minute.
#pragma once

/// Declares `symbol` and `symbol_end`, the bytes of the file between them: TONGZHOU_EMBED(tongzhou_table, TABLE_FILE).
/// The file's name comes from CMake, which also makes the object depend on it.
#define TONGZHOU_EMBED(symbol, file)     \
    asm(".section .rodata\n" #symbol     \
        ":\n"                            \
        ".incbin \"" file "\"\n" #symbol \
        "_end:\n"                        \
        ".previous\n");                  \
    extern "C" const char symbol[];      \
    extern "C" const char symbol##_end[]
