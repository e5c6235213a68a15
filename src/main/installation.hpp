// What every installation begins with: the command of its city or county at the top of the tree, and those of the
// counties under it.
#pragma once

#include "modules/organizations/organizations.hpp"

namespace tongzhou {

/// The id that the command of a division has when this program makes it, so that making it twice makes one.
Id<Organization> command_id(const DivisionCode& division);

/// Makes the commands that are not there yet; returns how many. The division must be a prefecture or a county; throws
/// Problem "wrong_level" or "no_such_division".
int make_commands(Tx& tx, const DivisionCode& division);

}  // namespace tongzhou
