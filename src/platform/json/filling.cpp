#include "platform/json/filling.hpp"

#include <charconv>

#include "base/text.hpp"

namespace tongzhou {

using json_faults::Found;
using Kind = Shape::Kind;

namespace {

// RFC 6901. A strange key is cut, so that a fault is never as large as the body.
void append_pointer(std::string_view name, std::string& path) {
    constexpr std::size_t longest_shown = 200;
    path += '/';
    for (char c : utf8_prefix(name, longest_shown)) {
        if (c == '~')
            path += "~0";
        else if (c == '/')
            path += "~1";
        else
            path += c;
    }
}

bool is_required(const Shape& shape) { return shape.kind != Kind::optional && shape.kind != Kind::list; }

}  // namespace

Filling::Filling(const Shape& root, void* target, std::vector<FieldFault>& faults, const JsonLimits& limits)
    : root_{&root, target}, faults_(faults), limits_(limits), first_fault_(faults.size()) {
    frames_.reserve(8);
}

Filling::Place Filling::take_place_in_frame() {
    if (frames_.empty()) return root_;
    Frame& frame = frames_.back();
    if (frame.place.shape->kind == Kind::object) {
        const Member& member = frame.place.shape->members[frame.index];
        return {&member.shape(), member.in(frame.place.target)};
    }
    const Shape& list = *frame.place.shape;
    ++frame.index;
    if (frame.index < limits_.list_items) return {&list.element(), list.add(frame.place.target)};
    if (frame.index == limits_.list_items) {
        Frame held = frame;
        frames_.pop_back();  // the fault is the list's, not the element's
        report(json_faults::too_many_items(limits_.list_items));
        frames_.push_back(held);
    }
    return {};
}

Filling::Place Filling::take_place() {
    if (skip_depth_ > 0) return {};
    if (skip_next_) {
        skip_next_ = false;
        return {};
    }
    if (!raw_levels_.empty()) {
        ++raw_levels_.back().index;
        return {&shape_of<RawJson>(), nullptr};
    }
    return take_place_in_frame();
}

Filling::Place Filling::take_value_place() {
    Place place = take_place();
    while (place.shape && place.shape->kind == Kind::optional) {
        place = {&place.shape->element(), place.shape->add(place.target)};
    }
    return place;
}

Filling::Place Filling::take_container_place(Kind wanted) {
    if (skip_depth_ > 0) {
        ++skip_depth_;
        return {};
    }
    const Place place = take_value_place();
    if (place.shape && (place.shape->kind == wanted || place.shape->kind == Kind::raw)) return place;
    if (place.shape) refuse(place, wanted == Kind::object ? Found::object : Found::list);
    skip_depth_ = 1;
    return {};
}

void Filling::begin_object() {
    const Place place = take_container_place(Kind::object);
    if (!place.shape) return;
    if (place.shape->kind == Kind::raw) {
        raw_text_at(place) += '{';
        raw_levels_.push_back({.is_object = true, .key = {}, .keys = {}});
        return;
    }
    frames_.push_back({place, faults_.size(), none, seen_.size()});
    seen_.resize(seen_.size() + place.shape->members.size());
}

void Filling::begin_list() {
    const Place place = take_container_place(Kind::list);
    if (!place.shape) return;
    if (place.shape->kind == Kind::raw) {
        raw_text_at(place) += '[';
        raw_levels_.push_back({.is_object = false, .key = {}, .keys = {}});
        return;
    }
    place.shape->clear(place.target);
    frames_.push_back({place, faults_.size(), none, seen_.size()});
}

void Filling::end_object() {
    if (skip_depth_ > 0) {
        --skip_depth_;
        return;
    }
    if (!raw_levels_.empty()) {
        raw_levels_.pop_back();
        *raw_ += '}';
        return;
    }
    report_missing_members();
    const Frame frame = frames_.back();
    frames_.pop_back();
    seen_.resize(frame.first_seen);
    run_check(frame.place, frame.faults_before);
}

void Filling::end_list() {
    if (skip_depth_ > 0) {
        --skip_depth_;
        return;
    }
    if (!raw_levels_.empty()) {
        raw_levels_.pop_back();
        *raw_ += ']';
        return;
    }
    frames_.pop_back();
}

void Filling::key(std::string_view name) {
    if (skip_depth_ > 0) return;
    if (!raw_levels_.empty()) return raw_key(name);
    Frame& frame = frames_.back();
    const auto& members = frame.place.shape->members;
    std::size_t index = frame.index + 1;  // clients mostly send fields in our order
    if (index >= members.size() || members[index].name != name) {
        auto found = std::find_if(members.begin(), members.end(), [&](const Member& m) { return m.name == name; });
        index = found == members.end() ? none : static_cast<std::size_t>(found - members.begin());
    }
    frame.index = index;
    if (index == none) {
        skip_next_ = true;
        if (limits_.unknown_fields == UnknownFields::ignore) return;
        std::string at = path();
        append_pointer(name, at);
        report(std::move(at), json_faults::unknown_field(name, *frame.place.shape));
        return;
    }
    if (seen_[frame.first_seen + index]) {
        skip_next_ = true;
        report(json_faults::duplicate_key());
    }
    seen_[frame.first_seen + index] = true;
}

void Filling::text(std::string_view value) {
    const Place place = take_value_place();
    if (!place.shape) return;
    if (place.shape->kind != Kind::text && place.shape->kind != Kind::raw) return refuse(place, Found::text);
    if (value.find('\0') != std::string_view::npos) return report(json_faults::nul_character());
    if (place.shape->kind == Kind::raw) return write_json_text(value, raw_text_at(place));
    if (auto fault = place.shape->from_text(value, place.target)) report(*std::move(fault));
}

void Filling::integer(std::int64_t value, std::string_view literal) {
    const Place place = take_value_place();
    if (!place.shape) return;
    if (place.shape->kind == Kind::integer) {
        if (auto fault = place.shape->from_integer(value, place.target)) report(*std::move(fault));
    } else if (place.shape->kind == Kind::number) {
        take_number(place, literal);  // not `value`: an integer has no -0
    } else if (place.shape->kind == Kind::raw) {
        raw_text_at(place) += literal;
    } else {
        refuse(place, Found::number);
    }
}

void Filling::number(std::string_view literal) {
    const Place place = take_value_place();
    if (!place.shape) return;
    if (place.shape->kind == Kind::raw) {
        raw_text_at(place) += literal;
    } else if (place.shape->kind == Kind::integer) {
        const bool whole = literal.find_first_of(".eE") == std::string_view::npos;
        report(whole ? json_faults::integer_out_of_range(*place.shape) : json_faults::has_fraction());
    } else if (place.shape->kind == Kind::number) {
        take_number(place, literal);
    } else {
        refuse(place, Found::number);
    }
}

// The parser's own conversion is off by a few units in the last place; this one is exact.
void Filling::take_number(const Place& place, std::string_view literal) {
    double value = 0;
    auto [end, error] = std::from_chars(literal.data(), literal.data() + literal.size(), value);
    if (error != std::errc{}) return report(json_faults::number_out_of_range());
    place.shape->from_number(value, place.target);
}

void Filling::boolean(bool value) {
    const Place place = take_value_place();
    if (!place.shape) return;
    if (place.shape->kind == Kind::raw) {
        raw_text_at(place) += value ? "true" : "false";
    } else if (place.shape->kind == Kind::boolean) {
        if (auto fault = place.shape->from_integer(value, place.target)) report(*std::move(fault));
    } else {
        refuse(place, Found::boolean);
    }
}

void Filling::null() {
    const Place place = take_place();
    if (!place.shape) return;
    if (place.shape->kind == Kind::raw)
        raw_text_at(place) += "null";
    else if (place.shape->kind == Kind::optional)
        place.shape->clear(place.target);
    else
        report(json_faults::null_not_allowed());
}

void Filling::raw_key(std::string_view name) {
    RawLevel& level = raw_levels_.back();
    level.key = name;
    if (!level.keys.insert(level.key).second) {
        skip_next_ = true;
        return report(json_faults::duplicate_key());
    }
    if (name.find('\0') != std::string_view::npos) report(json_faults::nul_character());
    if (raw_->back() != '{') *raw_ += ',';
    write_json_text(name, *raw_);
    *raw_ += ':';
}

// The text to which the value at `place` is to be appended; separated from the element before it.
std::string& Filling::raw_text_at(const Place& place) {
    if (raw_levels_.empty()) {
        raw_ = &static_cast<RawJson*>(place.target)->json;
        raw_->clear();
    } else if (!raw_levels_.back().is_object && raw_->back() != '[') {
        *raw_ += ',';
    }
    return *raw_;
}

void Filling::report_missing_members() {
    Frame& frame = frames_.back();
    const auto& members = frame.place.shape->members;
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (seen_[frame.first_seen + i] || !is_required(members[i].shape())) continue;
        frame.index = i;
        report(json_faults::missing());
    }
}

void Filling::run_check(const Place& object, std::size_t faults_before) {
    if (!object.shape->check || faults_.size() != faults_before) return;
    std::vector<FieldFault> found;
    object.shape->check(object.target, found);
    if (found.empty()) return;
    const std::string at = path();
    for (FieldFault& fault : found) {
        const bool needs_slash = !fault.path.empty() && !fault.path.starts_with('/');
        report(at + (needs_slash ? "/" : "") + fault.path, {std::move(fault.code), std::move(fault.message)});
    }
}

// Of the value that is being read. Made only when there is a fault to tell.
std::string Filling::path() const {
    std::string out;
    for (const Frame& frame : frames_) {
        if (frame.index == none) continue;
        if (frame.place.shape->kind == Kind::object)
            append_pointer(frame.place.shape->members[frame.index].name, out);
        else
            append_pointer(std::to_string(frame.index), out);
    }
    for (const RawLevel& level : raw_levels_) {
        append_pointer(level.is_object ? level.key : std::to_string(level.index), out);
    }
    return out;
}

void Filling::report(std::string path, LeafFault fault) {
    if (stopped_) return;
    if (faults_.size() - first_fault_ < limits_.faults) {
        faults_.push_back({std::move(path), std::move(fault.code), std::move(fault.message)});
        return;
    }
    stopped_ = true;
    auto end = json_faults::too_many_faults(limits_.faults);
    faults_.push_back({"", std::move(end.code), std::move(end.message)});
}

void Filling::refuse(const Place& place, Found found) { report(json_faults::wrong_kind(place.shape->kind, found)); }

}  // namespace tongzhou
