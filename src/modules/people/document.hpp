// Identity documents: their numbers as people write them, put right. Private to this module.
#pragma once

#include "modules/people/people.hpp"

namespace tongzhou::people {

struct Document {
    DocumentKind kind = DocumentKind::resident_id;
    std::string number;  ///< normalised: equal documents have equal numbers

    /// "370***********0014", "E******678"
    std::string masked() const;
    /// What its blind index is made of.
    std::string indexed() const;
};

/// A resident ID must have the right check character; of the others only the form is known.
Parsed<Document> parse_document(DocumentKind kind, std::string_view number);

}  // namespace tongzhou::people
