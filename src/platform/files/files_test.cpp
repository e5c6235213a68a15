// Files of records: what is taken, kept once, read by the owner alone, and gone for good.
#include "platform/files/files.hpp"

#include <gmock/gmock.h>

#include "platform/audit/audit.hpp"
#include "platform/json/json.hpp"
#include "platform/seal/seal.hpp"
#include "platform/testing/test_database.hpp"

namespace tongzhou::files {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::string jpeg_head = "\xFF\xD8\xFF\xE0";

std::string zip_with(std::string_view member) {
    return std::string("PK\x03\x04", 4) + "[Content_Types].xml" + std::string(member);
}

TEST(Media, IsWhatTheBytesSay) {
    const std::pair<std::string, std::optional<Media>> cases[] = {
        {jpeg_head + "x", Media::jpeg},
        {"\x89PNG\r\n\x1A\n....", Media::png},
        {std::string("RIFF\x01\x02\x03\x04WEBPVP8 ", 16), Media::webp},
        {std::string("RIFF\x01\x02\x03\x04WAVEfmt ", 16), std::nullopt},
        {"%PDF-1.4", Media::pdf},
        {zip_with("word/document.xml"), Media::docx},
        {zip_with("xl/workbook.xml"), Media::xlsx},
        {zip_with("word/document.xml word/vbaProject.bin"), std::nullopt},
        {zip_with("ppt/presentation.xml"), std::nullopt},
        {std::string("PK\x03\x04", 4) + "a.exe", std::nullopt},
        {"<html><script>alert(1)</script>", std::nullopt},
        {"<svg xmlns='http://www.w3.org/2000/svg'/>", std::nullopt},
        {"GIF89a", std::nullopt},
        {"", std::nullopt}};
    for (const auto& [content, media] : cases) EXPECT_EQ(media_of(content), media) << content.substr(0, 30);
}

class Files : public ::testing::Test {
  protected:
    Files() { db->services().provide(ring); }

    FileView keep_for(const Owner& owner, std::string_view content, NewFile file = {{}, "photograph", "门口.jpg"}) {
        return keep(*db, actor, file, content, [&](Tx&) { return owner; });
    }
    http::Response read_of(const Owner& owner, const Id<File>& file) {
        return read(*db, actor, file, [&](Snapshot&) { return owner; });
    }
    std::int64_t number(const std::string& sql) {
        return db->read_value([&](Snapshot& s) { return s.all_of<std::int64_t>(sql, {}).front(); });
    }
    template <class F>
    static std::string fault_of(F f) {
        try {
            f();
        } catch (const Problem& problem) {
            return problem.faults().empty() ? problem.code() : problem.faults().front().code;
        }
        return {};
    }

    seal::KeyRing ring = seal::KeyRing::in_memory(Instant::of("2020-02-01T00:00:00+08:00"));
    tongzhou::testing::TestDatabase db{&audit_migrations, &files_migrations};
    Actor actor = Actor::system("test");
    const Owner filing{"filing", new_uuid_v7(Instant()), DivisionCode::of("370831"), std::nullopt};
    const Owner visit{"visit", new_uuid_v7(Instant()), DivisionCode::of("370828"), std::nullopt};
};

TEST_F(Files, ComeBackAsTheyWereSent) {
    // More than two pieces, with every byte there is.
    std::string content = jpeg_head;
    for (int i = 0; i < 500'000; ++i) content += static_cast<char>(i * 7 + i / 251);
    const auto kept = keep_for(filing, content, {{}, "photograph", "C:\\照片\\门口 1.jpg"});
    EXPECT_EQ(kept.name, "门口 1.jpg");
    EXPECT_EQ(kept.media, Media::jpeg);
    EXPECT_EQ(kept.size, std::ssize(content));
    const auto response = read_of(filing, kept.id);
    EXPECT_TRUE(response.body == content);
    EXPECT_EQ(response.content_type, "image/jpeg");
    ASSERT_FALSE(response.headers.empty());
    EXPECT_THAT(response.headers[0].second, HasSubstr("inline; filename*=UTF-8''%E9%97%A8%E5%8F%A3%201.jpg"));
    EXPECT_EQ(number("SELECT COUNT(*) FROM file_pieces"), 3);
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE action = 'file_read'"), 1);
}

TEST_F(Files, LieSealed) {
    keep_for(filing, "%PDF-1.4 承诺书 13800138000");
    EXPECT_EQ(number("SELECT COUNT(*) FROM file_pieces WHERE sealed LIKE '%PDF%' OR sealed LIKE '%13800138000%'"), 0);
}

TEST_F(Files, AreTheirOwnersAlone) {
    const auto kept = keep_for(filing, jpeg_head);
    EXPECT_EQ(fault_of([&] { read_of(visit, kept.id); }), "not_found");
    auto other_kind = filing;
    other_kind.kind = "visit";
    EXPECT_EQ(fault_of([&] { read_of(other_kind, kept.id); }), "not_found");
    EXPECT_EQ(fault_of([&] { db->write([&](Tx& tx) { remove(tx, visit, kept.id); }); }), "not_found");
    EXPECT_EQ(fault_of([&] { keep_for(visit, jpeg_head, {kept.id, "photograph", "a"}); }), "not_found");
    EXPECT_EQ(db->read_value([&](Snapshot& s) { return files_of(s, "visit", visit.id); }).size(), 0u);
    EXPECT_EQ(number("SELECT COUNT(*) FROM audit_log WHERE action = 'file_read'"), 0);
}

TEST_F(Files, AreKeptOnceAndErasedWithTheLast) {
    const auto one = keep_for(filing, jpeg_head + "same"), two = keep_for(visit, jpeg_head + "same");
    keep_for(visit, jpeg_head + "other");
    EXPECT_EQ(number("SELECT COUNT(*) FROM file_contents"), 2);
    db->write([&](Tx& tx) { remove(tx, filing, one.id); });
    EXPECT_EQ(read_of(visit, two.id).body, jpeg_head + "same");
    db->write([&](Tx& tx) { remove(tx, visit, two.id); });
    EXPECT_EQ(number("SELECT COUNT(*) FROM file_contents"), 1);
    EXPECT_EQ(number("SELECT COUNT(*) FROM file_pieces"), 1);
    EXPECT_EQ(fault_of([&] { read_of(visit, two.id); }), "not_found");
}

TEST_F(Files, SentAgainAreTheSame) {
    const auto id = Id<File>::make(Instant());
    const auto first = keep_for(filing, jpeg_head, {id, "photograph", "a.jpg"});
    EXPECT_EQ(to_json(keep_for(filing, jpeg_head, {id, "photograph", "a.jpg"})), to_json(first));
    EXPECT_EQ(fault_of([&] { keep_for(filing, jpeg_head + "x", {id, "photograph", "a.jpg"}); }), "id_taken");
    EXPECT_EQ(db->read_value([&](Snapshot& s) { return files_of(s, "filing", filing.id); }).size(), 1u);
}

TEST_F(Files, RefuseWhatTheyCannotKeep) {
    EXPECT_EQ(fault_of([&] { keep_for(filing, ""); }), "no_content");
    EXPECT_EQ(fault_of([&] { keep_for(filing, jpeg_head + std::string(most_bytes, 'x')); }), "too_large");
    EXPECT_EQ(fault_of([&] { keep_for(filing, "<html>", {{}, "photograph", "a.jpg"}); }), "unknown_media");
    for (std::int64_t i = 0; i < most_files; ++i) keep_for(filing, jpeg_head);
    EXPECT_EQ(fault_of([&] { keep_for(filing, jpeg_head); }), "too_many_files");
    EXPECT_EQ(number("SELECT COUNT(*) FROM file_contents"), 1);
}

TEST_F(Files, OpenAfterARotation) {
    const auto kept = keep_for(filing, jpeg_head);
    ring.rotate(db.clock().now());
    EXPECT_EQ(rewrap_data_keys(*db), 1);
    EXPECT_EQ(rewrap_data_keys(*db), 0);
    std::set<std::string> used;
    for (const auto& key : ring.keys())
        if (key.status == seal::KeyInfo::Status::active || key.kind == seal::KeyInfo::Kind::index) used.insert(key.id);
    ring.retire_unused(used);
    EXPECT_EQ(read_of(filing, kept.id).body, jpeg_head);
}

}  // namespace
}  // namespace tongzhou::files
