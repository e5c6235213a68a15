// Private to this module.
#pragma once

#include "platform/imports/imports.hpp"

namespace tongzhou::people {

imports::Kind::Spec roster_import();

}  // namespace tongzhou::people
