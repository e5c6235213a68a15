#include "modules/policies/catalogue.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <set>

#include "base/text.hpp"
#include "modules/organizations/organizations.hpp"
#include "modules/policies/changes.hpp"
#include "modules/policies/library.hpp"
#include "platform/log/log.hpp"

namespace tongzhou::policies {

namespace {

using namespace std::chrono_literals;

// About twenty megabytes of text.
const sql::Query changed_policies{R"(
    SELECT id, division, title, document_number, issuer_level, kind, effective_from, effective_until, superseded_by,
           withdrawn_at, version, text, change
    FROM   policies
    WHERE  change > :mark
    ORDER  BY change
    LIMIT  4000)"};

struct ChangedText {
    Id<Policy> id;
    std::optional<DivisionCode> division;
    std::string title;
    std::optional<std::string> document_number, issuer_level;
    std::string kind;
    std::optional<Date> effective_from, effective_until;
    std::optional<Id<Policy>> superseded_by;
    std::optional<Instant> withdrawn_at;
    std::int64_t version = 1;
    std::string text;
    std::int64_t change = 0;
};
BOOST_DESCRIBE_STRUCT(ChangedText, (),
                      (id, division, title, document_number, issuer_level, kind, effective_from, effective_until,
                       superseded_by, withdrawn_at, version, text, change))

search::Entry entry_of(ChangedText&& policy) {
    Facets facets;
    facets.division = policy.division;
    facets.effective_from = policy.effective_from;
    facets.effective_until = policy.effective_until;
    facets.standing = !policy.superseded_by && !policy.withdrawn_at;
    facets.kind = policy.kind;
    facets.issuer_level = policy.issuer_level.value_or("");
    facets.document_number = policy.document_number.value_or("");
    facets.version = policy.version;
    return {policy.id.uuid(), std::move(policy.title), std::move(policy.text), facets.text()};
}

std::filesystem::path scratch_folder() {
    return std::filesystem::temp_directory_path() / ("tongzhou-search-" + new_uuid_v7(SystemClock().now()).text());
}

std::string_view next_field(std::string_view& text) {
    const auto end = text.find('\t');
    const auto field = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    return field;
}

}  // namespace

std::string Facets::text() const {
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", division ? division->text() : "",
                       effective_from ? effective_from->iso() : "", effective_until ? effective_until->iso() : "",
                       standing ? 1 : 0, kind, issuer_level, version, document_number);
}

Facets Facets::of(std::string_view text) {
    Facets facets;
    if (const auto division = next_field(text); !division.empty()) facets.division = DivisionCode::of(division);
    if (const auto from = next_field(text); !from.empty()) facets.effective_from = Date::of(from);
    if (const auto until = next_field(text); !until.empty()) facets.effective_until = Date::of(until);
    facets.standing = next_field(text) == "1";
    facets.kind = next_field(text);
    facets.issuer_level = next_field(text);
    facets.version = shape_detail::integer_of(next_field(text)).value_or(1);
    facets.document_number = text;
    return facets;
}

const search::Gazetteer& gazetteer() {
    static const auto made = [] {
        search::Gazetteer names;
        std::map<std::string, std::set<std::string>> codes;
        const auto add = [&](const organizations::Divisions::Entry& entry) {
            codes[std::string(entry.name)].insert(entry.code.text());
            // 广西壮族自治区 is called 广西, 内蒙古自治区 内蒙古.
            if (entry.name.ends_with("自治区")) {
                const std::string_view all = entry.name.starts_with("内蒙古") ? "内蒙古" : entry.name.substr(0, 6);
                codes[std::string(all)].insert(entry.code.text());
                return;
            }
            // A district is seldom named without 区, and many such names are words: 解放, 振兴.
            const auto shorter = organizations::short_name_of_division(entry.name);
            if (!shorter.empty() && !entry.name.ends_with("区")) codes[std::string(shorter)].insert(entry.code.text());
        };
        const auto& all = organizations::divisions();
        for (const auto& province : all.children({})) {
            add(province);
            for (const auto& city : all.children(province.code)) {
                add(city);
                for (const auto& county : all.children(city.code)) add(county);
            }
        }
        for (const auto& [name, places] : codes) {
            const auto& outermost = *places.begin();
            if (std::ranges::all_of(places, [&](const auto& place) { return place.starts_with(outermost); }))
                names.add(name, outermost);
        }
        return names;
    }();
    return made;
}

Catalogue::Catalogue(std::filesystem::path folder) : folder_(std::move(folder)) {
    if (!folder_.empty()) return;
    folder_ = scratch_folder();
    owned_ = true;
}

Catalogue::~Catalogue() {
    stop();
    index_.reset();
    if (lock_ >= 0) ::close(lock_);
    if (!owned_) return;
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void Catalogue::open() {
    if (index_) return;
    std::filesystem::create_directories(folder_);
    if (lock_ < 0) {
        lock_ = ::open((folder_ / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (lock_ < 0 || ::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
            if (lock_ >= 0) ::close(lock_);
            lock_ = -1;
            throw Problem::conflict(
                "index_in_use", "检索索引目录正被另一个 tongzhou 进程使用；每个节点须有自己的数据目录。",
                "Another tongzhou process uses the index folder. Each node needs a data folder of its own.");
        }
    }
    index_ = std::make_unique<search::Index>(folder_ / "policies");
}

void Catalogue::start(Database& database) {
    if (thread_.joinable()) return;
    thread_ = std::jthread([this, &database](std::stop_token stop) { run(database, stop); });
}

void Catalogue::stop() {
    if (!thread_.joinable()) return;
    thread_.request_stop();
    wake();
    thread_.join();
    thread_ = {};
}

void Catalogue::wake() {
    {
        std::lock_guard lock(mutex_);
        woken_ = true;
    }
    changed_.notify_all();
}

void Catalogue::rebuild() {
    empty_first_ = true;
    wake();
}

const search::Index& Catalogue::index() const {
    if (ready_) return *index_;
    throw Problem::unavailable("index_not_ready", "政策检索正在准备，请稍候再试。",
                               "The search of policies is being made ready; try again shortly.", 2);
}

void Catalogue::follow(Database& database) {
    std::lock_guard lock(follow_mutex_);
    open();
    if (empty_first_.exchange(false)) index_->clear();
    for (;;) {
        std::vector<ChangedText> changed;
        std::int64_t last = 0;
        database.read([&](Snapshot& snapshot) {
            last = last_change(snapshot);
            changed = snapshot.all<ChangedText>(changed_policies, index_->mark());
        });
        if (index_->mark() > last) {
            // The database is an older one than that this index was made from: a restored copy.
            index_->clear();
            continue;
        }
        if (changed.empty()) break;
        const auto mark = changed.back().change;
        std::vector<search::Entry> entries;
        for (auto& policy : changed) entries.push_back(entry_of(std::move(policy)));
        index_->put(entries, mark);
    }
    ready_ = true;
}

void Catalogue::run(Database& database, std::stop_token stop) {
    int failures = 0;
    while (!stop.stop_requested()) {
        try {
            follow(database);
            failures = 0;
        } catch (const std::exception& failure) {
            // The tables may not be there yet, another command may just be using the folder, or the database is lost
            // for a while: tried again, and said once when it lasts.
            if (++failures == 5) log::warn("policy_index", {{"failure", failure.what()}});
        }
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, stop, 1s, [&] { return woken_; });
        woken_ = false;
    }
}

}  // namespace tongzhou::policies
