#include "main/demo_live.hpp"

#include <condition_variable>
#include <thread>

#include "main/demo_client.hpp"
#include "main/demo_files.hpp"

namespace tongzhou {

namespace {

constexpr std::int32_t seconds_a_minute = 60;
constexpr std::int32_t begins = 6 * 60 * seconds_a_minute + 30 * seconds_a_minute,
                       ends = 9 * 60 * seconds_a_minute + 30 * seconds_a_minute;
constexpr std::size_t players = 4;

struct Call {
    std::int32_t second = 0;  ///< of the day, simulated
    std::size_t gate = 0;     ///< of DemoDevices::gates
    gates::NewPassage passage;
};

/// When a gate is without a network. What passes meanwhile is decided by the device and sent together afterwards.
struct Outage {
    std::int32_t from = ends, until = ends;
    bool covers(std::int32_t second) const { return second >= from && second < until; }
};

struct Figures {
    std::atomic<std::int64_t> entries{0}, exits{0}, held{0}, refused{0}, offline{0}, reviewed{0}, failed{0};
};

// The simulated morning against the real clock.
class Pace {
  public:
    explicit Pace(double speed) : speed_(speed), began_(std::chrono::steady_clock::now()) {}
    std::chrono::steady_clock::time_point when(std::int32_t second) const {
        return began_ + std::chrono::microseconds(static_cast<std::int64_t>((second - begins) * 1e6 / speed_));
    }

  private:
    double speed_;
    std::chrono::steady_clock::time_point began_;
};

class Morning {
  public:
    Morning(const DemoDevices& devices, const std::string& url, std::uint64_t seed)
        : devices_(devices), url_(url), outages_(devices.gates.size()) {
        for (std::size_t gate = 0; gate < outages_.size(); ++gate) {
            DemoRandom random(seed, "outage", static_cast<std::int64_t>(gate));
            // The first gate always, so that the smallest city shows it too.
            if (gate != 0 && !random.happens(1, 20)) continue;
            outages_[gate].from =
                static_cast<std::int32_t>(random.between(6 * 60 + 50, 7 * 60 + 15) * seconds_a_minute);
            outages_[gate].until =
                outages_[gate].from + static_cast<std::int32_t>(random.between(15, 45) * seconds_a_minute);
        }
    }

    void plan(int day) {
        const DemoCity city(devices_.seed, devices_.enterprises, devices_.people);
        const DemoDays days(city, devices_.day_zero);
        std::vector<std::vector<std::size_t>> gates_of(city.enterprises().size());
        for (std::size_t i = 0; i < devices_.gates.size(); ++i)
            gates_of.at(static_cast<std::size_t>(devices_.gates[i].enterprise)).push_back(i);
        for (const auto& event : days.events(day))
            if (event.second >= begins && event.second < ends) plan_event(city, days, gates_of, day, event);
    }

    std::size_t calls() const {
        std::size_t sum = 0;
        for (const auto& part : parts_) sum += part.size();
        return sum;
    }

    void play(double speed, const std::function<void(std::int32_t, const Figures&)>& say) {
        const Pace pace(speed);
        std::vector<std::thread> threads;
        for (auto& part : parts_) threads.emplace_back([this, &pace, &part] { play_part(pace, part); });
        for (auto second = begins + 5 * seconds_a_minute; second < ends && !wait_until(pace.when(second));
             second += 5 * seconds_a_minute)
            say(second, figures_);
        for (auto& thread : threads) thread.join();
        if (failure_) std::rethrow_exception(failure_);
        say(ends, figures_);
    }

    const std::string& first_fault() const { return first_fault_; }

  private:
    void plan_event(const DemoCity& city, const DemoDays& days, const std::vector<std::vector<std::size_t>>& gates_of,
                    int day, const DemoEvent& event);
    void play_part(const Pace& pace, std::vector<Call>& part);
    void send(DemoClient& client, const Call& call);
    void send_waiting(DemoClient& client, std::size_t gate, std::vector<gates::OfflinePassage>& waiting);
    void note_fault(const DemoReply& reply);
    bool wait_until(std::chrono::steady_clock::time_point when) {
        std::unique_lock lock(mutex_);
        return wake_.wait_until(lock, when, [this] { return failure_ != nullptr; });
    }

    const DemoDevices& devices_;
    const std::string url_;
    std::vector<Outage> outages_;
    std::array<std::vector<Call>, players> parts_;  // each gate belongs to one player, so its order is kept
    Figures figures_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::exception_ptr failure_;
    std::string first_fault_;
};

void Morning::plan_event(const DemoCity& city, const DemoDays& days,
                         const std::vector<std::vector<std::size_t>>& gates_of, int day, const DemoEvent& event) {
    gates::NewPassage passage;
    passage.direction = Direction::entry;
    passage.means = Means::document;
    std::int64_t enterprise = 0, gate = 0;
    switch (event.deed) {
        case DemoDeed::declare:
        case DemoDeed::declare_unfit: return;  // not the gate's business
        case DemoDeed::visit:
        case DemoDeed::visit_in_contact:
        case DemoDeed::visit_ends: {
            const auto visitor = days.visitor(event.who, day);
            enterprise = visitor.enterprise;
            passage.means = Means::visitor;
            passage.visitor = demo_answers(visitor, event.deed);
            break;
        }
        case DemoDeed::enter:
        case DemoDeed::enter_feverish:
        case DemoDeed::enter_forged:
        case DemoDeed::enter_elsewhere:
        case DemoDeed::leave: {
            const auto& employer = city.employer_of(event.who);
            enterprise =
                event.deed == DemoDeed::enter_elsewhere ? days.enterprise_beside(employer.number) : employer.number;
            gate = city.gate_of(event.who, employer);
            passage.document = Text<40>(city.document_of(event.who).text());
        }
    }
    // More than a morning has by itself: two in twenty thousand would be easily missed.
    const bool feverish =
        event.deed == DemoDeed::enter_feverish ||
        (event.deed == DemoDeed::enter && DemoRandom(city.seed(), "morning fever", event.who, day).happens(1, 2'500));
    if (event.deed == DemoDeed::leave || event.deed == DemoDeed::visit_ends)
        passage.direction = Direction::exit;
    else
        passage.temperature = feverish ? days.feverish_reading(event.who, day) : days.reading(event.who, day, 0);
    if (event.deed == DemoDeed::enter_forged) {
        passage.means = Means::pass;
        passage.pass = Text<1000>(demo_forged_pass());
    }
    const auto& own = gates_of[static_cast<std::size_t>(enterprise)];
    const auto at = own[static_cast<std::size_t>(gate) % own.size()];
    passage.gate = devices_.gates[at].id;
    parts_[at % players].push_back({event.second, at, std::move(passage)});
}

void Morning::play_part(const Pace& pace, std::vector<Call>& part) {
    try {
        DemoClient client(url_);
        const SystemClock clock;
        std::map<std::size_t, std::vector<gates::OfflinePassage>> waiting;
        for (auto& call : part) {
            if (wait_until(pace.when(call.second))) return;
            call.passage.id = Id<Passage>::make(clock.now());
            ++(call.passage.direction == Direction::entry ? figures_.entries : figures_.exits);
            auto& held_back = waiting[call.gate];
            if (outages_[call.gate].covers(call.second)) {
                // Alone, the device knows the roster and the fever threshold; this one trusts whoever is cool.
                gates::OfflinePassage decided{call.passage, Verdict::admitted, std::nullopt};
                decided.at = clock.now();
                if (call.passage.temperature && call.passage.temperature->tenths() >= 373) {
                    decided.verdict = Verdict::held;
                    decided.reason = VerdictReason::fever;
                }
                held_back.push_back(std::move(decided));
                ++figures_.offline;
                continue;
            }
            send_waiting(client, call.gate, held_back);
            send(client, call);
        }
        for (auto& [gate, held_back] : waiting) {
            if (wait_until(pace.when(outages_[gate].until))) return;
            send_waiting(client, gate, held_back);
        }
    } catch (...) {
        std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::current_exception();
        wake_.notify_all();
    }
}

void Morning::send(DemoClient& client, const Call& call) {
    const auto reply = client.post("/passages", devices_.gates[call.gate].token, to_json(call.passage));
    if (reply.status != 200) return note_fault(reply);
    const auto answer = from_json<gates::PassageAnswer>(reply.body, {.unknown_fields = UnknownFields::ignore});
    figures_.held += answer.verdict == Verdict::held;
    figures_.refused += answer.verdict == Verdict::refused;
}

void Morning::send_waiting(DemoClient& client, std::size_t gate, std::vector<gates::OfflinePassage>& waiting) {
    constexpr std::size_t at_once = 1'000;
    for (std::size_t first = 0; first < waiting.size(); first += at_once) {
        gates::PassageBatch batch;
        batch.sent_at = SystemClock().now();
        for (auto i = first; i < std::min(waiting.size(), first + at_once); ++i)
            batch.passages.push_back({to_json(waiting[i])});
        const auto reply = client.post("/passages/batch", devices_.gates[gate].token, to_json(batch));
        figures_.offline -= std::ssize(batch.passages);
        if (reply.status != 200) {
            note_fault(reply);
            continue;
        }
        const auto answer = from_json<gates::BatchAnswer>(reply.body, {.unknown_fields = UnknownFields::ignore});
        figures_.reviewed += answer.for_review;
    }
    waiting.clear();
}

void Morning::note_fault(const DemoReply& reply) {
    if (figures_.failed++ > 0) return;
    std::lock_guard lock(mutex_);
    first_fault_ = fmt::format("{} {}", reply.status, reply.body);
}

void say_figures(std::int32_t second, const Figures& f, Figures& before) {
    const auto since = [](const std::atomic<std::int64_t>& now, std::atomic<std::int64_t>& then) {
        const auto value = now.load();
        return value - then.exchange(value);
    };
    fmt::print(
        "{:02}:{:02}  进 in {:5}  出 out {:4}  拦下 held {:2}  拒绝 refused {:3}  待复核 review {:3}  离线 offline {:4}"
        "  失败 failed {}\n",
        second / 3600, second / seconds_a_minute % 60, since(f.entries, before.entries), since(f.exits, before.exits),
        since(f.held, before.held), since(f.refused, before.refused), since(f.reviewed, before.reviewed),
        f.offline.load(), since(f.failed, before.failed));
    std::fflush(stdout);
}

std::string default_url(const config::Settings& settings) {
    return settings.http.public_url.empty() ? fmt::format("http://{}:{}", settings.http.address, settings.http.port)
                                            : settings.http.public_url;
}

}  // namespace

int play_live(const Common& common, const DemoOptions& options) {
    const auto file =
        options.token_file.empty() ? demo_devices_file(common.settings) : std::filesystem::path(options.token_file);
    const auto devices = read_demo_devices(file);
    const auto today = date_in_shanghai(SystemClock().now());
    Morning morning(devices, options.url.empty() ? default_url(common.settings) : options.url, devices.seed);
    morning.plan(static_cast<int>((today - devices.day_zero).count()));
    fmt::print("{} 次通行 passages, {} 台设备 devices, {} 倍速 times as fast\n", morning.calls(), devices.gates.size(),
               options.speed);
    Figures before;
    morning.play(options.speed, [&](std::int32_t second, const Figures& f) { say_figures(second, f, before); });
    if (morning.first_fault().empty()) return exit_done;
    fmt::print(stderr, "{}\n", morning.first_fault());
    return exit_failed;
}

}  // namespace tongzhou
