// What stands between a right password and being signed in.
#pragma once

#include "platform/auth/roles.hpp"
#include "platform/auth/settings.hpp"

namespace tongzhou::auth {

/// done: signed in; totp_required: send the code as well; enrol_totp and change_password: signed in, but for that step
/// only.
BOOST_DEFINE_ENUM_CLASS(Step, done, totp_required, enrol_totp, change_password)

struct Readiness {
    bool must_change = false;
    bool totp_confirmed = false;
    std::optional<Instant> password_changed_at;
};

/// The step that a session is held up by: done, enrol_totp or change_password.
Step step_of(const Readiness& account, const Rights& rights, const Settings& settings, Instant now);

}  // namespace tongzhou::auth
