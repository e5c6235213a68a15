// What the endpoints of imports take and give. Private to this folder.
#pragma once

#include "platform/imports/imports.hpp"
#include "platform/imports/records.hpp"
#include "platform/list/list.hpp"

namespace tongzhou::imports {

struct UploadRequest {
    Text<40, 1> kind;
    std::optional<Id<Import>> id;  ///< made by the client, to ask for the progress while the upload runs
    std::optional<Text<255>> file_name;
    std::optional<Text<100>> sheet;
    std::optional<Mode> mode;
    std::optional<bool> dry_run;
    std::optional<Text<20'000>> columns;  ///< JSON: a list of ColumnChoice
    std::optional<DivisionCode> area;
};
BOOST_DESCRIBE_STRUCT(UploadRequest, (), (kind, id, file_name, sheet, mode, dry_run, columns, area))

struct PreviewRequest {
    Text<40, 1> kind;
    std::optional<Text<100>> sheet;
    std::optional<Text<20'000>> columns;
};
BOOST_DESCRIBE_STRUCT(PreviewRequest, (), (kind, sheet, columns))

struct FieldColumns {
    std::string field, zh, en;
    bool required = false;
    std::optional<std::string> header;    ///< the column that was found for it
    std::vector<std::string> candidates;  ///< columns of which someone must choose one
};
BOOST_DESCRIBE_STRUCT(FieldColumns, (), (field, zh, en, required, header, candidates))

struct PreviewRow {
    std::vector<std::string> cells;
};
BOOST_DESCRIBE_STRUCT(PreviewRow, (), (cells))

struct ColumnPreview {
    std::vector<std::string> header;
    bool usable = false;  ///< nothing is missing or ambiguous: the file can be imported
    std::vector<FieldColumns> fields;
    std::vector<PreviewRow> rows;
};
BOOST_DESCRIBE_STRUCT(ColumnPreview, (), (header, usable, fields, rows))

struct KindEntry {
    std::string name, zh, en;
    Permission permission{};
    std::vector<FieldColumns> fields;
};
BOOST_DESCRIBE_STRUCT(KindEntry, (), (name, zh, en, permission, fields))

struct KindList {
    std::vector<KindEntry> items;
};
BOOST_DESCRIBE_STRUCT(KindList, (), (items))

struct ImportById {
    Id<Import> id;
};
BOOST_DESCRIBE_STRUCT(ImportById, (), (id))

struct ImportFilter : ListRequest {
    std::optional<Text<40>> kind;
    std::optional<State> state;
    std::optional<bool> dry_run;
};
BOOST_DESCRIBE_STRUCT(ImportFilter, (ListRequest), (kind, state, dry_run))

struct RowFilter : ListRequest {
    Id<Import> id;
    std::optional<RowOutcome> outcome;
    std::optional<bool> warned;
};
BOOST_DESCRIBE_STRUCT(RowFilter, (ListRequest), (id, outcome, warned))

struct RefusedRequest {
    Id<Import> id;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(RefusedRequest, (), (id, format))

struct TemplateRequest {
    Text<40, 1> kind;
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(TemplateRequest, (), (kind, format))

/// Imports the body; answers when it is done. Ask for GET /imports/{id} meanwhile.
Import upload_import(Database& database, const Actor& actor, const UploadRequest& request, const Upload& upload);
/// Says how the columns of a file would be understood, with its first rows; nothing is imported.
ColumnPreview preview_columns(Database& database, const Actor& actor, const PreviewRequest& request,
                              const Upload& upload);
KindList list_kinds(Snapshot& snapshot, const Actor& actor);
/// A table with the columns of a kind and no rows.
Download download_template(Database& database, const Actor& actor, const TemplateRequest& request);

Import get_import(Snapshot& snapshot, const Actor& actor, const ImportById& request);
Page<Import> list_imports(Snapshot& snapshot, const Actor& actor, const ImportFilter& filter);
Page<ImportedRow> list_rows(Snapshot& snapshot, const Actor& actor, const RowFilter& filter);
/// The refused rows as they were written, with their line and the reasons, to be mended and imported again.
Download download_refused(Database& database, const Actor& actor, const RefusedRequest& request);

}  // namespace tongzhou::imports
