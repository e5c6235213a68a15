#include "platform/divisions/divisions_data.hpp"

#include "base/embedded.hpp"

TONGZHOU_EMBED(tongzhou_divisions, TONGZHOU_DIVISION_TABLES "/divisions.tsv");
TONGZHOU_EMBED(tongzhou_villages, TONGZHOU_DIVISION_TABLES "/villages.tsv");
TONGZHOU_EMBED(tongzhou_division_aliases, TONGZHOU_DIVISION_ALIASES);

namespace tongzhou::divisions {

std::string_view all_china_tsv() { return {tongzhou_divisions, tongzhou_divisions_end}; }

std::string_view city_villages_tsv() { return {tongzhou_villages, tongzhou_villages_end}; }

std::string_view aliases_tsv() { return {tongzhou_division_aliases, tongzhou_division_aliases_end}; }

}  // namespace tongzhou::divisions
