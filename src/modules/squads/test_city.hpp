// The real enterprises of a city with SIMULATED coordinates: the register has names and codes but no places, so each is
// given a point inside its county's polygon, by a seed. For tests and benches, where the files are there.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "modules/squads/instance_form.hpp"
#include "platform/json/json.hpp"
#include "platform/table/table.hpp"

namespace tongzhou::squads::simulated {

struct Properties {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(Properties, (), (name))
struct Geometry {
    std::vector<std::vector<std::vector<double>>> coordinates;  ///< rings of longitude and latitude
};
BOOST_DESCRIBE_STRUCT(Geometry, (), (coordinates))
struct County {
    std::string id;
    Properties properties;
    Geometry geometry;
};
BOOST_DESCRIBE_STRUCT(County, (), (id, properties, geometry))
struct Counties {
    std::vector<County> features;
};
BOOST_DESCRIBE_STRUCT(Counties, (), (features))

/// Where the files are; empty when they are not.
inline std::filesystem::path data_folder(const char* source_folder) {
    const char* told = std::getenv("TONGZHOU_DATA");
    std::filesystem::path folder =
        told ? std::filesystem::path(told) : std::filesystem::path(source_folder) / "../shared/data";
    return std::filesystem::exists(folder / "divisions" / "jining_counties.geojson") ? folder : std::filesystem::path();
}

inline std::vector<County> counties(const std::filesystem::path& data) {
    std::ifstream file(data / "divisions" / "jining_counties.geojson", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return from_json<Counties>(text, {.unknown_fields = UnknownFields::ignore}).features;
}

/// Ids of the enterprises of each county: by their credit code, or where that names only the city, by their address.
inline std::map<std::string, std::vector<std::string>> enterprises(const std::filesystem::path& data) {
    std::map<std::string, std::vector<std::string>> by_county;
    const auto reader = table::open_table(data / "enterprises" / "jining_enterprises.csv");
    const auto& header = reader->header();
    const auto column = [&](std::string_view name) {
        return static_cast<std::size_t>(std::ranges::find(header, name) - header.begin());
    };
    const auto by_code = column("county_from_code"), by_address = column("county_from_address");
    int row_number = 0;
    while (auto row = reader->next()) {
        const auto& code = row->cells[by_code];
        by_county[code.ends_with("00") ? row->cells[by_address] : code].push_back(fmt::format("row {}", ++row_number));
    }
    return by_county;
}

inline bool is_inside(const County& county, double x, double y) {
    bool inside = false;
    for (const auto& ring : county.geometry.coordinates)
        for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
            const auto &a = ring[i], &b = ring[before];
            if ((a[1] > y) != (b[1] > y) && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) inside = !inside;
        }
    return inside;
}

/// Evenly within the county: a point of its box is drawn until it lies inside.
class Scatter {
  public:
    Scatter(const County& county, std::uint64_t seed) : county_(county), engine_(seed) {
        for (const auto& ring : county.geometry.coordinates)
            for (const auto& point : ring) {
                west_ = std::min(west_, point[0]);
                east_ = std::max(east_, point[0]);
                south_ = std::min(south_, point[1]);
                north_ = std::max(north_, point[1]);
            }
    }
    std::pair<double, double> next() {
        for (;;) {
            const double x = west_ + (east_ - west_) * share(), y = south_ + (north_ - south_) * share();
            if (is_inside(county_, x, y)) return {x, y};
        }
    }

  private:
    double share() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }
    const County& county_;
    std::mt19937_64 engine_;
    double west_ = 180, east_ = -180, south_ = 90, north_ = -90;
};

/// One squad for six enterprises, at least one; both at simulated places.
inline InstanceForm instance_of_county(const County& county, const std::vector<std::string>& enterprises,
                                       std::uint64_t seed) {
    InstanceForm form;
    Scatter scatter(county, seed);
    const auto place = [&](auto& placed) {
        const auto [x, y] = scatter.next();
        placed.longitude = x;
        placed.latitude = y;
    };
    for (const auto& id : enterprises) {
        form.enterprises.push_back({.id = id});
        place(form.enterprises.back());
    }
    for (std::size_t i = 0; i < std::max<std::size_t>(1, enterprises.size() / 6); ++i) {
        form.squads.push_back({.id = fmt::format("{} {}", county.properties.name, i + 1)});
        place(form.squads.back());
    }
    return form;
}

}  // namespace tongzhou::squads::simulated
