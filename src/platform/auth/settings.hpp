// What an administrator may set about signing in.
#pragma once

#include <chrono>

#include "platform/seal/secret.hpp"

namespace tongzhou::auth {

struct Settings {
    // GB/T 22239-2019 8.1.4.1 b: failed sign-ins are limited and idle sessions end by themselves.
    std::chrono::milliseconds idle_time = std::chrono::minutes(15);
    std::chrono::milliseconds session_life = std::chrono::hours(12);
    int failures_to_lock = 5;
    std::chrono::milliseconds lock_time = std::chrono::minutes(15);
    // 8.1.4.1 a: passwords are changed at regular intervals. Zero: never by force.
    std::chrono::days password_life{90};
    // 8.1.4.1 d: two factors for those who can do much.
    bool require_second_factor = true;

    std::chrono::milliseconds invitation_life = std::chrono::days(7);
    std::chrono::milliseconds reset_life = std::chrono::hours(24);

    /// Cookies go over TLS only. True where people reach the program by https.
    bool secure_cookies = false;
    /// For how long another node may not know yet that a session or token has ended.
    std::chrono::milliseconds trust_memory_for = std::chrono::seconds(2);
    std::size_t identities_in_memory = 20'000;
    /// What an authenticator app shows beside the account.
    std::string issuer = "同舟 Tongzhou";
    seal::PasswordCost password_cost{};
};

}  // namespace tongzhou::auth
