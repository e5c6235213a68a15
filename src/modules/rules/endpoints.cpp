#include "modules/rules/endpoints.hpp"

#include "modules/organizations/organizations.hpp"

namespace tongzhou::rules {
namespace {

const sql::Query insert_rule{R"(
    INSERT INTO rules (id, kind, division, value, effective_from, source, author, author_name, note, created_at)
    VALUES (:id, :kind, :division, :value, :effective_from, :source, :author, :author_name, :note, :created_at)
    ON CONFLICT (id) DO NOTHING)"};

const sql::Query find_rule{R"(
    SELECT id, kind, division, value, effective_from, source, author, author_name, note, created_at
    FROM rules WHERE id = :id)"};

// A typing error in the year would otherwise lie in wait for a decade.
constexpr std::chrono::days furthest_ahead{366};

/// Rules bind those below, so whoever is within a place sees what holds there.
bool sees(const Actor& actor, const DivisionCode& place) {
    if (!place.is_set() || actor.scope.covers_division(place)) return true;
    const auto& own = actor.scope.division();
    return own.is_set() && place.contains(own);
}

void require_scope(const Actor& actor, const std::optional<DivisionCode>& division) {
    if (division ? !actor.scope.covers_division(*division) : !actor.scope.is_everything()) throw no_such_record();
}

std::string value_of(const NewRule& rule, std::vector<FieldFault>& faults) {
    if (rule.value.value == withdrawn) {
        if (!rule.division)
            faults.push_back({"/value",
                              "country_rule",
                              {"全国规则不能撤销，只能以新的规则取代。",
                               "A rule of the whole country cannot be withdrawn, only superseded."}});
        return std::string(withdrawn);
    }
    auto value = parse_value(rule.kind, rule.value.value);
    if (value) return *value;
    faults.push_back(value.fault("/value"));
    return {};
}

// A document takes effect "from the day of issue" (自即日起), so a rule may reach back to this morning, and no further:
// what was decided on earlier days was right by the rules of those days.
void check_date(Instant from, Instant now, std::vector<FieldFault>& faults) {
    if (from < start_of_day_in_shanghai(date_in_shanghai(now)))
        faults.push_back({"/effective_from",
                          "backdated",
                          {"规则最早自今日零时起生效，不能追溯。", "A rule takes effect today at the earliest."}});
    if (from > now + furthest_ahead)
        faults.push_back({"/effective_from",
                          "too_far_ahead",
                          {"生效时间距今超过一年，请核对年份。", "That is more than a year ahead; check the year."}});
}

bool same_rule(const Rule& a, const Rule& b) {
    return std::tie(a.kind, a.division, a.value, a.effective_from, a.source, a.note) ==
           std::tie(b.kind, b.division, b.value, b.effective_from, b.source, b.note);
}

}  // namespace

Rule add_rule(Tx& tx, const Actor& actor, const NewRule& rule) {
    require_scope(actor, rule.division);
    const auto earlier = rule.id ? tx.find<Rule>(find_rule, *rule.id) : std::nullopt;

    std::vector<FieldFault> faults;
    Rule made{.id = rule.id.value_or(Id<Rule>::make(tx.now())),
              .kind = rule.kind,
              .division = rule.division,
              .value = value_of(rule, faults),
              // Sent again without a date, it is the rule that was made the first time.
              .effective_from = rule.effective_from.value_or(earlier ? earlier->effective_from : tx.now()),
              .source = rule.source.value,
              .author = actor.id.is_nil() ? std::nullopt : std::optional(actor.id),
              .author_name = actor.name,
              .note = rule.note.value_or("").value,
              .created_at = tx.now()};
    if (earlier) {
        require_scope(actor, earlier->division);
        if (faults.empty() && same_rule(made, *earlier)) return *earlier;
        throw Problem::conflict("rule_exists", "该编号已用于另一条规则，请换一个编号再提交。",
                                "That id is another rule's; send the rule under a new one.");
    }
    if (rule.division && !organizations::divisions().has(*rule.division))
        faults.push_back({"/division",
                          "no_such_division",
                          {"没有这个行政区划，请核对代码。", "There is no such division; check the code."}});
    check_date(made.effective_from, tx.now(), faults);
    if (!faults.empty()) throw Problem::invalid(std::move(faults));

    tx.run(insert_rule, made);
    book_changes(tx, made.id);
    return made;
}

RuleList list_rules(Snapshot& snapshot, const Actor& actor, const RuleFilter& filter) {
    RuleList list;
    const auto book = read_book(snapshot);
    for (const auto& [place, rules] : book.by_place()) {
        const auto& [kind, division] = place;
        if (filter.kind && *filter.kind != kind) continue;
        if (filter.division && *filter.division != division) continue;
        if (sees(actor, division)) list.items.insert(list.items.end(), rules.rbegin(), rules.rend());
    }
    return list;
}

RulesInForce rules_in_force(Snapshot& snapshot, const Actor& actor, const InForceRequest& request) {
    const auto division = request.division.value_or(actor.scope.division());
    if (!sees(actor, division)) throw no_such_record();
    RulesInForce all;
    if (division.is_set()) all.division = division;
    all.at = request.at.value_or(snapshot.now());
    const auto book = read_book(snapshot);
    for (const auto kind : values_of<RuleKind>()) {
        RuleInForce one;
        const auto* rule = book.in_force(kind, division, all.at, &one.steps);
        if (!rule) throw std::logic_error(fmt::format("the country has no rule {}", name_of(kind)));
        one.kind = kind;
        one.name_zh = name_of_kind(kind).zh;
        one.name_en = name_of_kind(kind).en;
        one.rule = *rule;
        all.rules.push_back(std::move(one));
    }
    return all;
}

}  // namespace tongzhou::rules
