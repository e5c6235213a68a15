#include "modules/gates/faulty.hpp"

#include "base/text.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query insert_faulty{R"(
    INSERT INTO faulty_passages (county, id, division, organization, gate, device, received_at, reason, data_key,
                                 raw_sealed)
    VALUES (:county, :id, :division, :organization, :gate, :device, :received_at, :reason, :data_key, :raw_sealed)
    ON CONFLICT (county, id) DO NOTHING)"};

// The same text is the same record, however often it is sent. An id of its own keeps it apart from the passage whose
// id it took.
Id<Passage> id_of(const seal::KeyRing& ring, const std::string& raw) {
    const auto bytes = from_base64url(ring.blind_index(raw, "passage.faulty"));
    Uuid id;
    if (!bytes || bytes->size() < id.bytes.size()) throw std::logic_error("a blind index is not of 128 bits");
    std::copy_n(bytes->begin(), id.bytes.size(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x80);
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);
    return Id<Passage>(id);
}

std::string context_of(const Id<Passage>& id) { return "passage.faulty:" + id.text(); }

}  // namespace

void keep_faulty(Tx& tx, const Actor& actor, const GateFacts* place, const FaultyPassage& faulty) {
    const auto& ring = tx.service<seal::KeyRing>();
    const auto id = id_of(ring, faulty.raw);
    const auto wrapped = ring.new_data_key();
    const auto sealed = seal::seal_with(ring.unwrap(wrapped), faulty.raw, context_of(id));
    std::optional<Id<Device>> device;
    if (actor.kind == ActorKind::device) device = Id<Device>(actor.id);
    auto organization = place ? std::optional(place->organization) : std::nullopt;
    if (!place && !actor.organization.is_nil()) organization = actor.organization;
    const auto division = place ? place->division : actor.scope.division();
    tx.run(insert_faulty, division.is_set() ? division.county() : std::string(), id, division, organization,
           faulty.gate, device, tx.now(), faulty.reason, wrapped.text, sealed.text);
}

std::string open_faulty(Snapshot& snapshot, const Id<Passage>& id, const std::string& data_key,
                        const std::string& raw_sealed) {
    return seal::unseal_with(snapshot.service<seal::KeyRing>().unwrap({data_key}), raw_sealed, context_of(id));
}

}  // namespace tongzhou::gates
