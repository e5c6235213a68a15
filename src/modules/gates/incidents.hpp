// Fever incidents and the people who were near. Private to this module.
#pragma once

#include "modules/gates/recording.hpp"

namespace tongzhou::gates {

/// Opens the incident of a feverish passage and lists its contacts as known by now.
void open_incident(Tx& tx, const Record& passage, const GateRules& rules);

}  // namespace tongzhou::gates
