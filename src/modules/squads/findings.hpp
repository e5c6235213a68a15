// What a visit found not to be in order, until it is put right; and the files of a visit. Private to this module.
#pragma once

#include "modules/squads/visits.hpp"

namespace tongzhou::squads {

struct FindingFilter : ListRequest {
    std::optional<DivisionCode> division;
    std::optional<Id<Organization>> organization;
    std::vector<VisitItem> item;
    std::optional<bool> open;     ///< true: not put right yet
    std::optional<bool> overdue;  ///< true: open, and its day is past
};
BOOST_DESCRIBE_STRUCT(FindingFilter, (ListRequest), (division, organization, item, open, overdue))
struct FindingExport : FindingFilter {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(FindingExport, (FindingFilter), (format))
Page<FindingRow> list_findings(Snapshot& snapshot, const Actor& actor, const FindingFilter& filter);
Download export_findings(Database& database, const Actor& actor, const FindingExport& filter);

struct RectifyRequest {
    Id<VisitFinding> id;
    Text<1000, 2> how;
};
BOOST_DESCRIBE_STRUCT(RectifyRequest, (), (id, how))
/// The squad has seen that it is put right. Said again it changes nothing.
FindingRow rectify_finding(Tx& tx, const Actor& actor, const RectifyRequest& request);

/// False when the id is another finding's.
bool keep_finding(Tx& tx, const DivisionCode& division, const NewVisit& visit, const NewFinding& finding);
/// By id.
std::vector<FindingRow> findings_of(Snapshot& snapshot, const Id<Visit>& visit);

BOOST_DEFINE_ENUM_CLASS(VisitPaper, photograph, signature)
struct AttachToVisit {
    Id<Visit> id;
    VisitPaper paper{};
    std::optional<Id<File>> file;  ///< made by the client, so that sending it twice keeps one
    Title name;
};
BOOST_DESCRIBE_STRUCT(AttachToVisit, (), (id, paper, file, name))
struct FileOfVisit {
    Id<Visit> id;
    Id<File> file;
};
BOOST_DESCRIBE_STRUCT(FileOfVisit, (), (id, file))
files::FileView attach_to_visit(Database& database, const Actor& actor, const AttachToVisit& request,
                                const Upload& upload);
http::Response read_visit_file(Database& database, const Actor& actor, const FileOfVisit& request);

}  // namespace tongzhou::squads
