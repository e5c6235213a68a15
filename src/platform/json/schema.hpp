// JSON Schema 2020-12 of described types, as OpenAPI 3.1 wants it: what json.hpp reads and writes, said for machines.
#pragma once

#include <map>
#include <string>

#include "platform/shape/shape.hpp"

namespace tongzhou {

/// What the schema is promised for. A request may leave lists out and may bring no unknown field; a response always
/// has its lists and may grow new fields.
enum class SchemaUse : std::uint8_t { request, response };

/// The schema of the type itself; structs within it are references to "#/components/schemas/<name>".
std::string json_schema(const Shape& shape, SchemaUse use = SchemaUse::request);

/// Collects the structs an API refers to. A struct used in requests and in responses gets the schema for requests.
class SchemaBook {
  public:
    /// What to write where the type is used: a reference for a struct, the schema itself for anything else. The structs
    /// it needs join the book. Throws std::logic_error when two different structs have the same name: rename one.
    std::string refer(const Shape& shape, SchemaUse use);
    /// The object for "components"/"schemas", sorted by name, so that it is the same text at every start.
    std::string components() const;

  private:
    struct Entry {
        const Shape* shape;
        SchemaUse use;
    };
    void keep(const Shape& shape, SchemaUse use);

    std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace tongzhou
