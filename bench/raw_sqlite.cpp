#include "raw_sqlite.hpp"

#include <stdexcept>

#include <sqlite3.h>

#include "base/id.hpp"
#include "platform/sql/query.hpp"

namespace tongzhou::bench {

namespace {

class Db {
  public:
    explicit Db(const std::string& file) {
        if (sqlite3_open(file.c_str(), &db_) != SQLITE_OK) throw std::runtime_error("cannot open " + file);
        exec(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = "
            "-65536;");
    }
    ~Db() {
        for (auto* s : statements_) sqlite3_finalize(s);
        sqlite3_close(db_);
    }
    void exec(const char* sql) {
        if (sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) != SQLITE_OK)
            throw std::runtime_error(sqlite3_errmsg(db_));
    }
    sqlite3_stmt* prepare(const std::string& sql) {
        sqlite3_stmt* s = nullptr;
        if (sqlite3_prepare_v3(db_, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &s, nullptr) != SQLITE_OK)
            throw std::runtime_error(std::string(sqlite3_errmsg(db_)) + ": " + sql);
        statements_.push_back(s);
        return s;
    }
    void step(sqlite3_stmt* s) {
        int code;
        while ((code = sqlite3_step(s)) == SQLITE_ROW) {
        }
        if (code != SQLITE_DONE) throw std::runtime_error(sqlite3_errmsg(db_));
        sqlite3_reset(s);
    }

  private:
    sqlite3* db_ = nullptr;
    std::vector<sqlite3_stmt*> statements_;
};

// The program's own statement that begins like this, so that the limit cannot drift away from what it limits.
std::string statement_like(std::string_view beginning) {
    for (const auto* query : sql::Query::all()) {
        std::string_view text = query->text();
        text.remove_prefix(std::min(text.find_first_not_of(" \n"), text.size()));
        if (text.starts_with(beginning)) return sql::text_for(sql::Engine::sqlite, query->text());
    }
    throw std::runtime_error("the program has no statement like: " + std::string(beginning));
}

// Binds values by the names of the statement's parameters.
class Binder {
  public:
    explicit Binder(sqlite3_stmt* s) : s_(s) {
        for (int i = 1; i <= sqlite3_bind_parameter_count(s); ++i)
            names_.emplace_back(sqlite3_bind_parameter_name(s, i) + 1);
    }
    int at(std::string_view name) const {
        for (std::size_t i = 0; i < names_.size(); ++i)
            if (names_[i] == name) return static_cast<int>(i) + 1;
        throw std::runtime_error("no parameter " + std::string(name));
    }
    bool has(std::string_view name) const { return std::find(names_.begin(), names_.end(), name) != names_.end(); }
    void text(int at, const std::string& value) {
        sqlite3_bind_text(s_, at, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }
    void integer(int at, std::int64_t value) { sqlite3_bind_int64(s_, at, value); }
    sqlite3_stmt* statement() { return s_; }
    const std::vector<std::string>& names() const { return names_; }

  private:
    sqlite3_stmt* s_;
    std::vector<std::string> names_;
};

struct Gate {
    std::string id, county, division, organization, site;
};

void bind_defaults(Binder& b, const Gate& gate, const std::string& constant) {
    for (const auto& name : b.names()) {
        const int at = b.at(name);
        if (name == "county")
            b.text(at, gate.county);
        else if (name == "division")
            b.text(at, gate.division);
        else if (name == "organization")
            b.text(at, gate.organization);
        else if (name == "site")
            b.text(at, gate.site);
        else if (name == "gate")
            b.text(at, gate.id);
        else if (name == "lane" || name == "chain" || name == "offline" || name.starts_with('m'))
            b.integer(at, 0);
        else if (name == "inside" || name == "m0")
            b.integer(at, 1);
        else if (name != "visitor" && name != "corrects" && name != "review_reasons" && name != "skew_ms" &&
                 name != "shuttle")
            b.text(at, constant);
    }
}

}  // namespace

double run_raw_sqlite(const RawRun& run) {
    Db db(run.file);
    std::vector<Gate> gates;
    std::vector<std::string> people;
    auto* read = db.prepare("SELECT id, county, division, organization, site FROM gates LIMIT 500");
    auto column = [](sqlite3_stmt* s, int i) {
        return std::string(reinterpret_cast<const char*>(sqlite3_column_text(s, i)));
    };
    while (sqlite3_step(read) == SQLITE_ROW)
        gates.push_back({column(read, 0), column(read, 1), column(read, 2), column(read, 3), column(read, 4)});
    read = db.prepare("SELECT id FROM persons LIMIT 20000");
    while (sqlite3_step(read) == SQLITE_ROW) people.push_back(column(read, 0));
    if (gates.empty() || people.empty()) throw std::runtime_error("the fixture has no gates or people");

    Binder passage(db.prepare(statement_like("INSERT INTO passages ")));
    Binder presence(db.prepare(
        statement_like("INSERT INTO presence (county, site, person, organization, inside, was_inside, at, passage)\n   "
                       " VALUES (:county, :site, :person, :organization, :inside, 0, :at, :passage)\n    ON CONFLICT "
                       "(county, site, person) DO UPDATE\n        SET inside = excluded.inside, was_inside = "
                       "presence.inside, at = excluded.at, passage = excluded.passage\n        WHERE")));
    Binder audit(db.prepare(statement_like("INSERT INTO audit_log ")));
    Binder site_tally(db.prepare(statement_like("INSERT INTO site_tallies ")));
    Binder county_tally(db.prepare(statement_like("INSERT INTO county_tallies ")));
    Binder site_inside(db.prepare(statement_like("INSERT INTO site_inside ")));
    Binder county_inside(db.prepare(statement_like("INSERT INTO county_inside ")));

    const std::string admitted = "admitted", none = "none", entry = "entry", document = "document", name = "张*",
                      hash(64, 'a');
    const std::string detail = "{}", action = "post_passages", kind = "passages",
                      device = new_uuid_v7(SystemClock().now()).text();
    std::string id, person;
    // Beyond every chain of the program, and beyond an earlier run on the same file.
    read = db.prepare("SELECT MAX(COALESCE(MAX(number), 0), 1 << 40) FROM audit_log");
    sqlite3_step(read);
    std::int64_t number = sqlite3_column_int64(read, 0);
    sqlite3_reset(read);
    if (!run.durable) db.exec("PRAGMA synchronous = OFF; PRAGMA cache_size = -2000000;");
    const auto today = SystemClock().now().ms();
    const auto first = today - run.over_days * 86'400'000;
    const auto begun = std::chrono::steady_clock::now();
    for (std::uint64_t done = 0; done < run.passages;) {
        db.exec("BEGIN IMMEDIATE");
        std::map<std::size_t, std::int64_t> by_gate;
        const auto now =
            first + static_cast<std::int64_t>(static_cast<double>(today - first) * static_cast<double>(done) /
                                              static_cast<double>(run.passages));
        const auto end = std::min<std::uint64_t>(run.passages, done + static_cast<std::uint64_t>(run.per_transaction));
        auto write_audit = [&](const Gate& gate) {
            bind_defaults(audit, gate, hash);
            audit.integer(audit.at("number"), ++number);
            audit.integer(audit.at("at"), now);
            audit.text(audit.at("actor"), device);
            audit.text(audit.at("actor_kind"), kind);
            audit.text(audit.at("actor_name"), action);
            audit.text(audit.at("action"), action);
            audit.text(audit.at("subject_kind"), kind);
            audit.text(audit.at("subject"), id);
            audit.text(audit.at("outcome"), admitted);
            audit.text(audit.at("remote"), kind);
            audit.text(audit.at("detail"), detail);
            db.step(audit.statement());
        };
        for (; done < end; ++done) {
            const auto g = static_cast<std::size_t>(done * 7919 % gates.size());
            const auto& gate = gates[g];
            ++by_gate[g];
            id = new_uuid_v7(Instant::from_ms(now)).text();
            person = people[static_cast<std::size_t>(done * 104729 % people.size())];
            if (run.savepoints) db.exec("SAVEPOINT call");
            bind_defaults(passage, gate, none);
            passage.text(passage.at("id"), id);
            passage.text(passage.at("device"), device);
            passage.text(passage.at("person"), person);
            sqlite3_bind_null(passage.statement(), passage.at("actor"));
            sqlite3_bind_null(passage.statement(), passage.at("pass"));
            passage.text(passage.at("direction"), entry);
            passage.text(passage.at("means"), document);
            passage.integer(passage.at("temperature"), 365);
            passage.text(passage.at("verdict"), admitted);
            passage.integer(passage.at("at"), now);
            passage.integer(passage.at("received_at"), now);
            passage.text(passage.at("masked_name"), name);
            passage.integer(passage.at("fingerprint"), now);
            db.step(passage.statement());
            bind_defaults(presence, gate, none);
            presence.text(presence.at("person"), person);
            presence.integer(presence.at("at"), now);
            presence.text(presence.at("passage"), id);
            db.step(presence.statement());
            if (run.audit_each) write_audit(gate);
            if (run.savepoints) db.exec("RELEASE call");
        }
        if (!run.audit_each) write_audit(gates.front());
        auto add_to = [&](Binder& tally, const Gate& gate, std::int64_t count) {
            bind_defaults(tally, gate, none);
            if (tally.has("hour")) {
                tally.text(tally.at("direction"), entry);
                tally.text(tally.at("verdict"), admitted);
                tally.integer(tally.at("hour"), now / 3'600'000 * 3'600'000);
                tally.integer(tally.at("m0"), count);
            }
            db.step(tally.statement());
        };
        std::map<std::string, std::pair<std::size_t, std::int64_t>> by_county;  // a gate there, and how many passed
        for (auto [g, count] : by_gate) {
            by_county.try_emplace(gates[g].county, g, 0).first->second.second += count;
            for (auto* tally : {&site_tally, &site_inside}) add_to(*tally, gates[g], count);
        }
        for (auto [county, passed] : by_county)
            for (auto* tally : {&county_tally, &county_inside}) add_to(*tally, gates[passed.first], passed.second);
        db.exec("COMMIT");
    }
    return static_cast<double>(run.passages) /
           std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

}  // namespace tongzhou::bench
