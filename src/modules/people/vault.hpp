// Sealing what belongs to one person, under the data key of the file. Private to this module.
#pragma once

#include "modules/people/people.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::people {

/// What is sealed. The name stands in the context of every sealed text, so it is never renamed.
BOOST_DEFINE_ENUM_CLASS(SealedField, name, document, mobile, address, answers, reasons)

/// A file's data key, open for one call.
class Vault {
  public:
    /// Makes the key of a new file.
    static Vault make(Tx& tx, const std::string& county, const Id<Person>& file);
    /// Nothing when the person was erased.
    static std::optional<Vault> open(Snapshot& snapshot, const Id<Person>& file);

    std::string seal(SealedField field, std::string_view plain) const;
    std::string unseal(SealedField field, std::string_view sealed) const;

  private:
    Vault(seal::DataKey key, const Id<Person>& file) : key_(std::move(key)), file_(file) {}
    std::string context(SealedField field) const;

    seal::DataKey key_;
    Id<Person> file_;
};

/// Throws Problem 409 "person_erased" instead of giving nothing.
Vault open_vault(Snapshot& snapshot, const Id<Person>& file);

}  // namespace tongzhou::people
