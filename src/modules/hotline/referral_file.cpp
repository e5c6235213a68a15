// A model as a file: one line that says what it is, one line of JSON, then the numbers as this kind of machine keeps
// them (little-endian), and a hash of all before it.
#include <fcntl.h>
#include <unistd.h>

#include <bit>
#include <fstream>

#include "modules/hotline/referral.hpp"

namespace tongzhou::hotline {
namespace {

static_assert(std::endian::native == std::endian::little, "model files are little-endian");

constexpr std::string_view magic = "tongzhou-referral 1\n";

struct Head {
    std::vector<std::string> classes;
    std::int64_t terms = 0, seen = 0;
    Quality quality;
    std::string source;
    std::optional<Instant> trained_at;
};
BOOST_DESCRIBE_STRUCT(Head, (), (classes, terms, seen, quality, source, trained_at))

std::uint64_t hash_of(std::string_view bytes) {
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

template <class T>
void append(std::string& out, const std::vector<T>& numbers) {
    out.append(reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(T));
}

template <class T>
void take(std::string_view& rest, std::vector<T>& numbers, std::size_t count) {
    numbers.resize(count);
    std::memcpy(numbers.data(), rest.data(), count * sizeof(T));
    rest.remove_prefix(count * sizeof(T));
}

Problem unwritable(const std::filesystem::path& file) {
    return {500, "model_unwritable",
            fmt::format("无法写入模型文件 {}，请检查文件夹权限和磁盘空间。", file.string()),
            fmt::format("The model file {} cannot be written; check the folder's rights and the disk.", file.string())};
}

Problem damaged(const std::filesystem::path& file) {
    return {422, "model_damaged", fmt::format("模型文件 {} 已损坏或不是分类模型，请重新训练。", file.string()),
            fmt::format("{} is damaged or no referral model; train it again.", file.string())};
}

// On disk under another name, then in the place of the file: whoever reads has the old one or the new one.
void write_whole(const std::filesystem::path& file, std::string_view bytes) {
    const auto beside = file.string() + ".new";
    const int handle = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (handle < 0) throw unwritable(file);
    bool written = true;
    while (written && !bytes.empty()) {
        const auto count = ::write(handle, bytes.data(), bytes.size());
        written = count > 0;
        if (written) bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    written = written && ::fsync(handle) == 0;
    written = ::close(handle) == 0 && written;
    if (!written || std::rename(beside.c_str(), file.c_str()) != 0) {
        ::unlink(beside.c_str());
        throw unwritable(file);
    }
}

}  // namespace

void ReferralModel::save(const std::filesystem::path& file) const {
    std::string out(magic);
    out += to_json(Head{classes_, std::ssize(terms_), std::ssize(seen_), quality_, source_, trained_at_});
    out += '\n';
    append(out, terms_);
    append(out, rarity_);
    append(out, weights_);
    append(out, seen_);
    append(out, std::vector<std::uint64_t>{hash_of(out)});
    write_whole(file, out);
}

ReferralModel ReferralModel::load(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Problem(422, "no_such_model", fmt::format("没有模型文件 {}，请先用 train referral 训练。", file.string()),
                      fmt::format("There is no model {}; make one with train referral.", file.string()));
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    std::string_view rest = bytes;
    std::uint64_t hash = 0;
    if (rest.size() < magic.size() + sizeof hash || !rest.starts_with(magic)) throw damaged(file);
    std::memcpy(&hash, rest.data() + rest.size() - sizeof hash, sizeof hash);
    rest.remove_suffix(sizeof hash);
    if (hash_of(rest) != hash) throw damaged(file);
    rest.remove_prefix(magic.size());
    const auto line = rest.find('\n');
    if (line == std::string_view::npos) throw damaged(file);
    auto head = from_json<Head>(rest.substr(0, line));
    rest.remove_prefix(line + 1);
    const auto terms = static_cast<std::size_t>(head.terms), seen = static_cast<std::size_t>(head.seen);
    const auto classes = head.classes.size();
    if (head.terms < 0 || head.seen < 0 || classes < 2 || terms > bytes.size() || seen > bytes.size() ||
        rest.size() != terms * (sizeof(std::uint64_t) + sizeof(float) * (1 + classes)) + seen * sizeof(std::uint64_t))
        throw damaged(file);
    ReferralModel model;
    model.classes_ = std::move(head.classes);
    model.quality_ = head.quality;
    model.source_ = std::move(head.source);
    model.trained_at_ = head.trained_at;
    take(rest, model.terms_, terms);
    take(rest, model.rarity_, terms);
    take(rest, model.weights_, terms * classes);
    take(rest, model.seen_, seen);
    return model;
}

}  // namespace tongzhou::hotline
