// Policies from spreadsheets, JSON Lines and plain text. Private to this module.
#pragma once

#include "modules/policies/library.hpp"
#include "platform/imports/imports.hpp"

namespace tongzhou::policies {

imports::Kind::Spec policy_import();

/// What a plain text says of itself: its first line is the title, a document number stands in its beginning.
struct PlainText {
    std::string title, text;
    std::optional<std::string> document_number;
    std::optional<Date> published_on;
};
PlainText read_plain_text(std::string_view text);

struct PlainTextRequest {
    std::optional<DivisionCode> division;  ///< that of the actor, unless said
    std::optional<Text<300>> title;        ///< the first line, unless said
};
BOOST_DESCRIBE_STRUCT(PlainTextRequest, (), (division, title))
/// The body is the text, UTF-8 or GB18030. Problems: empty_file, not_text, text_too_long.
Policy create_from_text(Database& database, const Actor& actor, const PlainTextRequest& request, const Upload& upload);

}  // namespace tongzhou::policies
