#include "platform/json/schema.hpp"

#include "platform/json/json.hpp"

namespace tongzhou {
namespace {

using Kind = Shape::Kind;

/// What base/ does not say of its values because only schemas need it.
struct Hint {
    std::string_view name, format, pattern, description;
};

// The patterns are those of the canonical spelling. The reader is kinder to what people type.
constexpr Hint hints[] = {
    {"Instant", "date-time", "", ""},
    {"Date", "date", "", ""},
    {"Uuid", "uuid", "", ""},
    {"Uscc", "", "^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$", "统一社会信用代码, GB 32100-2015"},
    {"ResidentId", "", "^[0-9]{17}[0-9X]$", "公民身份号码, GB 11643-1999"},
    {"Mobile", "", "^1[3-9][0-9]{9}$", "Mobile number of mainland China"},
    {"DivisionCode", "", "^[0-9]{2}([0-9]{2}([0-9]{2}([0-9]{3}([0-9]{3})?)?)?)?$", "行政区划代码, GB/T 2260"},
    {"Money", "int64", "", "Fen, the hundredth of a yuan: 123456 is ¥1234.56. 单位：分。"},
    {"DeciCelsius", "int32", "", "Tenths of a degree Celsius: 373 is 37.3 °C. 单位：0.1 °C。"},
    {"int", "int32", "", ""},
    {"unsignedint", "uint32", "", ""},
    {"longint", "int64", "", ""},  // as g++ spells std::int64_t, and clang below
    {"long", "int64", "", ""},
    {"longunsignedint", "uint64", "", ""},
    {"unsignedlong", "uint64", "", ""},
    {"double", "double", "", ""},
    {"RawJson", "", "", "Any JSON value."},
};

constexpr Hint id_hint = {"", "uuid", "", ""};

Hint hint_of(const Shape& shape) {
    for (const Hint& hint : hints)
        if (hint.name == shape.name) return hint;
    const bool is_id = shape.kind == Kind::text && shape.names.empty() && shape.name.ends_with("Id");  // Id<Passage>
    return is_id ? id_hint : Hint{};
}

/// An object in the making.
class Entries {
  public:
    void add(std::string_view key, std::string_view json) {
        if (out_.size() > 1) out_ += ',';
        write_json_text(key, out_);
        out_ += ':';
        out_ += json;
    }
    void add_text(std::string_view key, std::string_view text) {
        std::string json;
        write_json_text(text, json);
        add(key, json);
    }
    void add_text_if_any(std::string_view key, std::string_view text) {
        if (!text.empty()) add_text(key, text);
    }
    std::string done() && { return std::move(out_) + "}"; }

  private:
    std::string out_ = "{";
};

template <class Texts>
std::string array_of(const Texts& texts) {
    std::string out = "[";
    for (std::string_view text : texts) {
        if (out.size() > 1) out += ',';
        write_json_text(text, out);
    }
    return out + "]";
}

std::string schema_of_use(const Shape& shape, SchemaUse use);

std::string schema_of_object(const Shape& shape, SchemaUse use) {
    Entries properties;
    std::vector<std::string_view> required;
    for (const Member& member : shape.members) {
        const Shape& of_member = member.shape();
        properties.add(member.name, schema_of_use(of_member, use));
        const bool may_be_absent =
            of_member.kind == Kind::optional || (of_member.kind == Kind::list && use == SchemaUse::request);
        if (!may_be_absent) required.push_back(member.name);
    }
    Entries out;
    out.add_text("type", "object");
    out.add("properties", std::move(properties).done());
    if (!required.empty()) out.add("required", array_of(required));
    if (use == SchemaUse::request) out.add("additionalProperties", "false");
    return std::move(out).done();
}

std::string schema_of_text(const Shape& shape) {
    Entries out;
    const Hint hint = hint_of(shape);
    out.add_text("type", "string");
    if (!shape.names.empty()) out.add("enum", array_of(shape.names));
    if (shape.lowest && *shape.lowest > 0) out.add("minLength", std::to_string(*shape.lowest));
    if (shape.highest) out.add("maxLength", std::to_string(*shape.highest));
    out.add_text_if_any("format", shape.format.empty() ? hint.format : shape.format);
    out.add_text_if_any("pattern", shape.pattern.empty() ? hint.pattern : shape.pattern);
    out.add_text_if_any("description", hint.description);
    return std::move(out).done();
}

std::string schema_of_number(const Shape& shape) {
    Entries out;
    const Hint hint = hint_of(shape);
    out.add_text("type", shape.kind == Kind::integer ? "integer" : "number");
    out.add_text_if_any("format", shape.format.empty() ? hint.format : shape.format);
    if (shape.lowest) out.add("minimum", std::to_string(*shape.lowest));
    if (shape.highest) out.add("maximum", std::to_string(*shape.highest));
    out.add_text_if_any("description", hint.description);
    return std::move(out).done();
}

std::string schema_of_list(const Shape& shape, SchemaUse use) {
    Entries out;
    out.add_text("type", "array");
    out.add("items", schema_of_use(shape.element(), use));
    return std::move(out).done();
}

std::string schema_of_raw(const Shape& shape) {
    Entries out;
    out.add_text("description", hint_of(shape).description);
    return std::move(out).done();
}

// As the type stands within another: structs by reference.
std::string schema_of_use(const Shape& shape, SchemaUse use) {
    if (shape.kind != Kind::object) return json_schema(shape, use);
    Entries out;
    out.add_text("$ref", "#/components/schemas/" + shape.name);
    return std::move(out).done();
}

}  // namespace

std::string json_schema(const Shape& shape, SchemaUse use) {
    switch (shape.kind) {
        case Kind::boolean: return R"({"type":"boolean"})";
        case Kind::integer:
        case Kind::number: return schema_of_number(shape);
        case Kind::text: return schema_of_text(shape);
        case Kind::raw: return schema_of_raw(shape);
        case Kind::optional: return schema_of_use(shape.element(), use);
        case Kind::list: return schema_of_list(shape, use);
        case Kind::object: break;
    }
    return schema_of_object(shape, use);
}

std::string SchemaBook::refer(const Shape& shape, SchemaUse use) {
    keep(shape, use);
    return schema_of_use(shape, use);
}

std::string SchemaBook::components() const {
    Entries out;
    for (const auto& [name, entry] : entries_) out.add(name, json_schema(*entry.shape, entry.use));
    return std::move(out).done();
}

void SchemaBook::keep(const Shape& shape, SchemaUse use) {
    if (shape.kind == Kind::optional || shape.kind == Kind::list) return keep(shape.element(), use);
    if (shape.kind != Kind::object) return;
    auto [found, is_new] = entries_.try_emplace(shape.name, Entry{&shape, use});
    Entry& entry = found->second;
    if (entry.shape != &shape) throw std::logic_error("two structs are called " + shape.name + "; rename one");
    const bool becomes_request = entry.use == SchemaUse::response && use == SchemaUse::request;
    if (!is_new && !becomes_request) return;  // also ends the walk in a struct that contains itself
    entry.use = use;
    for (const Member& member : shape.members) keep(member.shape(), use);
}

}  // namespace tongzhou
