// Private to this module.
#pragma once

#include "platform/imports/imports.hpp"

namespace tongzhou::organizations {

imports::Kind::Spec enterprise_import();

}  // namespace tongzhou::organizations
