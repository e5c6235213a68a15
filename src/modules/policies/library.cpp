#include "modules/policies/library.hpp"

#include "base/text.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/policies/changes.hpp"
#include "modules/policies/visible.hpp"

namespace tongzhou::policies {

namespace {

const sql::Query find_policy_row{R"(
    SELECT id, division, title, document_number, issuer, issuer_level, kind, published_on, effective_from,
           effective_until, superseded_by, withdrawn_at, source, external_id, version, created_at, updated_at, text
    FROM   policies
    WHERE  id = :id)"};

const sql::Query insert_policy_row{R"(
    INSERT INTO policies (id, division, title, document_number, issuer, issuer_level, kind, published_on,
                          effective_from, effective_until, superseded_by, withdrawn_at, source, external_id, version,
                          created_at, updated_at, text, change)
    VALUES (:id, :division, :title, :document_number, :issuer, :issuer_level, :kind, :published_on, :effective_from,
            :effective_until, :superseded_by, :withdrawn_at, :source, :external_id, :version, :created_at,
            :updated_at, :text, 0))"};

const sql::Query update_one{R"(
    UPDATE policies
    SET    division = :division, title = :title, document_number = :document_number, issuer = :issuer,
           issuer_level = :issuer_level, kind = :kind, published_on = :published_on,
           effective_from = :effective_from, effective_until = :effective_until, superseded_by = :superseded_by,
           withdrawn_at = :withdrawn_at, source = :source, external_id = :external_id, version = :version,
           updated_at = :updated_at, text = :text
    WHERE  id = :id)"};

const sql::Query insert_version{R"(
    INSERT INTO policy_versions (policy, version, title, text, note, author_name, at)
    VALUES (:policy, :version, :title, :text, :note, :author_name, :at))"};

/// What a list is asked, and from where.
struct PolicyListRequest : PolicyFilter, SeenFrom {};
BOOST_DESCRIBE_STRUCT(PolicyListRequest, (PolicyFilter, SeenFrom), ())

struct PolicyListExport : PolicyListRequest {
    std::optional<ExportFormat> format;
};
BOOST_DESCRIBE_STRUCT(PolicyListExport, (PolicyListRequest), (format))

const List<Policy> policies{
    {.name = "policies",
     .select = R"(SELECT p.id, p.division, p.title, p.document_number, p.issuer, p.issuer_level, p.kind,
                         p.published_on, p.effective_from, p.effective_until, p.superseded_by, p.withdrawn_at,
                         p.source, p.external_id, p.version, p.created_at, p.updated_at FROM policies p)",
     .scope = {"", "p.division", ""},
     .filters = {{"seen_from", seen_from_condition},
                 {"holding_for", holding_for_condition},
                 {"seen_by_none", seen_by_none_condition},
                 {"title", "p.title LIKE :title", Match::contains},
                 {"document_number", "p.document_number LIKE :document_number", Match::contains},
                 {"issuer", "p.issuer LIKE :issuer", Match::contains},
                 {"issuer_level", "p.issuer_level IN (:issuer_level)"},
                 {"kind", "p.kind IN (:kind)"},
                 {"division", "p.division >= :division_low AND p.division < :division_high", Match::within},
                 {"in_force_on",
                  "EXISTS (SELECT 1 FROM (SELECT CAST(:in_force_on AS TEXT) AS day) asked WHERE "
                  "COALESCE(p.effective_from, asked.day) <= asked.day AND COALESCE(p.effective_until, asked.day) >= "
                  "asked.day AND p.superseded_by IS NULL AND p.withdrawn_at IS NULL)"},
                 {"superseded", "CASE WHEN p.superseded_by IS NULL THEN 0 ELSE 1 END = :superseded"},
                 {"withdrawn", "CASE WHEN p.withdrawn_at IS NULL THEN 0 ELSE 1 END = :withdrawn"}},
     .sorts = {{"updated_at", "p.updated_at", SortOrder::descending},
               {"published_on", "COALESCE(p.published_on, '')", SortOrder::descending},
               {"title", "p.title"}},
     .key = "p.id",
     .labels = {{"id", "编号"},
                {"division", "适用地区"},
                {"title", "标题"},
                {"document_number", "文号"},
                {"issuer", "发文机关"},
                {"issuer_level", "发文层级"},
                {"kind", "文种"},
                {"published_on", "发布日期"},
                {"effective_from", "生效日期"},
                {"effective_until", "失效日期"},
                {"superseded_by", "已被取代"},
                {"withdrawn_at", "撤回时间"},
                {"source", "来源"},
                {"external_id", "来源编号"},
                {"version", "版本"},
                {"created_at", "录入时间"},
                {"updated_at", "更新时间"}}}};

template <class Request>
Request asked_by(const Actor& actor, const PolicyFilter& filter) {
    Request request;
    static_cast<PolicyFilter&>(request) = filter;
    static_cast<SeenFrom&>(request) = seen_from(actor);
    return request;
}

/// What a request says, on top of what the policy keeps.
void take_fields(const Actor& actor, StoredPolicy& policy, const PolicyFields& fields) {
    policy.division = fields.division;
    if (!policy.division && actor.scope.division().is_set()) policy.division = actor.scope.division();
    if (policy.division && !organizations::divisions().has(*policy.division))
        throw Problem::invalid("/division", "no_such_division", "没有这个行政区划，请核对代码。",
                               "There is no such division; check the code.");
    const auto text_or_nothing = [](const auto& text) {
        return text && !text->empty() ? std::optional(text->value) : std::nullopt;
    };
    policy.title = fields.title.value;
    policy.document_number = text_or_nothing(fields.document_number);
    policy.issuer = text_or_nothing(fields.issuer);
    policy.issuer_level = fields.issuer_level;
    policy.kind = fields.kind.value_or(kind_of_title(fields.title.value));
    policy.published_on = fields.published_on;
    policy.effective_from = fields.effective_from;
    policy.effective_until = fields.effective_until;
    policy.source = text_or_nothing(fields.source);
    policy.text = fields.text.value;
}

void keep_version(Tx& tx, const Actor& actor, const StoredPolicy& policy, std::string_view note) {
    tx.run(insert_version, policy.id, policy.version, policy.title, policy.text, note, actor.name, tx.now());
}

/// Everything that a request can say.
bool same_request(const StoredPolicy& a, const StoredPolicy& b) {
    return std::tie(a.division, a.title, a.document_number, a.issuer, a.issuer_level, a.kind, a.published_on,
                    a.effective_from, a.effective_until, a.source,
                    a.text) == std::tie(b.division, b.title, b.document_number, b.issuer, b.issuer_level, b.kind,
                                        b.published_on, b.effective_from, b.effective_until, b.source, b.text);
}

Policy without_text(const StoredPolicy& policy) { return policy; }

}  // namespace

PolicyKind kind_of_title(std::string_view title) {
    static constexpr std::pair<std::string_view, PolicyKind> words[] = {
        {"解读", PolicyKind::interpretation}, {"问答", PolicyKind::interpretation},
        {"批复", PolicyKind::reply},          {"复函", PolicyKind::reply},
        {"通知", PolicyKind::notice},         {"通告", PolicyKind::announcement},
        {"公告", PolicyKind::announcement},   {"意见", PolicyKind::opinions},
        {"措施", PolicyKind::measures},       {"办法", PolicyKind::measures},
        {"规定", PolicyKind::measures},       {"方案", PolicyKind::plan},
        {"计划", PolicyKind::plan},           {"指南", PolicyKind::guideline},
        {"指引", PolicyKind::guideline},      {"记者", PolicyKind::news}};
    // The last of these words is the kind: 关于印发…措施的通知 is a notice.
    auto found = PolicyKind::other;
    std::size_t last = 0;
    for (const auto& [word, kind] : words)
        if (const auto at = title.rfind(word); at != std::string_view::npos && at + 1 > last) {
            last = at + 1;
            found = kind;
        }
    return found;
}

bool in_force(const Policy& policy, Date on) {
    return !policy.superseded_by && !policy.withdrawn_at && (!policy.effective_from || *policy.effective_from <= on) &&
           (!policy.effective_until || *policy.effective_until >= on);
}

void check(const PolicyFields& policy, std::vector<FieldFault>& faults) {
    if (policy.effective_from && policy.effective_until && *policy.effective_until < *policy.effective_from)
        faults.push_back({"/effective_until",
                          "ends_before_it_begins",
                          {"失效日期早于生效日期，请核对。", "It ends before it begins; check the two dates."}});
}

std::optional<StoredPolicy> load_policy(Snapshot& snapshot, const Id<Policy>& id) {
    return snapshot.find<StoredPolicy>(find_policy_row, id);
}

StoredPolicy readable_policy(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id) {
    auto policy = load_policy(snapshot, id);
    if (!policy) throw no_such_record();
    require_sees(actor, policy->division);
    return *std::move(policy);
}

void require_policy(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id, std::string_view pointer) {
    const auto policy = load_policy(snapshot, id);
    if (!policy || !sees(actor, policy->division))
        throw Problem::invalid(std::string(pointer), "no_such_policy", "政策库中没有这份政策，请重新选择。",
                               "The library has no such policy; choose another.");
}

StoredPolicy writable_policy(Snapshot& snapshot, const Actor& actor, const Id<Policy>& id) {
    auto policy = readable_policy(snapshot, actor, id);
    require_keeps(actor, policy.division);
    return policy;
}

void insert_policy(Tx& tx, const Actor& actor, const StoredPolicy& policy) {
    tx.run(insert_policy_row, policy);
    keep_version(tx, actor, policy, "");
    policy_changes(tx, policy.id);
}

void update_policy(Tx& tx, const Actor& actor, const StoredPolicy& before, StoredPolicy& policy,
                   std::string_view note) {
    const bool new_version = policy.title != before.title || policy.text != before.text;
    if (new_version) ++policy.version;
    policy.updated_at = tx.now();
    tx.run(update_one, policy);
    if (new_version) keep_version(tx, actor, policy, note);
    policy_changes(tx, policy.id);
}

Policy create_policy(Tx& tx, const Actor& actor, const NewPolicy& request) {
    StoredPolicy policy;
    take_fields(actor, policy, request);
    require_keeps(actor, policy.division);
    policy.id = request.id.value_or(Id<Policy>::make(tx.now()));
    policy.created_at = policy.updated_at = tx.now();
    if (const auto before = load_policy(tx, policy.id)) {
        require_keeps(actor, before->division);
        if (same_request(*before, policy)) return without_text(*before);
        throw Problem::conflict("id_taken", "该编号已用于另一项政策。", "That id belongs to another policy.");
    }
    insert_policy(tx, actor, policy);
    return without_text(policy);
}

Policy change_policy(Tx& tx, const Actor& actor, const ChangedPolicy& request) {
    const auto before = writable_policy(tx, actor, request.id);
    auto policy = before;
    take_fields(actor, policy, request);
    require_keeps(actor, policy.division);
    if (same_request(before, policy)) return without_text(before);
    update_policy(tx, actor, before, policy, request.note.value_or("").value);
    return without_text(policy);
}

Policy supersede_policy(Tx& tx, const Actor& actor, const Supersession& request) {
    const auto before = writable_policy(tx, actor, request.id);
    for (auto next = request.by; next;) {
        if (*next == request.id)
            throw Problem::conflict("supersedes_itself", "该政策不能（直接或间接）被自己取代，请另选。",
                                    "A policy cannot be superseded by itself, be it through others; choose another.");
        next = readable_policy(tx, actor, *next).superseded_by;
    }
    auto policy = before;
    policy.superseded_by = request.by;
    if (policy.superseded_by == before.superseded_by) return without_text(before);
    update_policy(tx, actor, before, policy, "");
    return without_text(policy);
}

namespace {

Policy set_withdrawn(Tx& tx, const Actor& actor, const Id<Policy>& id, std::optional<Instant> at) {
    const auto before = writable_policy(tx, actor, id);
    if (before.withdrawn_at.has_value() == at.has_value()) return without_text(before);
    auto policy = before;
    policy.withdrawn_at = at;
    update_policy(tx, actor, before, policy, "");
    return without_text(policy);
}

}  // namespace

Policy withdraw_policy(Tx& tx, const Actor& actor, const PolicyById& request) {
    return set_withdrawn(tx, actor, request.id, tx.now());
}

Policy restore_policy(Tx& tx, const Actor& actor, const PolicyById& request) {
    return set_withdrawn(tx, actor, request.id, std::nullopt);
}

PolicyView show_policy(Snapshot& snapshot, const Actor& actor, const PolicyById& request) {
    auto policy = readable_policy(snapshot, actor, request.id);
    PolicyView view;
    static_cast<Policy&>(view) = policy;
    view.in_force = in_force(policy, date_in_shanghai(snapshot.now()));
    view.sections = sections_of(policy.text);
    view.text = std::move(policy.text);
    return view;
}

Page<Policy> list_policies(Snapshot& snapshot, const Actor& actor, const PolicyFilter& filter) {
    return policies.page(snapshot, for_list(actor), asked_by<PolicyListRequest>(actor, filter));
}

Download export_policies(Database& database, const Actor& actor, const PolicyExport& filter) {
    auto request = asked_by<PolicyListExport>(actor, filter);
    request.format = filter.format;
    return policies.download(database, for_list(actor), request);
}

}  // namespace tongzhou::policies
