#include "modules/people/vault.hpp"

namespace tongzhou::people {
namespace {

const sql::Query insert_key{"INSERT INTO data_keys (county, file, wrapped) VALUES (:county, :file, :wrapped)"};
const sql::Query find_key{"SELECT wrapped FROM data_keys WHERE file = :file"};

}  // namespace

Vault Vault::make(Tx& tx, const std::string& county, const Id<Person>& file) {
    const auto& ring = tx.service<seal::KeyRing>();
    const auto wrapped = ring.new_data_key();
    tx.run(insert_key, county, file, wrapped.text);
    return {ring.unwrap(wrapped), file};
}

std::optional<Vault> Vault::open(Snapshot& snapshot, const Id<Person>& file) {
    auto wrapped = snapshot.value<std::string>(find_key, file);
    if (!wrapped) return std::nullopt;
    return Vault(snapshot.service<seal::KeyRing>().unwrap({std::move(*wrapped)}), file);
}

std::string Vault::seal(SealedField field, std::string_view plain) const {
    return seal::seal_with(key_, plain, context(field)).text;
}
std::string Vault::unseal(SealedField field, std::string_view sealed) const {
    return seal::unseal_with(key_, sealed, context(field));
}
std::string Vault::context(SealedField field) const {
    return fmt::format("person.{}:{}", name_of(field), file_.text());
}

Vault open_vault(Snapshot& snapshot, const Id<Person>& file) {
    auto vault = Vault::open(snapshot, file);
    if (!vault)
        throw Problem::conflict("person_erased", "此人的资料已按规定销毁，无法再查看或修改。",
                                "The data of this person was destroyed and can be neither read nor changed.");
    return std::move(*vault);
}

}  // namespace tongzhou::people
