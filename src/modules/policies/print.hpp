// A compendium as a page of HTML. Pure; private to this module.
#pragma once

#include "modules/policies/compendia.hpp"

namespace tongzhou::policies {

struct PrintedPolicy {
    std::string title;
    std::optional<std::string> document_number, issuer;
    std::optional<Date> published_on;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(PrintedPolicy, (), (title, document_number, issuer, published_on, text))

std::string printed(const Compendium& compendium, const std::vector<PrintedPolicy>& policies);

}  // namespace tongzhou::policies
