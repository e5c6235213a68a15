#include "platform/sql/tx.hpp"

#include <stdexcept>

#include "platform/json/json.hpp"
#include "platform/sql/connection.hpp"

namespace tongzhou::sql {

Argument::Kind kind_of(const Shape& leaf) {
    if (leaf.stored_as_integer) return Argument::Kind::integer;
    return leaf.kind == Shape::Kind::number ? Argument::Kind::number : Argument::Kind::text;
}

Argument argument_of(const Shape& shape, const void* value) {
    Argument out;
    const Shape* leaf = &shape;
    if (shape.kind == Shape::Kind::optional) {
        leaf = &shape.element();
        out.null = shape.size(value) == 0;
        if (!out.null) value = shape.at(value, 0);
    }
    out.kind = kind_of(*leaf);
    if (out.null) return out;
    switch (out.kind) {
        case Argument::Kind::integer: out.integer = leaf->to_integer(value); break;
        case Argument::Kind::number: out.number = leaf->to_number(value); break;
        case Argument::Kind::text:
            if (leaf->to_text)
                leaf->to_text(value, out.text);
            else
                write_json(*leaf, value, out.text);  // a list, a struct
            break;
    }
    return out;
}

void Services::put(TypeKey key, void* service) {
    for (auto& [k, s] : services_) {
        if (k == key) {
            s = service;
            return;
        }
    }
    services_.emplace_back(key, service);
}

void* Services::find(TypeKey key) const {
    for (const auto& [k, s] : services_)
        if (k == key) return s;
    throw std::logic_error("a service is used that nobody provided");
}

Engine Snapshot::engine() const { return connection_.engine(); }

void Snapshot::select(const Query& query, std::initializer_list<Argument> arguments, const Shape& row, void* to,
                      AddRow add) {
    // The list is ours alone; its texts are moved into the statement instead of copied.
    std::span<Argument> own(const_cast<Argument*>(arguments.begin()), arguments.size());
    connection_.select(query, own, row, to, add);
}

void Snapshot::select_text(const std::string& text, std::vector<Argument> arguments, const Shape& row, void* to,
                           AddRow add) {
    connection_.select(text, arguments, row, to, add);
}

void Snapshot::prepare(const std::string& text) { connection_.prepare(text); }

int Tx::lane() const { return connection_.lane(); }

std::int64_t Tx::run_arguments(const Query& query, std::initializer_list<Argument> arguments) {
    std::span<Argument> own(const_cast<Argument*>(arguments.begin()), arguments.size());
    return connection_.run(query, own);
}

std::int64_t Tx::run_row(const Query& query, const Shape& shape, const void* row) {
    std::vector<Argument> arguments;
    arguments.reserve(query.parameters().size());
    for (const auto& name : query.parameters()) {
        const auto* member = shape.find(name);
        if (!member) throw std::logic_error(shape.name + " has no member " + name + " for: " + query.text());
        arguments.push_back(argument_of(member->shape(), member->in_const(row)));
    }
    return connection_.run(query, arguments);
}

std::shared_ptr<void>& Tx::memory_of(TypeKey key) { return connection_.memory_of(key); }

}  // namespace tongzhou::sql
