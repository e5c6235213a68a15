#include "platform/files/content.hpp"

#include "base/text.hpp"

namespace tongzhou::files {
namespace {

const sql::Query insert_content{R"(
    INSERT INTO file_contents (digest, size, pieces, data_key, created_at)
    VALUES (:digest, :size, :pieces, :data_key, :created_at)
    ON CONFLICT (digest) DO NOTHING)"};
const sql::Query hold{R"(
    SELECT digest FROM file_contents WHERE digest = :digest {postgres: FOR UPDATE})"};
const sql::Query insert_piece{R"(
    INSERT INTO file_pieces (digest, number, sealed) VALUES (:digest, :number, :sealed))"};
const sql::Query files_with{R"(
    SELECT COUNT(*) FROM files WHERE digest = :digest)"};
const sql::Query delete_content{R"(
    DELETE FROM file_contents WHERE digest = :digest)"};
const sql::Query delete_pieces{R"(
    DELETE FROM file_pieces WHERE digest = :digest)"};
const sql::Query find_key{R"(
    SELECT data_key FROM file_contents WHERE digest = :digest)"};
const sql::Query find_pieces{R"(
    SELECT sealed FROM file_pieces WHERE digest = :digest ORDER BY number)"};

// Sealed and in base64url a piece is a third longer: a row of a quarter of a megabyte.
constexpr std::size_t piece_bytes = 192 * 1024;

// A piece at another place, or in another content, does not open.
std::string context_of(std::string_view digest, std::size_t number) {
    return fmt::format("file.piece:{}:{}", digest, number);
}

}  // namespace

SealedContent seal_content(const seal::KeyRing& ring, std::string_view content) {
    SealedContent sealed{.digest = ring.blind_index(content, "file.content"),
                         .size = static_cast<std::int64_t>(content.size()),
                         .data_key = ring.new_data_key().text,
                         .pieces = {}};
    const auto key = ring.unwrap({sealed.data_key});
    for (std::size_t at = 0; at < content.size(); at += piece_bytes)
        sealed.pieces.push_back(
            seal::seal_with(key, content.substr(at, piece_bytes), context_of(sealed.digest, sealed.pieces.size()))
                .text);
    return sealed;
}

void hold_content(Tx& tx, const SealedContent& content) {
    for (;;) {
        if (tx.run(insert_content, content.digest, content.size, static_cast<std::int64_t>(content.pieces.size()),
                   content.data_key, tx.now()) != 0) {
            for (std::size_t i = 0; i < content.pieces.size(); ++i)
                tx.run(insert_piece, content.digest, static_cast<std::int64_t>(i), content.pieces[i]);
            return;
        }
        // It was there; unless its last file has gone this moment, and the content with it.
        if (tx.value<std::string>(hold, content.digest)) return;
    }
}

void let_go_content(Tx& tx, const std::string& digest) {
    // First the lock, then the count: a statement sees what was committed before it began.
    tx.value<std::string>(hold, digest);
    if (tx.value<std::int64_t>(files_with, digest).value_or(0) > 0) return;
    tx.run(delete_pieces, digest);
    tx.run(delete_content, digest);
}

std::string open_content(Snapshot& snapshot, const std::string& digest) {
    const auto wrapped = snapshot.value<std::string>(find_key, digest);
    if (!wrapped) throw no_such_record();
    const auto key = snapshot.service<seal::KeyRing>().unwrap({*wrapped});
    std::string content;
    std::size_t number = 0;
    for (const auto& piece : snapshot.all<std::string>(find_pieces, digest))
        content += seal::unseal_with(key, piece, context_of(digest, number++));
    return content;
}

}  // namespace tongzhou::files
