#include "modules/hotline/open311.hpp"

#include <charconv>
#include <ranges>

#include "base/text.hpp"
#include "modules/hotline/open311_service.hpp"

namespace tongzhou::hotline {
namespace {

// The specification: at most 90 days or 1,000 requests.
constexpr std::chrono::days longest_period{90};
constexpr std::int64_t most_requests = 1000;
constexpr std::int64_t usual_page = 50;

struct PublicRow {
    Id<Ticket> id;
    Category category{};
    TicketState state{};
    DivisionCode division;
    std::optional<std::string> public_summary;
    std::optional<std::string> agency;
    Channel channel{};
    Instant accepted_at, updated_at;
    std::optional<Instant> due_at;
};
BOOST_DESCRIBE_STRUCT(PublicRow, (),
                      (id, category, state, division, public_summary, agency, channel, accepted_at, updated_at, due_at))

constexpr std::string_view select_public =
    "SELECT t.id, t.category, t.state, t.division, t.public_summary, o.name AS agency, t.channel, t.accepted_at, "
    "t.updated_at, t.due_at FROM tickets t LEFT JOIN organizations o ON o.id = t.lead";

const sql::Query public_by_id{R"(
    SELECT t.id, t.category, t.state, t.division, t.public_summary, o.name AS agency, t.channel, t.accepted_at,
           t.updated_at, t.due_at
    FROM tickets t LEFT JOIN organizations o ON o.id = t.lead
    WHERE t.id = :id AND (t.public_summary IS NOT NULL OR t.channel = 'open311'))"};

Fields fields_of(const PublicRow& row) {
    const auto& name = name_of_category(row.category);
    const bool open = is_open(row.state);
    std::optional<std::string> expected;
    if (row.due_at) expected = zoned(*row.due_at);
    return {{"service_request_id", row.id.text()},
            {"status", open ? "open" : "closed"},
            {"status_notes", std::string(name_of(row.state))},
            {"service_name", name.zh + " " + name.en},
            {"service_code", std::string(name_of(row.category))},
            {"description", row.public_summary},
            {"agency_responsible", row.agency},
            {"service_notice", std::nullopt},
            {"requested_datetime", zoned(row.accepted_at)},
            {"updated_datetime", zoned(row.updated_at)},
            {"expected_datetime", expected},
            {"address", organizations::divisions().full_name(row.division)},
            {"address_id", row.division.text()},
            {"zipcode", std::nullopt},
            {"lat", std::nullopt},
            {"long", std::nullopt},
            {"media_url", std::nullopt}};
}

Fields service_of(Category category) {
    const auto& name = name_of_category(category);
    return {{"service_code", std::string(name_of(category))},
            {"service_name", name.zh + " " + name.en},
            {"description", name.zh},
            {"metadata", "false"},
            {"type", "realtime"},
            {"keywords", name.en},
            {"group", "热线 hotline"}};
}

Problem bad_parameter(std::string_view name, std::string_view zh, std::string_view en) {
    return Problem::bad_request("bad_parameter", fmt::format("参数 {}：{}", name, zh),
                                fmt::format("Parameter {}: {}", name, en));
}

bool given(const std::optional<Text<200>>& text) { return text && !text->empty(); }

Instant date_of(std::string_view name, const Text<200>& text) {
    const auto at = Instant::parse(text.value);
    if (!at) throw bad_parameter(name, at.message.zh, at.message.en);
    return *at;
}

std::int64_t number_of(std::string_view name, const std::optional<Text<200>>& text, std::int64_t usual,
                       std::int64_t most) {
    if (!given(text)) return usual;
    std::int64_t number = 0;
    const auto& digits = text->value;
    const auto end = digits.data() + digits.size();
    if (const auto read = std::from_chars(digits.data(), end, number);
        read.ec != std::errc{} || read.ptr != end || number < 1 || number > most)
        throw bad_parameter(name, fmt::format("应为1至{}的整数。", most), fmt::format("a whole number from 1 to {}.", most));
    return number;
}

// Put together at run time, from what the client asked for.
struct Wanted {
    std::string text{select_public};
    std::vector<sql::Argument> arguments;
    int parameters = 0;

    template <class T>
    std::string bound(const T& value) {
        arguments.push_back(sql::argument(value));
        return fmt::format(":p{}", parameters++);
    }
    template <class T>
    std::string list(const std::vector<T>& values) {
        std::string names;
        for (const auto& value : values) names += (names.empty() ? "" : ", ") + bound(value);
        return "(" + names + ")";
    }
};

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    for (const auto part : std::views::split(text, ','))
        if (const auto word = trim(std::string_view(part.begin(), part.end())); !word.empty()) parts.emplace_back(word);
    return parts;
}

void add_ids(Wanted& wanted, std::string_view text) {
    std::vector<Id<Ticket>> ids;
    for (const auto& part : parts_of(text)) {
        const auto id = Id<Ticket>::parse(part);
        if (!id) throw bad_parameter("service_request_id", id.message.zh, id.message.en);
        ids.push_back(*id);
    }
    if (ids.size() > 100)
        throw bad_parameter("service_request_id", "一次最多查100个。", "ask for at most 100 at a time.");
    if (!ids.empty()) wanted.text += " AND t.id IN " + wanted.list(ids);
}

void add_codes(Wanted& wanted, std::string_view text) {
    std::vector<std::string> codes;
    for (auto& part : parts_of(text)) {
        if (!enum_from<Category>(part))
            throw bad_parameter("service_code", "没有这项服务，见 services。", "there is no such service; see services.");
        codes.push_back(std::move(part));
    }
    if (!codes.empty()) wanted.text += " AND t.category IN " + wanted.list(codes);
}

void add_status(Wanted& wanted, std::string_view text) {
    bool open = false, closed = false;
    for (const auto& part : parts_of(text)) {
        if (part != "open" && part != "closed")
            throw bad_parameter("status", "应为 open 或 closed。", "open or closed.");
        (part == "open" ? open : closed) = true;
    }
    if (open == closed) return;
    constexpr std::string_view open_states = "('accepted', 'dispatched', 'in_progress', 'replied', 'followed_up')";
    wanted.text += fmt::format(" AND t.state {} {}", open ? "IN" : "NOT IN", open_states);
}

http::Response list_requests(Snapshot& snapshot, Format format, const Open311List& request) {
    Wanted wanted;
    wanted.text += " WHERE t.public_summary IS NOT NULL";
    if (request.service_request_id && !request.service_request_id->empty()) {
        add_ids(wanted, request.service_request_id->value);
    } else {
        const auto until = given(request.end_date) ? date_of("end_date", *request.end_date) : snapshot.now();
        const auto from =
            given(request.start_date) ? date_of("start_date", *request.start_date) : until - longest_period;
        if (from > until || until - from > longest_period)
            throw bad_parameter("start_date", "最多查90天，且不晚于 end_date。",
                                "at most 90 days, and not after end_date.");
        wanted.text += " AND t.accepted_at >= " + wanted.bound(from);
        wanted.text += " AND t.accepted_at <= " + wanted.bound(until);
        if (given(request.service_code)) add_codes(wanted, request.service_code->value);
        if (given(request.status)) add_status(wanted, request.status->value);
    }
    const bool paged = given(request.page) || given(request.page_size);
    const auto size = number_of("page_size", request.page_size, paged ? usual_page : most_requests, most_requests);
    const auto page = number_of("page", request.page, 1, 100'000);
    wanted.text += " ORDER BY t.accepted_at DESC, t.id LIMIT " + wanted.bound(size);
    wanted.text += " OFFSET " + wanted.bound((page - 1) * size);
    std::vector<Fields> records;
    for (const auto& row : snapshot.all_of<PublicRow>(wanted.text, std::move(wanted.arguments)))
        records.push_back(fields_of(row));
    return write_list(format, "service_requests", "request", records);
}

Problem no_such_resource() {
    return Problem::not_found("no_such_resource", "没有这个资源；有 services、requests、tokens，以 .xml 或 .json 结尾。",
                              "There is no such resource; there are services, requests and tokens, ending in .xml or .json.");
}

PublicRow require_public(Snapshot& snapshot, std::string_view id_text) {
    const auto id = Id<Ticket>::parse(id_text);
    if (id)
        if (auto row = snapshot.find<PublicRow>(public_by_id, *id)) return *std::move(row);
    throw Problem::not_found("no_such_request", "没有这个请求，请核对 service_request_id。",
                             "There is no such request; check service_request_id.");
}

http::Response definition_of(Format format, std::string_view code) {
    if (!enum_from<Category>(code))
        throw Problem::not_found("no_such_service", "没有这项服务，见 services。", "There is no such service; see services.");
    http::Response response;
    if (format == Format::xml) {
        response.content_type = "text/xml; charset=utf-8";
        response.body = fmt::format(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_definition>\n  "
            "<service_code>{}</service_code>\n  <attributes/>\n</service_definition>\n",
            code);
    } else {
        response.content_type = "application/json; charset=utf-8";
        response.body = fmt::format(R"({{"service_code":"{}","attributes":[]}})", code);
    }
    return response;
}

}  // namespace

const Bilingual& name_of_category(Category category) {
    static const std::array<Bilingual, EnumTable<Category>::size> names{
        {{"咨询", "consultation"}, {"求助", "assistance"}, {"建议", "suggestion"}, {"投诉", "complaint"}, {"举报", "report"}}};
    return names.at(static_cast<std::size_t>(category));
}

std::string zoned(Instant at) {
    const auto shanghai = (at + std::chrono::hours(8)).iso();
    return shanghai.substr(0, 19) + "+08:00";
}

http::Response list_open311(Snapshot& snapshot, const Actor& actor, const Open311List& request) {
    const auto named = format_of(request.resource.value);
    return answer_open311(named ? named->second : Format::xml, actor.language, [&] {
        if (named && named->first == "services") {
            std::vector<Fields> services;
            for (const auto category : values_of<Category>()) services.push_back(service_of(category));
            return write_list(named->second, "services", "service", services);
        }
        if (!named || named->first != "requests") throw no_such_resource();
        return list_requests(snapshot, named->second, request);
    });
}

http::Response show_open311(Snapshot& snapshot, const Actor& actor, const Open311Record& request) {
    const auto named = format_of(request.record.value);
    return answer_open311(named ? named->second : Format::xml, actor.language, [&] {
        if (!named) throw no_such_resource();
        const auto& [id, format] = *named;
        if (request.collection.value == "services") return definition_of(format, id);
        if (request.collection.value == "requests")
            return write_list(format, "service_requests", "request", {fields_of(require_public(snapshot, id))});
        if (request.collection.value != "tokens") throw no_such_resource();
        // Ids are given at once, so a token is the id itself.
        const auto row = require_public(snapshot, id);
        return write_list(format, "service_requests", "request",
                          {{{"service_request_id", row.id.text()}, {"token", row.id.text()}}});
    });
}

}  // namespace tongzhou::hotline
