#include "platform/seal/key_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/seal/test_folder.hpp"

namespace tongzhou::seal {
namespace {

const Instant first_day = Instant::of("2020-02-24T08:00:00+08:00");

mode_t mode_of(const std::filesystem::path& file) {
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 07777 : 0;
}

void replace(std::string& text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    ASSERT_NE(at, std::string::npos) << what;
    text.replace(at, what.size(), by);
}

TEST(KeyFile, IsForItsOwnerOnlyWhateverTheUmask) {
    const TestFolder folder;
    const auto before = ::umask(0);
    auto ring = KeyRing::create(folder / "keys", first_day);
    EXPECT_EQ(mode_of(folder / "keys"), 0600u);
    ring.rotate(first_day);
    ::umask(before);
    EXPECT_EQ(mode_of(folder / "keys"), 0600u);
}

TEST(KeyFile, IsRefusedWhenOthersMayReadIt) {
    const TestFolder folder;
    KeyRing::create(folder / "keys", first_day);
    for (const mode_t mode : {0640, 0604, 0644, 0660, 0610, 0777}) {
        ASSERT_EQ(::chmod((folder / "keys").c_str(), mode), 0);
        EXPECT_EQ(problem_code([&] { KeyRing::open(folder / "keys"); }), "key_file_exposed") << std::oct << mode;
    }
    ASSERT_EQ(::chmod((folder / "keys").c_str(), 0400), 0);
    EXPECT_EQ(problem_code([&] { KeyRing::open(folder / "keys"); }), "");
}

TEST(KeyFile, IsNeverMadeByOpenNorOverwrittenByCreate) {
    const TestFolder folder;
    EXPECT_EQ(problem_code([&] { KeyRing::open(folder / "keys"); }), "key_file_missing");
    EXPECT_FALSE(std::filesystem::exists(folder / "keys"));
    const auto id = KeyRing::create(folder / "keys", first_day).keys().front().id;
    EXPECT_EQ(problem_code([&] { KeyRing::create(folder / "keys", first_day); }), "key_file_exists");
    EXPECT_EQ(KeyRing::open_or_create(folder / "keys", first_day).keys().front().id, id);
    EXPECT_EQ(problem_code([&] { KeyRing::open_or_create(folder / "absent" / "keys", first_day); }),
              "key_file_unwritable");
    EXPECT_EQ(problem_code([&] { KeyRing::open(folder.path()); }), "key_file_unreadable");
}

TEST(KeyFile, LeavesNoOtherFileBehindAndSurvivesOneLeftByACrash) {
    const TestFolder folder;
    write_text(folder / "keys.new", "half a key file");
    auto ring = KeyRing::create(folder / "keys", first_day);
    ring.rotate(first_day);
    const std::filesystem::directory_iterator files{folder.path()};
    EXPECT_EQ(std::distance(begin(files), end(files)), 1);
}

TEST(KeyFile, RotatesTheFileBehindASymbolicLink) {
    const TestFolder folder;
    KeyRing::create(folder / "keys", first_day);
    std::filesystem::create_symlink(folder / "keys", folder / "link");
    KeyRing::open(folder / "link").rotate(first_day);
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
    EXPECT_EQ(KeyRing::open(folder / "keys").keys().size(), 3u);
}

TEST(KeyFile, AFailedRotationChangesNothing) {
    const TestFolder folder;
    auto ring = KeyRing::create(folder / "keys", first_day);
    const auto before = read_text(folder / "keys");
    // A folder in the place of the temporary file: nothing can be written, even by root.
    std::filesystem::create_directories(folder / "keys.new" / "x");
    const auto keys = ring.keys();
    EXPECT_EQ(problem_code([&] { ring.rotate(first_day); }), "key_file_unwritable");
    EXPECT_EQ(ring.keys(), keys);
    EXPECT_EQ(read_text(folder / "keys"), before);
}

TEST(KeyFile, ADamagedFileIsRefusedWithItsLine) {
    const TestFolder folder;
    auto ring = KeyRing::create(folder / "keys", first_day);
    const auto id = ring.keys().front().id;
    const auto good = read_text(folder / "keys");
    const auto secret = good.substr(good.find("000Z ") + 5, 43);

    const auto refused = [&](const std::string& what, const std::string& by, const std::string& where) {
        auto text = good;
        replace(text, what, by);
        write_text(folder / "keys", text);
        try {
            KeyRing::open(folder / "keys");
        } catch (const Problem& problem) {
            EXPECT_EQ(problem.code(), "key_file_damaged");
            EXPECT_NE(problem.detail().en.find(where), std::string::npos) << problem.detail().en;
            EXPECT_EQ(problem.detail().en.find(secret.substr(4)), std::string::npos);
            return true;
        }
        return false;
    };
    EXPECT_TRUE(refused("tongzhou-keys 1", "tongzhou-keys 2", "Line 3"));
    EXPECT_TRUE(refused("master ", "maestro ", "Line 4"));
    EXPECT_TRUE(refused(id, "00000000", "does not match"));
    EXPECT_TRUE(refused(" active ", " actve ", "Line 4"));
    EXPECT_TRUE(refused("2020-02-24", "2020-02-31", "fourth column"));
    EXPECT_TRUE(refused(secret, secret.substr(1), "fifth column"));
    EXPECT_TRUE(refused(secret, secret + " more", "fifth column"));
    EXPECT_TRUE(refused(secret, (secret[0] == 'A' ? "B" : "A") + secret.substr(1), "does not match"));
    EXPECT_TRUE(refused(" active ", " retired ", "exactly one"));
    EXPECT_TRUE(refused("index ", "# index ", "exactly one"));
    const auto line = good.substr(good.find("master "), good.find("\nindex") - good.find("master "));
    EXPECT_TRUE(refused(line, line + "\n" + line, "listed twice"));
    EXPECT_TRUE(refused(good, "", "exactly one"));
    EXPECT_FALSE(refused(line, "\n# a comment\n" + line + "\r", ""));
}

TEST(KeyFile, EveryKeyIsDerivedForOnePurposeOnly) {
    const Key key = Key::random();
    const auto text = [](const Key& derived) { return std::string(reinterpret_cast<const char*>(derived.data()), 32); };
    std::set<std::string> all{text(key)};
    for (const auto purpose : {Derivation::fingerprint, Derivation::sealing, Derivation::signing, Derivation::tags,
                               Derivation::blind_index}) {
        EXPECT_TRUE(all.insert(text(derive(key, purpose))).second);
    }
}

}  // namespace
}  // namespace tongzhou::seal
