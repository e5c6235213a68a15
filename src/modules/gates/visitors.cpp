#include "modules/gates/visitors.hpp"

#include "base/text.hpp"
#include "platform/seal/seal.hpp"

namespace tongzhou::gates {
namespace {

const sql::Query insert_visitor{R"(
    INSERT INTO visitors (county, passage, division, organization, at, data_key, answers_sealed, masked_name,
                          masked_mobile, mobile_index, document_index)
    VALUES (:county, :passage, :division, :organization, :at, :data_key, :answers_sealed, :masked_name,
            :masked_mobile, :mobile_index, :document_index)
    ON CONFLICT (county, passage) DO NOTHING)"};
const sql::Query find_visitor{R"(
    SELECT data_key, answers_sealed FROM visitors WHERE county = :county AND passage = :passage)"};

struct SealedAnswers {
    std::string data_key, answers_sealed;
};
BOOST_DESCRIBE_STRUCT(SealedAnswers, (), (data_key, answers_sealed))

std::optional<std::string> mobile_index(const seal::KeyRing& ring, const VisitorAnswers& answers) {
    if (!answers.mobile || !answers.mobile->is_set()) return std::nullopt;
    return ring.blind_index(answers.mobile->text(), "visitor.mobile");
}

std::optional<std::string> document_index(const seal::KeyRing& ring, const VisitorAnswers& answers) {
    if (!answers.document || answers.document->empty()) return std::nullopt;
    const auto kind = answers.document_kind.value_or(DocumentKind::resident_id);
    const auto number = to_upper_ascii(without_spaces(to_half_width(answers.document->value)));
    return ring.blind_index(fmt::format("{}:{}", name_of(kind), number), "visitor.document");
}

std::string context_of(const Id<Passage>& passage) { return "visitor.answers:" + passage.text(); }

}  // namespace

std::optional<Id<Person>> visitor_id(Snapshot& snapshot, const std::optional<VisitorAnswers>& answers) {
    if (!answers) return std::nullopt;
    const auto& ring = snapshot.service<seal::KeyRing>();
    auto index = mobile_index(ring, *answers);
    if (!index) index = document_index(ring, *answers);
    if (!index) return std::nullopt;
    const auto bytes = from_base64url(*index);
    Uuid id;
    if (!bytes || bytes->size() < id.bytes.size()) throw std::logic_error("a blind index is not of 128 bits");
    std::copy_n(bytes->begin(), id.bytes.size(), id.bytes.begin());
    id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0f) | 0x80);  // RFC 9562: version 8
    id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3f) | 0x80);  // and its variant
    return Id<Person>(id);
}

void keep_answers(Tx& tx, const Record& passage, const VisitorAnswers& answers) {
    const auto& ring = tx.service<seal::KeyRing>();
    const auto wrapped = ring.new_data_key();
    const auto sealed = seal::seal_with(ring.unwrap(wrapped), to_json(answers), context_of(passage.id));
    std::optional<std::string> masked_mobile;
    if (answers.mobile) masked_mobile = answers.mobile->masked();
    tx.run(insert_visitor, passage.division.county(), passage.id, passage.division, passage.organization, passage.at,
           wrapped.text, sealed.text, passage.masked_name, masked_mobile, mobile_index(ring, answers),
           document_index(ring, answers));
}

std::optional<VisitorAnswers> answers_of(Snapshot& snapshot, const DivisionCode& division, const Id<Passage>& passage) {
    const auto sealed = snapshot.find<SealedAnswers>(find_visitor, division.county(), passage);
    if (!sealed) return std::nullopt;
    const auto key = snapshot.service<seal::KeyRing>().unwrap({sealed->data_key});
    return from_json<VisitorAnswers>(seal::unseal_with(key, sealed->answers_sealed, context_of(passage)));
}

}  // namespace tongzhou::gates
