#include "platform/list/list.hpp"

#include <stdexcept>

#include "base/text.hpp"

namespace tongzhou {

namespace {

std::vector<const ListBase*>& registry() {
    static std::vector<const ListBase*> lists;
    return lists;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
        text.replace(at, from.size(), to);
}

std::string escaped_for_like(std::string text) {
    replace_all(text, "\\", "\\\\");
    replace_all(text, "%", "\\%");
    replace_all(text, "_", "\\_");
    return text;
}

// The FROM of a SELECT, not one of a subquery among its columns.
std::string_view from_of(std::string_view select) {
    constexpr std::string_view word = " FROM ";
    int depth = 0;
    for (std::size_t at = 0; at < select.size(); ++at) {
        if (select[at] == '(') ++depth;
        if (select[at] == ')') --depth;
        if (depth == 0 && select.substr(at).starts_with(word)) return select.substr(at);
    }
    throw std::logic_error("a list selects from nothing");
}

Problem bad_cursor() {
    return Problem::invalid("cursor", "bad_cursor", "翻页标记无效，请从第一页重新开始。",
                            "This cursor is not valid here; begin again with the first page.");
}

const Shape& leaf_of(const Shape& shape) { return shape.kind == Shape::Kind::optional ? shape.element() : shape; }

void append(Selection& selection, std::string_view condition, std::vector<sql::Argument> arguments) {
    selection.text += selection.text.empty() ? "" : " AND ";
    selection.text += condition;
    for (auto& argument : arguments) selection.arguments.push_back(std::move(argument));
}

// The condition of one filter for one value, or for a list of them (IN).
void apply(const Filter& filter, const Member& member, const void* values, Selection& selection) {
    const Shape& shape = member.shape();
    const void* value = member.in_const(values);
    std::string condition(filter.condition);
    const auto parameter = ":" + std::string(filter.name);
    if (shape.kind == Shape::Kind::list) {
        const auto size = shape.size(value);
        if (size == 0) return;
        std::string names;
        std::vector<sql::Argument> arguments;
        for (std::size_t i = 0; i < size; ++i) {
            names += fmt::format("{}{}_{}", i ? ", " : "", parameter, i);
            arguments.push_back(sql::argument_of(shape.element(), shape.at(value, i)));
        }
        replace_all(condition, parameter, names);
        return append(selection, condition, std::move(arguments));
    }
    if (shape.kind == Shape::Kind::optional && shape.size(value) == 0) return;
    auto argument = sql::argument_of(shape, value);
    switch (filter.match) {
        case Match::exact: return append(selection, condition, {std::move(argument)});
        case Match::contains:
        case Match::begins:
            argument.text =
                (filter.match == Match::contains ? "%" : "") + escaped_for_like(std::move(argument.text)) + "%";
            return append(selection, condition + " ESCAPE '\\'", {std::move(argument)});
        case Match::within: {
            auto [low, high] = DivisionCode::of(argument.text).range();
            return append(selection, condition, {sql::argument(low), sql::argument(high)});
        }
    }
}

}  // namespace

ListBase::ListBase(ListSpec spec, const Shape& row) : spec_(std::move(spec)), row_(row) {
    if (!row_.find(spec_.key_member) || spec_.sorts.empty())
        throw std::logic_error("a list needs a row with an id, and a sort");
    for (const auto& sort : spec_.sorts)
        if (!row_.find(sort.name))
            throw std::logic_error(fmt::format("list {}: no member for the sort {}", spec_.name, sort.name));
    registry().push_back(this);
}

const std::vector<const ListBase*>& ListBase::all() { return registry(); }

ListBase::Order ListBase::order_of(const ListRequest& request) const {
    const Sort* sort = &spec_.sorts.front();
    if (request.sort) {
        auto found = std::find_if(spec_.sorts.begin(), spec_.sorts.end(),
                                  [&](const Sort& s) { return s.name == request.sort->value; });
        if (found == spec_.sorts.end()) {
            std::vector<std::string_view> names;
            for (const auto& s : spec_.sorts) names.push_back(s.name);
            auto fault = shape_detail::not_one_of(names);
            throw Problem::invalid("sort", fault.code, fault.message.zh, fault.message.en);
        }
        sort = &*found;
    }
    return {sort, request.order.value_or(sort->order), static_cast<std::size_t>(request.limit.value_or(50))};
}

Selection ListBase::conditions(const Actor& actor, const Shape& filter, const void* values,
                               const Condition& also) const {
    Selection selection;
    auto scope = actor.scope.where(spec_.scope);
    append(selection, scope.text, std::move(scope.arguments));
    if (!spec_.where.empty()) append(selection, spec_.where, {});
    if (!also.text.empty()) append(selection, also.text, also.arguments);
    for (const auto& f : spec_.filters) {
        const auto* member = filter.find(f.name);
        if (!member) throw std::logic_error(fmt::format("list {}: the request has no member {}", spec_.name, f.name));
        apply(f, *member, values, selection);
    }
    return selection;
}

Selection ListBase::select_page(const Actor& actor, const Shape& filter, const void* values, const Condition& also,
                                const ListRequest& request, const Order& order) const {
    auto selection = conditions(actor, filter, values, also);
    const bool down = order.order == SortOrder::descending;
    if (request.cursor) {
        // "sort order value id", each base64url-free of spaces; a cursor of another sort is refused.
        auto text = from_base64url(request.cursor->value);
        if (!text) throw bad_cursor();
        std::vector<std::string> parts;
        for (std::size_t at = 0;;) {
            auto mark = text->find('\x1f', at);
            parts.push_back(text->substr(at, mark == std::string::npos ? mark : mark - at));
            if (mark == std::string::npos) break;
            at = mark + 1;
        }
        if (parts.size() != 4 || parts[0] != order.sort->name || parts[1] != name_of(order.order)) throw bad_cursor();
        auto argument_for = [&](std::string_view member, const std::string& value) {
            const Shape& leaf = leaf_of(row_.find(member)->shape());
            sql::Argument argument;
            argument.kind = sql::kind_of(leaf);
            argument.text = value;
            if (argument.kind == sql::Argument::Kind::integer) {
                auto number = shape_detail::integer_of(value);
                if (!number) throw bad_cursor();
                argument.integer = *number;
            } else if (argument.kind == sql::Argument::Kind::number) {
                auto number = shape_detail::number_of(value);
                if (!number) throw bad_cursor();
                argument.number = *number;
            }
            return argument;
        };
        if (!Uuid::parse(parts[3])) throw bad_cursor();
        append(selection,
               fmt::format("({}, {}) {} (:cursor_value, :cursor_id)", order.sort->column, spec_.key, down ? "<" : ">"),
               {argument_for(order.sort->name, parts[2]), argument_for(spec_.key_member, parts[3])});
    }
    const auto direction = down ? "DESC" : "ASC";
    selection.text = fmt::format("{} WHERE {} ORDER BY {} {}, {} {} LIMIT {}", spec_.select, selection.text,
                                 order.sort->column, direction, spec_.key, direction, order.limit + 1);
    return selection;
}

Selection ListBase::select_rows(const Actor& actor, const Shape& filter, const void* values,
                                const Condition& also) const {
    auto selection = conditions(actor, filter, values, also);
    selection.text = fmt::format("{} WHERE {}", from_of(spec_.select), selection.text);
    return selection;
}

Selection ListBase::select_count(const Actor& actor, const Shape& filter, const void* values,
                                 const Condition& also) const {
    auto selection = select_rows(actor, filter, values, also);
    selection.text = fmt::format("SELECT COUNT(*) FROM (SELECT 1{} LIMIT 100001) counted", selection.text);
    return selection;
}

std::string ListBase::cursor_of(const Order& order, const void* row) const {
    auto text_of = [&](std::string_view name) {
        const auto* member = row_.find(name);
        auto argument = sql::argument_of(member->shape(), member->in_const(row));
        if (argument.kind == sql::Argument::Kind::integer) return std::to_string(argument.integer);
        if (argument.kind == sql::Argument::Kind::number) {
            std::string text;
            shape_detail::append_number(argument.number, text);
            return text;
        }
        return argument.text;
    };
    auto cursor = fmt::format("{}\x1f{}\x1f{}\x1f{}", order.sort->name, name_of(order.order), text_of(order.sort->name),
                              text_of(spec_.key_member));
    return base64url(bytes_of(cursor));
}

void ListBase::cells_of(const void* row, std::vector<std::string>& cells) const {
    for (const auto& member : row_.members) {
        auto& cell = cells.emplace_back();
        const Shape& shape = member.shape();
        const void* value = member.in_const(row);
        if (shape.kind == Shape::Kind::optional) {
            if (shape.size(value)) shape.element().to_text(shape.at(value, 0), cell);
        } else if (shape.to_text) {
            shape.to_text(value, cell);
        }
    }
}

std::vector<std::string> ListBase::example_texts() const {
    std::vector<std::string> texts;
    auto whole = [&](const std::string& condition, const Sort& sort) {
        texts.push_back(fmt::format("{} WHERE {}{}{} ORDER BY {}, {} LIMIT 1", spec_.select, condition,
                                    spec_.where.empty() ? "" : " AND ", spec_.where, sort.column, spec_.key));
    };
    for (const auto& scope :
         {Scope::everything(), Scope::of_division(DivisionCode::of("37")),
          Scope::of_division(DivisionCode::of("370831")), Scope::of_division(DivisionCode::of("370831100")),
          Scope::of_organization({}, DivisionCode::of("370831"))})
        whole(scope.where(spec_.scope).text, spec_.sorts.front());
    for (const auto& filter : spec_.filters) whole(std::string(filter.condition), spec_.sorts.front());
    for (const auto& sort : spec_.sorts)
        whole(fmt::format("({}, {}) > (:cursor_value, :cursor_id)", sort.column, spec_.key), sort);
    return texts;
}

}  // namespace tongzhou
