#include "modules/people/declarations.hpp"

#include "modules/rules/rules.hpp"
#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"

namespace tongzhou::people {
namespace {

struct DeclarationRecord {
    std::string county;
    Id<Declaration> id;
    DivisionCode division;
    std::optional<Id<Organization>> organization;
    Id<Person> file, person;
    Instant at;
    std::string answers_sealed;
    Fitness result{};
    std::string reasons_sealed;
    std::string author_name;
};
BOOST_DESCRIBE_STRUCT(DeclarationRecord, (),
                      (county, id, division, organization, file, person, at, answers_sealed, result, reasons_sealed,
                       author_name))

struct Reasons {
    std::vector<Unfitness> reasons;
};
BOOST_DESCRIBE_STRUCT(Reasons, (), (reasons))

struct ReadingDetail {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(ReadingDetail, (), (reason))

const sql::Query insert_declaration{R"(
    INSERT INTO health_declarations
           (county, id, division, organization, file, person, at, answers_sealed, result, reasons_sealed, author_name)
    VALUES (:county, :id, :division, :organization, :file, :person, :at, :answers_sealed, :result, :reasons_sealed,
            :author_name))"};
const sql::Query find_declaration{R"(
    SELECT county, id, division, organization, file, person, at, answers_sealed, result, reasons_sealed, author_name
    FROM health_declarations WHERE id = :id)"};

const List<DeclarationRow> declarations{
    {.name = "declarations",
     .select = "SELECT h.id, h.person, h.division, h.organization AS employer, h.at, h.result, h.author_name FROM "
               "health_declarations h",
     .scope = {"h.county", "h.division", "h.organization"},
     .filters = {{"person", "h.person = :person"},
                 {"employer", "h.organization = :employer"},
                 {"division", "h.division >= :division_low AND h.division < :division_high", Match::within},
                 {"result", "h.result = :result"},
                 {"from", "h.at >= :from"},
                 {"until", "h.at < :until"}},
     .sorts = {{"at", "h.at", SortOrder::descending}},
     .key = "h.id",
     .labels = {{"id", "编号"},
                {"person", "人员"},
                {"division", "行政区划"},
                {"employer", "单位"},
                {"at", "申报时间"},
                {"result", "结论"},
                {"author_name", "登记人"}}}};

FitnessRules rules_at(Snapshot& snapshot, const DivisionCode& division, Instant at) {
    return {rules::fever_threshold(snapshot, division, at), rules::observation_days(snapshot, division, at),
            DivisionCode::of(division.view().substr(0, 2))};
}

/// The entry a declaration is made for. Past ones do not count: who has left declares elsewhere.
const Entry& entry_for(const Sight& sight, const std::optional<Id<Organization>>& employer) {
    const auto found = std::ranges::find_if(
        sight.entries, [&](const Entry& e) { return e.current() && (!employer || e.organization == employer); });
    if (found == sight.entries.end()) throw no_such_record();
    return *found;
}

DeclarationResult result_of(Snapshot& snapshot, const DeclarationRecord& record) {
    const auto vault = open_vault(snapshot, record.file);
    return {record.id,
            record.person,
            record.at,
            record.result,
            from_json<Reasons>(vault.unseal(SealedField::reasons, record.reasons_sealed)).reasons,
            pass_earned_by(snapshot, record.id)};
}

DeclarationRecord require_declaration(Snapshot& snapshot, const Actor& actor, const Id<Declaration>& id) {
    auto record = snapshot.find<DeclarationRecord>(find_declaration, id);
    if (!record) throw no_such_record();
    actor.scope.require(record->division, record->organization);
    return std::move(*record);
}

}  // namespace

DeclarationResult declare_health(Tx& tx, const Actor& actor, const NewDeclaration& declaration) {
    if (declaration.declaration) {
        if (const auto earlier = tx.find<DeclarationRecord>(find_declaration, *declaration.declaration)) {
            actor.scope.require(earlier->division, earlier->organization);
            if (earlier->file != declaration.id && earlier->person != declaration.id)
                throw Problem::conflict("declaration_exists", "该编号已用于他人的申报，请换一个编号再提交。",
                                        "That id is another person's declaration; send it under a new one.");
            return result_of(tx, *earlier);
        }
    }
    const auto sight = require_person(tx, actor, declaration.id);
    const auto& entry = entry_for(sight, declaration.employer);
    const auto today = date_in_shanghai(tx.now());
    std::vector<FieldFault> faults;
    check_answers(declaration.answers, today, "/answers", faults);
    if (!faults.empty()) throw Problem::invalid(std::move(faults));

    const auto judgement = fitness_of(declaration.answers, rules_at(tx, entry.division, tx.now()), today);
    const auto vault = open_vault(tx, entry.file);
    const DeclarationRecord record{
        .county = entry.county,
        .id = declaration.declaration.value_or(Id<Declaration>::make(tx.now())),
        .division = entry.division,
        .organization = entry.organization,
        .file = entry.file,
        .person = sight.person,
        .at = tx.now(),
        .answers_sealed = vault.seal(SealedField::answers, to_json(declaration.answers)),
        .result = judgement.result,
        .reasons_sealed = vault.seal(SealedField::reasons, to_json(Reasons{judgement.reasons})),
        .author_name = actor.name};
    hold_person(tx, sight.person);
    tx.run(insert_declaration, record);
    if (judgement.result == Fitness::fit)
        issue_pass(tx, entry, record.id);
    else
        revoke_passes(tx, sight.person, actor.name, "unfit_declaration");
    return result_of(tx, record);
}

UnmaskedDeclaration unmask_declaration(Tx& tx, const Actor& actor, const UnmaskDeclaration& request) {
    actor.require(Permission::health_read);
    const auto record = require_declaration(tx, actor, request.id);
    const auto vault = open_vault(tx, record.file);
    audit::record(tx, actor,
                  {.action = "declaration_unmask",
                   .subject_kind = "declarations",
                   .subject = record.id.text(),
                   .detail = to_json(ReadingDetail{request.reason.value}),
                   .division = record.division,
                   .organization = record.organization});
    return {record.id,
            record.person,
            record.at,
            record.result,
            from_json<Reasons>(vault.unseal(SealedField::reasons, record.reasons_sealed)).reasons,
            from_json<HealthAnswers>(vault.unseal(SealedField::answers, record.answers_sealed))};
}

Page<DeclarationRow> list_declarations(Snapshot& snapshot, const Actor& actor, const DeclarationFilter& filter) {
    return declarations.page(snapshot, actor, filter);
}

}  // namespace tongzhou::people
