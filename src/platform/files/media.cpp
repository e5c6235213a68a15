// What bytes are, by their own beginning.
#include "platform/files/files.hpp"

namespace tongzhou::files {
namespace {

// An office document is a ZIP archive; its members' names stand in it in the clear.
std::optional<Media> office_document(std::string_view content) {
    const auto holds = [&](std::string_view member) { return content.find(member) != std::string_view::npos; };
    if (!holds("[Content_Types].xml") || holds("vbaProject.bin")) return std::nullopt;
    if (holds("word/document.xml")) return Media::docx;
    if (holds("xl/workbook.xml")) return Media::xlsx;
    return std::nullopt;
}

}  // namespace

std::optional<Media> media_of(std::string_view content) {
    if (content.starts_with("\xFF\xD8\xFF")) return Media::jpeg;
    if (content.starts_with("\x89PNG\r\n\x1A\n")) return Media::png;
    if (content.starts_with("RIFF") && content.substr(0, 12).ends_with("WEBP")) return Media::webp;
    if (content.starts_with("%PDF-")) return Media::pdf;
    if (content.starts_with("PK\x03\x04")) return office_document(content);
    return std::nullopt;
}

std::string_view content_type_of(Media media) {
    switch (media) {
        case Media::jpeg: return "image/jpeg";
        case Media::png: return "image/png";
        case Media::webp: return "image/webp";
        case Media::pdf: return "application/pdf";
        case Media::docx: return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
        case Media::xlsx: return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    }
    throw std::logic_error("no such media");
}

}  // namespace tongzhou::files
