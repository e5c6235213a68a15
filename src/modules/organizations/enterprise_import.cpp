// Enterprises from spreadsheets: registers, statistics, a county's own list. The credit code is the key. A cell that
// says nothing leaves what is on record as it is, so a list with three columns can add to one with ten.
#include "modules/organizations/enterprise_import.hpp"

#include "modules/organizations/enterprise_row.hpp"
#include "modules/organizations/register.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::organizations {

namespace {

using imports::Row;
using imports::RowOutcome;
using imports::RowResult;

// One parameter for all codes of a batch, so that it is one statement whatever their number.
const sql::Query known_enterprises{R"(
    SELECT o.id, o.name, o.uscc, o.county, o.division, o.address, e.legal_type, e.registered, e.capital,
           e.business_scope, e.section, e.size_industry, e.staff, e.revenue, e.assets, e.qualified_contractor,
           e.size_class, e.above_designated_size, e.county_source, e.source, o.created_at, o.updated_at
    FROM   organizations o
    JOIN   enterprises e ON e.organization = o.id
    WHERE  o.uscc IN (SELECT value FROM {sqlite: json_each}{postgres: json_array_elements_text}
                                        (CAST(:uscc_list AS {sqlite: TEXT}{postgres: JSON}))))"};

const sql::Query known_others{R"(
    SELECT o.id, o.kind, o.parent, o.name, o.uscc, o.county, o.division, o.address, o.created_at, o.updated_at
    FROM   organizations o
    WHERE  o.kind <> 'enterprise'
      AND  o.uscc IN (SELECT value FROM {sqlite: json_each}{postgres: json_array_elements_text}
                                        (CAST(:uscc_list AS {sqlite: TEXT}{postgres: JSON}))))"};

// The same words whether the enterprise is another county's, another county has it on record, or nobody can tell.
imports::Note not_yours() {
    return {"outside_scope", "",
            "此企业不在您的管辖范围内，或无法确定其所属区县；请核对信用代码并补充所属区县，或报上级登记。",
            "This enterprise lies outside your scope, or its county cannot be told. Check its credit code and add its "
            "county, or ask the level above to enter it."};
}

template <class T>
void take(std::optional<T>& on_record, const std::optional<T>& read) {
    if (read) on_record = read;
}

void take_row(Enterprise& enterprise, const EnterpriseRow& row) {
    enterprise.name = row.name;
    enterprise.uscc = row.uscc;
    take(enterprise.address, row.address);
    take(enterprise.legal_type, row.legal_type);
    take(enterprise.registered, row.registered);
    take(enterprise.capital, row.capital);
    take(enterprise.business_scope, row.business_scope);
    take(enterprise.section, row.section);
    take(enterprise.size_industry, row.size_industry);
    take(enterprise.staff, row.staff);
    take(enterprise.revenue, row.revenue);
    take(enterprise.assets, row.assets);
    take(enterprise.qualified_contractor, row.qualified_contractor);
}

/// A county that a person entered stays; so does a settled one when this file cannot settle any.
bool county_may_change(const Enterprise& enterprise, const EnterpriseRow& row) {
    if (enterprise.county_source == CountySource::entered) return false;
    return row.county.source != CountySource::unsettled || enterprise.county_source == CountySource::unsettled;
}

class EnterpriseImporter final : public imports::Importer {
  public:
    explicit EnterpriseImporter(const imports::Run& run) : run_(run) {}

    std::string key(const Row& row) const override {
        const auto uscc = uscc_of(row);
        return uscc ? uscc->text() : std::string{};
    }

    void apply(Tx& tx, const Actor& actor, std::span<const Row> rows, std::span<RowResult> results) override {
        look_up(tx, rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            auto row = read_enterprise_row(rows[i], run_);
            auto& result = results[i];
            result.warnings = std::move(row.warnings);
            result.warnings.insert(result.warnings.end(), row.county.warnings.begin(), row.county.warnings.end());
            if (!row.faults.empty()) {
                result.outcome = RowOutcome::refused;
                result.reasons = std::move(row.faults);
                continue;
            }
            carry_out(tx, actor, row, result);
        }
    }

  private:
    void look_up(Snapshot& snapshot, std::span<const Row> rows) {
        std::vector<std::string> codes;
        for (const auto& row : rows)
            if (!row.key.empty()) codes.push_back(row.key);
        const auto list = to_json(codes);
        known_.clear();
        for (auto& enterprise : snapshot.all<Enterprise>(known_enterprises, list))
            known_.emplace(*enterprise.uscc, std::move(enterprise));
        others_.clear();
        for (auto& other : snapshot.all<Organization>(known_others, list)) others_.emplace(*other.uscc, other);
    }

    void carry_out(Tx& tx, const Actor& actor, const EnterpriseRow& row, RowResult& result) {
        if (auto other = others_.find(*row.uscc); other != others_.end())
            return refuse_other(actor, other->second, result);
        const auto known = known_.find(*row.uscc);
        if (known == known_.end())
            create(tx, actor, row, result);
        else
            update(tx, actor, row, known->second, result);
    }

    static void refuse_other(const Actor& actor, const Organization& other, RowResult& result) {
        if (!actor.scope.covers(other.division, other.id)) return result.refuse(not_yours());
        result.refuse({"uscc_taken", "uscc", fmt::format("该统一社会信用代码已登记为“{}”，它不是企业。", other.name),
                       fmt::format("That code is registered for “{}”, which is no enterprise.", other.name)});
    }

    void create(Tx& tx, const Actor& actor, const EnterpriseRow& row, RowResult& result) {
        // Only who covers the place may enter somebody there; an enterprise itself does not.
        if (!row.county.division || !actor.scope.covers(*row.county.division, std::nullopt))
            return result.refuse(not_yours());
        Enterprise enterprise;
        enterprise.id = Id<Organization>::make(tx.now());
        enterprise.division = *row.county.division;
        enterprise.county_source = row.county.source;
        enterprise.source = EnterpriseSource::imported;
        enterprise.created_at = enterprise.updated_at = tx.now();
        take_row(enterprise, row);
        compute(enterprise);
        insert_enterprise(tx, enterprise);
        result.outcome = RowOutcome::created;
        result.subject = enterprise.id.uuid();
    }

    void update(Tx& tx, const Actor& actor, const EnterpriseRow& row, const Enterprise& known, RowResult& result) {
        if (!actor.scope.covers(known.division, known.id)) return result.refuse(not_yours());
        auto enterprise = known;
        take_row(enterprise, row);
        if (row.county.division && county_may_change(known, row)) {
            const bool moves = *row.county.division != known.division;
            if (moves && !actor.scope.covers(*row.county.division, std::nullopt)) return result.refuse(not_yours());
            enterprise.division = *row.county.division;
            enterprise.county_source = row.county.source;
        }
        compute(enterprise);
        result.subject = known.id.uuid();
        result.outcome = enterprise == known ? RowOutcome::unchanged : RowOutcome::updated;
        if (result.outcome == RowOutcome::unchanged) return;
        enterprise.updated_at = tx.now();
        update_enterprise(tx, enterprise);
    }

    const imports::Run run_;
    std::unordered_map<Uscc, Enterprise> known_;
    std::unordered_map<Uscc, Organization> others_;
};

}  // namespace

imports::Kind::Spec enterprise_import() {
    return {.name = "enterprises",
            .title = {"企业名录", "Enterprises"},
            .fields = enterprise_columns(),
            .permission = Permission::enterprise_write,
            .start = [](const imports::Run& run) -> std::unique_ptr<imports::Importer> {
                return std::make_unique<EnterpriseImporter>(run);
            }};
}

}  // namespace tongzhou::organizations
