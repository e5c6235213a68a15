// JSON Lines: one object a line. The header is made of the members' names in the order in which they first stand; a
// line without a member has an empty cell there. Texts are cells as they are; numbers, lists and objects stay JSON;
// null says nothing.

#include <boost/json.hpp>

#include "base/text.hpp"
#include "platform/table/source.hpp"
#include "platform/table/text_input.hpp"

namespace tongzhou::table {

namespace {

namespace bj = boost::json;

/// Lines of a text file, without their ends.
class Lines {
  public:
    Lines(const std::filesystem::path& path, std::size_t limit) : input_(path), limit_(limit), block_(64 << 10) {}

    /// The next line, at most `limit` bytes of it; false at the end. `whole` says whether that was all of it.
    bool read(std::string& line, bool& whole) {
        line.clear();
        whole = true;
        bool any = false;
        for (;;) {
            if (at_ == length_) {
                length_ = input_.read(block_);
                at_ = 0;
                if (length_ == 0) return any;
            }
            any = true;
            const std::string_view rest(block_.data() + at_, length_ - at_);
            const auto end = rest.find('\n');
            const auto piece = rest.substr(0, end);
            whole = whole && line.size() + piece.size() <= limit_;
            if (whole) line += piece;
            at_ += end == std::string_view::npos ? rest.size() : end + 1;
            if (end != std::string_view::npos) return true;
        }
    }
    double progress() const {
        return input_.size() == 0 ? 1 : static_cast<double>(input_.bytes_read()) / static_cast<double>(input_.size());
    }

  private:
    TextInput input_;
    std::size_t limit_;
    std::vector<char> block_;
    std::size_t at_ = 0, length_ = 0;
};

std::optional<bj::object> object_in(const std::string& line) {
    bj::error_code failure;
    auto value = bj::parse(line, failure);
    if (failure || !value.is_object()) return std::nullopt;
    return std::move(value.get_object());
}

std::string cell_of(const bj::value& value) {
    if (value.is_null()) return {};
    if (value.is_string()) return std::string(value.get_string());
    return bj::serialize(value);
}

class JsonLinesSource final : public RowSource {
  public:
    JsonLinesSource(const std::filesystem::path& path, const Limits& limits)
        : limits_(limits), lines_(path, limits.line_bytes) {
        read_names(path);
    }

    bool read(Row& row) override {
        row = {};
        if (!header_delivered_) {
            header_delivered_ = true;
            row.line = 1;
            row.cells = names_;
            return !names_.empty();
        }
        std::string line;
        bool whole = true;
        do {
            if (!lines_.read(line, whole)) return false;
            ++line_;
        } while (whole && trim(line).empty());
        row.line = line_;
        row.cells.resize(names_.size());
        if (!whole) {
            blame(row, line_too_large(limits_.line_bytes));
        } else if (const auto object = object_in(line)) {
            place(*object, row);
        } else {
            blame(row, {"该行不是一个 JSON 对象，请检查引号和括号；每行应为一个 {…}。",
                        "The line is no JSON object. Check its quotes and brackets: one {…} a line."});
        }
        return true;
    }
    double progress() const override { return lines_.progress(); }

  private:
    void read_names(const std::filesystem::path& path) {
        Lines lines(path, limits_.line_bytes);
        std::string line;
        for (bool whole = true; lines.read(line, whole);) {
            if (!whole) continue;
            const auto object = object_in(line);
            if (!object) continue;
            for (const auto& member : *object) {
                if (names_.size() == limits_.columns) return;
                std::string name(member.key());
                if (columns_.emplace(name, names_.size()).second) names_.push_back(std::move(name));
            }
        }
        if (names_.empty())
            throw Problem::bad_request("not_json_lines", "文件中没有一行是 JSON 对象；每行应为一个 {…}。",
                                       "No line of the file is a JSON object: each must be one {…}.");
    }

    void place(const bj::object& object, Row& row) const {
        for (const auto& member : object) {
            const auto column = columns_.find(std::string(member.key()));
            if (column == columns_.end()) {
                blame(row, too_many_columns(limits_.columns));
                continue;
            }
            auto cell = cell_of(member.value());
            if (cell.size() > limits_.cell_bytes)
                blame(row, cell_too_large(column->second + 1, limits_.cell_bytes));
            else
                row.cells[column->second] = std::move(cell);
        }
    }

    const Limits limits_;
    Lines lines_;
    std::size_t line_ = 0;
    bool header_delivered_ = false;
    std::vector<std::string> names_;
    std::unordered_map<std::string, std::size_t> columns_;
};

}  // namespace

std::unique_ptr<RowSource> open_json_lines(const std::filesystem::path& path, const Limits& limits) {
    return std::make_unique<JsonLinesSource>(path, limits);
}

}  // namespace tongzhou::table
