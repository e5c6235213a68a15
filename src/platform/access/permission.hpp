// What an actor may do. A role is a set of permissions; an endpoint declares the one it needs; where the actor may do
// it is the Scope's business, not the permission's.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/enums.hpp"

namespace tongzhou {

// Names are stored in roles and tokens: add freely, rename by migration only.
// clang-format off
TONGZHOU_DEFINE_LONG_ENUM_CLASS(Permission,
    (account_read)(account_write)(role_write)(audit_read)(token_write)(system_read)(system_write)(job_read)
    (organization_read)(organization_write)(enterprise_read)(enterprise_write)(site_read)(site_write)
    (import_run)(export_run)(rule_read)(rule_write)
    (person_read)(person_write)(person_unmask)(person_merge)(health_read)(health_write)(pass_read)(pass_write)
    (gate_read)(gate_write)(device_write)(gate_sync)(passage_read)(passage_record)(passage_review)
    (incident_read)(incident_write)(queue_plan)(dashboard_read)
    (policy_read)(policy_write)(handout_write)
    (call_answer)(ticket_read)(ticket_handle)(ticket_supervise)(knowledge_write)
    (message_read)(message_write)(channel_write)
    (filing_read)(filing_write)(filing_review)(squad_read)(squad_write)(visit_write)
    (difficulty_read)(difficulty_write)(difficulty_handle))
// clang-format on

class Permissions {
  public:
    constexpr Permissions() = default;
    constexpr Permissions(std::initializer_list<Permission> list) {
        for (auto p : list) add(p);
    }
    static constexpr Permissions all() {
        Permissions every;
        for (auto& word : every.words_) word = ~std::uint64_t{0};
        return every;
    }
    constexpr void add(Permission p) { words_[word_of(p)] |= bit(p); }
    constexpr void add(const Permissions& others) {
        for (std::size_t i = 0; i < words_.size(); ++i) words_[i] |= others.words_[i];
    }
    constexpr bool has(Permission p) const { return (words_[word_of(p)] & bit(p)) != 0; }
    constexpr bool contains(const Permissions& others) const {
        for (std::size_t i = 0; i < words_.size(); ++i)
            if ((words_[i] & others.words_[i]) != others.words_[i]) return false;
        return true;
    }
    constexpr bool operator==(const Permissions&) const = default;

    /// "passage_record passage_read", in the order of the enum: how a set is stored.
    std::string text() const;
    /// Names that no longer exist are left out: they permit nothing.
    static Permissions of(std::string_view text);
    std::vector<Permission> list() const;

  private:
    static constexpr std::size_t word_of(Permission p) { return static_cast<std::size_t>(p) / 64; }
    static constexpr std::uint64_t bit(Permission p) { return std::uint64_t{1} << (static_cast<unsigned>(p) % 64); }
    std::array<std::uint64_t, (EnumTable<Permission>::size + 63) / 64> words_{};
};

}  // namespace tongzhou
