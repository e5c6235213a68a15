// Small instances of every kind, for the tests of this folder: too few and too many clients, skills that are rare,
// pins, a present plan.
#pragma once

#include <random>

#include "platform/assignment/assignment.hpp"

namespace tongzhou::assignment::testing {

/// At most twelve teams. Has no faults.
inline Instance random_instance(std::uint64_t seed) {
    std::mt19937_64 engine(seed);
    const auto below = [&](int n) { return static_cast<int>(engine() % static_cast<std::uint64_t>(n)); };
    Instance instance;
    instance.change_price = below(3) == 0 ? below(5000) : 0;
    const int skills = below(3);
    for (int left = 1 + below(12); left > 0; --left) {
        Team team{{1.0 * below(20'000), 1.0 * below(20'000)}, static_cast<Skills>(below(1 << skills)), below(6), 0};
        team.most = team.least + below(4);
        instance.teams.push_back(team);
    }
    const int teams = static_cast<int>(instance.teams.size());
    for (int left = below(teams * 8); left > 0; --left) {
        Client client{{1.0 * below(20'000), 1.0 * below(20'000)}, 1 + below(9)};
        if (below(4) == 0) client.demands = static_cast<Skills>(below(1 << skills));
        if (below(3) == 0) client.present = below(teams);
        if (below(8) == 0) client.pinned = below(teams);
        instance.clients.push_back(client);
        if (!faults_of(instance).empty()) instance.clients.back().pinned.reset();
    }
    return instance;
}

}  // namespace tongzhou::assignment::testing
