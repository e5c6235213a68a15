// A mail as it is handed to a server: RFC 5322 with MIME, plain text in UTF-8.
#pragma once

#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace tongzhou::outgoing {

struct MailText {
    std::string id;  ///< left of the @ in Message-ID: a mail sent twice keeps it, so that receivers can tell
    std::string from_name, from, to;
    std::string subject, text;
    Instant at;
};

/// Lines end in CR LF and are at most 76 characters; no header can be added by what stands in a field.
std::string mail_message(const MailText& mail);

/// Whether the text is one plain address, "someone@example.cn": no name, no list, nothing that could start a header.
bool is_mail_address(std::string_view text);

}  // namespace tongzhou::outgoing
