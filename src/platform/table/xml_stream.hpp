// A part of a workbook parsed as a stream, with memory bounded whatever the XML: depth, names and tokens of any kind
// all come out of one small budget.
#pragma once

#include <cstddef>
#include <exception>
#include <string_view>

#include "platform/table/zip_archive.hpp"

struct XML_ParserStruct;

namespace tongzhou::table {

/// The attributes of one element.
class XmlAttributes {
  public:
    explicit XmlAttributes(const char** pairs) : pairs_(pairs) {}
    /// The value, empty if absent. `name` is without a namespace prefix, and finds an attribute with any or none.
    std::string_view operator[](std::string_view name) const;

  private:
    const char** pairs_;  ///< name, value, …, nullptr
};

/// Is told what the parser meets. Names come without namespace prefix: a workbook has no two elements told apart by it.
class XmlListener {
  public:
    virtual ~XmlListener() = default;
    virtual void start(std::string_view element, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view element) = 0;
    /// Text comes in pieces of any length.
    virtual void text(std::string_view piece) = 0;
};

class XmlStream {
  public:
    XmlStream(ZipPart part, XmlListener& listener);
    ~XmlStream();
    XmlStream(const XmlStream&) = delete;
    XmlStream& operator=(const XmlStream&) = delete;

    /// Goes on until the listener pauses or stops it (true) or the end of the part (false). Problems:
    /// corrupt_workbook, table_too_large, and whatever the listener throws; after one the stream is dead.
    bool advance();
    /// From within the listener: advance() returns when the listener does.
    void pause();
    /// From within the listener: what follows in the part is unzipped, so that its check sum is compared, not parsed.
    void stop();

    double progress() const { return part_.progress(); }

  private:
    struct Callbacks;
    template <typename Call>
    void guarded(Call call);
    void drain();

    ZipPart part_;
    XmlListener& listener_;
    std::size_t memory_left_;
    XML_ParserStruct* parser_ = nullptr;
    std::exception_ptr thrown_;  ///< by the listener; must not pass through the parser's frames
    bool paused_ = false, stopped_ = false, last_fed_ = false, doctype_ = false;
};

/// Parses a whole part.
void parse_part(ZipArchive& archive, const std::string& name, XmlListener& listener);

}  // namespace tongzhou::table
