#include "platform/auth/detail.hpp"

#include "platform/json/json.hpp"

namespace tongzhou::auth {

std::string detail(std::initializer_list<std::pair<std::string_view, std::string_view>> fields) {
    std::string out = "{";
    for (const auto& [name, value] : fields) {
        if (out.size() > 1) out += ',';
        write_json_text(name, out);
        out += ':';
        write_json_text(value, out);
    }
    return out + '}';
}

}  // namespace tongzhou::auth
