// What an actor may do. A role is a set of permissions; an endpoint declares the one it needs; where the actor may do
// it is the Scope's business, not the permission's.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "base/enums.hpp"

namespace tongzhou {

// Names are stored in roles and tokens: add freely, rename by migration only.
BOOST_DEFINE_ENUM_CLASS(Permission, account_read, account_write, role_write, audit_read, token_write, system_read,
                        system_write, job_read, organization_read, organization_write, enterprise_read,
                        enterprise_write, site_read, site_write, import_run, export_run, rule_read, rule_write,
                        person_read, person_write, person_unmask, person_merge, health_read, health_write, pass_read,
                        pass_write, gate_read, gate_write, device_write, gate_sync, passage_read, passage_record,
                        passage_review, incident_read, incident_write, queue_plan, dashboard_read)

class Permissions {
  public:
    constexpr Permissions() = default;
    constexpr Permissions(std::initializer_list<Permission> list) {
        for (auto p : list) add(p);
    }
    static constexpr Permissions all() {
        Permissions every;
        every.bits_ = ~std::uint64_t{0};
        return every;
    }
    constexpr void add(Permission p) { bits_ |= bit(p); }
    constexpr void add(const Permissions& others) { bits_ |= others.bits_; }
    constexpr bool has(Permission p) const { return (bits_ & bit(p)) != 0; }
    constexpr bool contains(const Permissions& others) const { return (bits_ & others.bits_) == others.bits_; }
    constexpr bool operator==(const Permissions&) const = default;

    /// "passage_record passage_read", in the order of the enum: how a set is stored.
    std::string text() const;
    /// Names that no longer exist are left out: they permit nothing.
    static Permissions of(std::string_view text);
    std::vector<Permission> list() const;

  private:
    static constexpr std::uint64_t bit(Permission p) {
        static_assert(EnumTable<Permission>::size <= 64, "the set needs a wider word");
        return std::uint64_t{1} << static_cast<unsigned>(p);
    }
    std::uint64_t bits_ = 0;
};

}  // namespace tongzhou
