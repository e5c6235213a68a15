// Papers and photographs of filings and of checks. Private to this module.
#pragma once

#include "modules/resumption/checks.hpp"

namespace tongzhou::resumption {

struct AttachRequest {
    Id<Filing> id;
    std::optional<Id<File>> file;  ///< made by the client, so that sending it twice keeps one
    Paper paper{};                 ///< what it is
    Text<200, 1> name;
};
BOOST_DESCRIBE_STRUCT(AttachRequest, (), (id, file, paper, name))
struct AttachToCheckRequest {
    Id<Filing> id;
    Id<FilingCheck> check;
    std::optional<Id<File>> file;
    Text<200, 1> name;
};
BOOST_DESCRIBE_STRUCT(AttachToCheckRequest, (), (id, check, file, name))
struct FileOfFiling {
    Id<Filing> id;
    Id<File> file;
};
BOOST_DESCRIBE_STRUCT(FileOfFiling, (), (id, file))
struct FileOfCheck {
    Id<Filing> id;
    Id<FilingCheck> check;
    Id<File> file;
};
BOOST_DESCRIBE_STRUCT(FileOfCheck, (), (id, check, file))

/// While the filing is a draft or returned.
files::FileView attach_paper(Database& database, const Actor& actor, const AttachRequest& request,
                             const Upload& upload);
http::Response read_paper(Database& database, const Actor& actor, const FileOfFiling& request);
/// While the filing is a draft; afterwards what was handed in stays.
void remove_paper(Tx& tx, const Actor& actor, const FileOfFiling& request);

files::FileView attach_photograph(Database& database, const Actor& actor, const AttachToCheckRequest& request,
                                  const Upload& upload);
http::Response read_photograph(Database& database, const Actor& actor, const FileOfCheck& request);

}  // namespace tongzhou::resumption
