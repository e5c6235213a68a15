#include "modules/hotline/open311_text.hpp"

#include <fmt/format.h>

#include "base/markup.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::hotline {
namespace {

std::string xml_of(std::string_view list, std::string_view item, const std::vector<Fields>& records) {
    std::string out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
    out += fmt::format("<{}>\n", list);
    for (const auto& record : records) {
        out += fmt::format("  <{}>\n", item);
        for (const auto& [name, value] : record) {
            if (value)
                out += fmt::format("    <{0}>{1}</{0}>\n", name, escaped_for_markup(*value));
            else
                out += fmt::format("    <{}/>\n", name);
        }
        out += fmt::format("  </{}>\n", item);
    }
    return out + fmt::format("</{}>\n", list);
}

std::string json_of(const std::vector<Fields>& records) {
    std::string out = "[";
    for (const auto& record : records) {
        out += out.size() > 1 ? ",{" : "{";
        for (const auto& [name, value] : record) {
            if (out.back() != '{') out += ',';
            write_json_text(name, out);
            out += ':';
            if (value)
                write_json_text(*value, out);
            else
                out += "null";
        }
        out += '}';
    }
    return out + "]";
}

}  // namespace

std::optional<std::pair<std::string, Format>> format_of(std::string_view name) {
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    const auto ending = name.substr(dot + 1);
    if (ending == "xml") return std::pair(std::string(name.substr(0, dot)), Format::xml);
    if (ending == "json") return std::pair(std::string(name.substr(0, dot)), Format::json);
    return std::nullopt;
}

http::Response write_list(Format format, std::string_view list, std::string_view item,
                          const std::vector<Fields>& records, int status) {
    http::Response response;
    response.status = status;
    response.content_type = format == Format::xml ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
    response.body = format == Format::xml ? xml_of(list, item, records) : json_of(records);
    return response;
}

http::Response write_error(Format format, int status, std::string_view description) {
    return write_list(format, "errors", "error",
                      {{{"code", std::to_string(status)}, {"description", std::string(description)}}}, status);
}

}  // namespace tongzhou::hotline
