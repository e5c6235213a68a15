#include "platform/imports/endpoints.hpp"

namespace tongzhou::imports {

namespace {

const List<Import> imports{
    {.name = "imports",
     .select = R"(SELECT i.id, i.kind, i.division, i.organization, i.actor_name, i.file_name,
                                                i.mode, i.dry_run, i.state, i.failure, i.header, i.columns,
                                                i.row_count, i.created, i.updated, i.unchanged, i.refused, i.warned,
                                                i.permille, i.started_at, i.touched_at, i.finished_at FROM imports i)",
     .scope = {"i.county", "i.division", "i.organization"},
     .filters = {{"kind", "i.kind = :kind"}, {"state", "i.state = :state"}, {"dry_run", "i.dry_run = :dry_run"}},
     .sorts = {{"started_at", "i.started_at", SortOrder::descending}},
     .key = "i.id"}};

const List<ImportedRow> rows{
    {.name = "import_rows",
     .select = R"(SELECT r.import AS id, r.line, r.outcome, r.subject, r.warned, r.notes,
                                                  r.cells FROM imports i
                                           JOIN import_rows r ON r.county = i.county AND r.import = i.id)",
     .scope = {"i.county", "i.division", "i.organization"},
     .filters = {{"id", "i.id = :id"}, {"outcome", "r.outcome = :outcome"}, {"warned", "r.warned = :warned"}},
     .sorts = {{"line", "r.line"}},
     .key = "r.import"}};

FieldColumns described(const table::FieldSpec& field) {
    return {field.name, field.zh, field.en, field.need == table::Need::required, {}, {}};
}

}  // namespace

Import get_import(Snapshot& snapshot, const Actor& actor, const ImportById& request) {
    return load_import(snapshot, actor, request.id);
}

Page<Import> list_imports(Snapshot& snapshot, const Actor& actor, const ImportFilter& filter) {
    return imports.page(snapshot, actor, filter);
}

Page<ImportedRow> list_rows(Snapshot& snapshot, const Actor& actor, const RowFilter& filter) {
    load_import(snapshot, actor, filter.id);
    auto page = rows.page(snapshot, actor, filter);
    // What names people leaves only with the file of refused rows, which is on record.
    if (key_of_cells(snapshot, filter.id))
        for (auto& row : page.items) row.cells.reset();
    return page;
}

KindList list_kinds(Snapshot&, const Actor& actor) {
    KindList list;
    for (const auto* kind : Kind::all()) {
        const auto& spec = kind->spec();
        if (!actor.permissions.has(spec.permission)) continue;
        auto& entry = list.items.emplace_back(
            KindEntry{std::string(spec.name), spec.title.zh, spec.title.en, spec.permission, {}});
        for (const auto& field : spec.fields) entry.fields.push_back(described(field));
    }
    return list;
}

}  // namespace tongzhou::imports
