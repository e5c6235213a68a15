#include "platform/auth/steps.hpp"

namespace tongzhou::auth {

Step step_of(const Readiness& account, const Rights& rights, const Settings& settings, Instant now) {
    const bool too_old = settings.password_life.count() > 0 &&
                         (!account.password_changed_at || now - *account.password_changed_at > settings.password_life);
    if (account.must_change || too_old) return Step::change_password;
    if (settings.require_second_factor && rights.second_factor && !account.totp_confirmed) return Step::enrol_totp;
    return Step::done;
}

}  // namespace tongzhou::auth
