#include "modules/gates/faulty_list.hpp"

#include "platform/audit/audit.hpp"

namespace tongzhou::gates {
namespace {

const List<FaultyRow> faulty_passages{
    {.name = "faulty_passages",
     .select = "SELECT f.id, f.received_at, f.division, f.organization, f.gate, f.device, f.reason, f.settlement, "
               "f.settlement_note, f.settled_by, f.settled_at FROM faulty_passages f",
     .scope = {"f.county", "f.division", "f.organization"},
     .filters = {{"division", "f.division >= :division_low AND f.division < :division_high", Match::within},
                 {"organization", "f.organization = :organization"},
                 {"device", "f.device = :device"},
                 {"settled", "CASE WHEN f.settled_at IS NULL THEN 0 ELSE 1 END = :settled"}},
     .sorts = {{"received_at", "f.received_at", SortOrder::descending}},
     .key = "f.id",
     .labels = {{"id", "编号"},
                {"received_at", "收到时间"},
                {"division", "区划"},
                {"organization", "单位"},
                {"gate", "通道"},
                {"device", "设备"},
                {"reason", "原因"},
                {"settlement", "处理"},
                {"settlement_note", "说明"},
                {"settled_by", "处理人"},
                {"settled_at", "处理时间"}}}};

const sql::Query rows_of{R"(
    SELECT id, received_at, division, organization, gate, device, reason, settlement, settlement_note, settled_by,
           settled_at
    FROM faulty_passages WHERE id = :id ORDER BY county)"};
const sql::Query sealed_record{R"(
    SELECT data_key, raw_sealed FROM faulty_passages WHERE county = :county AND id = :id)"};
const sql::Query settle{R"(
    UPDATE faulty_passages
    SET settlement = :settlement, settlement_note = :note, settled_by = :settled_by, settled_at = :settled_at
    WHERE county = :county AND id = :id AND settled_at IS NULL)"};

struct SealedRecord {
    std::string data_key, raw_sealed;
};
BOOST_DESCRIBE_STRUCT(SealedRecord, (), (data_key, raw_sealed))
struct Unmasking {
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(Unmasking, (), (reason))

// The same text may have come to two counties, and then has the same id in both.
FaultyRow require_faulty(Snapshot& snapshot, const Actor& actor, const Id<Passage>& id) {
    for (auto& row : snapshot.all<FaultyRow>(rows_of, id))
        if (actor.scope.covers(row.division, row.organization)) return row;
    throw no_such_record();
}

std::string county_of(const FaultyRow& row) { return row.division.is_set() ? row.division.county() : std::string(); }

}  // namespace

Page<FaultyRow> list_faulty(Snapshot& snapshot, const Actor& actor, const FaultyFilter& filter) {
    return faulty_passages.page(snapshot, actor, filter);
}

Download export_faulty(Database& database, const Actor& actor, const FaultyExport& filter) {
    return faulty_passages.download(database, actor, filter);
}

FaultyView unmask_faulty(Tx& tx, const Actor& actor, const UnmaskFaulty& request) {
    const auto row = require_faulty(tx, actor, request.id);
    const auto record = tx.find<SealedRecord>(sealed_record, county_of(row), row.id);
    if (!record) throw no_such_record();
    audit::record(tx, actor,
                  {.action = "faulty_passage_unmask",
                   .subject_kind = "faulty-passages",
                   .subject = row.id.text(),
                   .detail = to_json(Unmasking{request.reason.value}),
                   .division = row.division,
                   .organization = row.organization});
    return {row.id, row.reason, open_faulty(tx, row.id, record->data_key, record->raw_sealed)};
}

FaultyRow settle_faulty(Tx& tx, const Actor& actor, const SettleFaulty& request) {
    const auto before = require_faulty(tx, actor, request.id);
    tx.run(settle, request.settlement, request.note.value, actor.name, tx.now(), county_of(before), before.id);
    auto row = require_faulty(tx, actor, request.id);
    if (row.settlement != request.settlement)
        throw Problem::conflict("already_settled", fmt::format("{} 已处理过这条记录，请刷新后查看。", *row.settled_by),
                                fmt::format("{} has settled this record already; read it again.", *row.settled_by));
    return row;
}

void add_faulty_routes(Api& api) {
    api.get("/faulty-passages", list_faulty)
        .needs(Permission::passage_review)
        .says("无法识别的通行记录", "What was sent as a passage and cannot be one");
    api.get("/faulty-passages/export", export_faulty)
        .needs(Permission::export_run)
        .says("导出无法识别的通行记录", "Export what was sent as a passage and cannot be one");
    api.post("/faulty-passages/{id}/unmask", unmask_faulty)
        .needs(Permission::person_unmask)
        .unaudited()  // it says itself why
        .says("查看无法识别的记录原文（记入审计）", "Show such a record as it was sent; audited");
    api.post("/faulty-passages/{id}/settlement", settle_faulty)
        .needs(Permission::passage_review)
        .says("处理无法识别的通行记录", "Say what became of such a record");
}

}  // namespace tongzhou::gates
