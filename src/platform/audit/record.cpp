#include "platform/audit/audit.hpp"
#include "platform/audit/chain.hpp"
#include "platform/sql/connection.hpp"

namespace tongzhou::audit {
namespace {

const sql::Query insert_row{
    "INSERT INTO audit_log (chain, number, at, actor_kind, actor, actor_name, action, subject_kind, subject, county, "
    "division, organization, outcome, remote, detail, hash) VALUES (:chain, :number, :at, :actor_kind, :actor, "
    ":actor_name, :action, :subject_kind, :subject, :county, :division, :organization, :outcome, :remote, :detail, "
    ":hash)"};

/// A record that waits for its number.
struct Waiting {
    Instant at;
    ActorKind actor_kind;
    std::optional<std::string> actor;
    std::string actor_name, remote, county;
    Entry entry;  // with division and organization settled
};

/// The end of this writer's chain, remembered from commit to commit.
struct RememberedHead {
    bool known = false;
    Head head;
};

sql::Argument integer(std::int64_t number) { return {.integer = number, .text = {}}; }
sql::Argument text(std::string value) { return {.kind = sql::Argument::Kind::text, .text = std::move(value)}; }
sql::Argument text(std::string_view value) { return text(std::string(value)); }
sql::Argument text(std::optional<std::string> value) {
    auto argument = text(std::move(value).value_or(std::string()));
    argument.null = !value;
    return argument;
}

/// The records of one commit. Numbers and hashes are given when it is certain which calls succeeded.
class Trail final : public sql::Gathered {
  public:
    void add(Waiting record) { records_.push_back(std::move(record)); }

    void merge(sql::Gathered& call) override {
        auto& others = static_cast<Trail&>(call).records_;
        records_.insert(records_.end(), std::make_move_iterator(others.begin()), std::make_move_iterator(others.end()));
    }

    void flush(Tx& tx) override {
        auto& remembered = tx.memory<RememberedHead>();
        if (!remembered.known) remembered = {true, head_of(tx, tx.lane())};
        std::string scratch;
        for (auto& record : records_) append(tx, record, remembered.head, scratch);
    }

  private:
    static void append(Tx& tx, Waiting& record, Head& head, std::string& scratch) {
        auto& entry = record.entry;
        auto organization = entry.organization ? std::optional(entry.organization->text()) : std::nullopt;
        const auto division = entry.division.view();
        const Fields row{tx.lane(),
                         ++head.number,
                         record.at.ms(),
                         name_of(record.actor_kind),
                         record.actor,
                         record.actor_name,
                         entry.action,
                         entry.subject_kind,
                         entry.subject,
                         record.county,
                         division,
                         organization,
                         name_of(entry.outcome),
                         record.remote,
                         entry.detail};
        head.hash = hash_of(row, head.hash, scratch);
        // The texts are moved into the statement: this runs for every passage.
        std::array<sql::Argument, 16> arguments{integer(row.chain),
                                                integer(row.number),
                                                integer(row.at),
                                                text(row.actor_kind),
                                                text(std::move(record.actor)),
                                                text(std::move(record.actor_name)),
                                                text(std::move(entry.action)),
                                                text(std::move(entry.subject_kind)),
                                                text(std::move(entry.subject)),
                                                text(std::move(record.county)),
                                                text(division),
                                                text(std::move(organization)),
                                                text(row.outcome),
                                                text(std::move(record.remote)),
                                                text(std::move(entry.detail)),
                                                text(head.hash)};
        tx.connection().run(insert_row, arguments);
    }

    std::vector<Waiting> records_;
};

}  // namespace

void record(Tx& tx, const Actor& actor, Entry entry) {
    if (!entry.division.is_set() && !entry.organization) {
        entry.division = actor.scope.division();
        entry.organization = actor.organization;
    }
    if (entry.organization && entry.organization->is_nil()) entry.organization.reset();
    tx.gather<Trail>().add({tx.now(), actor.kind, actor.id.is_nil() ? std::nullopt : std::optional(actor.id.text()),
                            actor.name, actor.remote, entry.division.is_set() ? entry.division.county() : std::string(),
                            std::move(entry)});
}

}  // namespace tongzhou::audit
