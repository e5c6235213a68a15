#include "platform/table/xml_stream.hpp"

#include <expat.h>
#include <malloc.h>

#include <array>
#include <cstdlib>

namespace tongzhou::table {

namespace {

constexpr std::size_t memory_budget = 4 << 20;
constexpr int parser_block = 64 << 10;

// Expat takes its memory functions without a context, so the budget of the parser at work is kept per thread.
thread_local std::size_t* budget = nullptr;

class BudgetScope {
  public:
    explicit BudgetScope(std::size_t& left) : before_(std::exchange(budget, &left)) {}
    ~BudgetScope() { budget = before_; }
    BudgetScope(const BudgetScope&) = delete;
    BudgetScope& operator=(const BudgetScope&) = delete;

  private:
    std::size_t* before_;
};

void give_back(void* memory) { *budget += malloc_usable_size(memory); }

void* charge(void* memory) {
    // A block may be a little larger than was asked for.
    if (memory) *budget -= std::min(*budget, malloc_usable_size(memory));
    return memory;
}

void* budgeted_malloc(std::size_t size) { return size > *budget ? nullptr : charge(std::malloc(size)); }

void* budgeted_realloc(void* memory, std::size_t size) {
    if (!memory) return budgeted_malloc(size);
    const auto before = malloc_usable_size(memory);
    if (size > *budget + before) return nullptr;
    auto* moved = std::realloc(memory, size);
    if (!moved) return nullptr;
    *budget += before;
    return charge(moved);
}

void budgeted_free(void* memory) {
    if (memory) give_back(memory);
    std::free(memory);
}

std::string_view local_name(std::string_view name) {
    const auto colon = name.rfind(':');
    return colon == name.npos ? name : name.substr(colon + 1);
}

}  // namespace

std::string_view XmlAttributes::operator[](std::string_view name) const {
    for (auto pair = pairs_; *pair; pair += 2)
        if (local_name(*pair) == name) return pair[1];
    return {};
}

template <typename Call>
void XmlStream::guarded(Call call) {
    if (thrown_ || stopped_) return;
    try {
        call();
    } catch (...) {
        thrown_ = std::current_exception();
        XML_StopParser(parser_, XML_FALSE);
    }
}

struct XmlStream::Callbacks {
    static void start(void* self, const char* name, const char** attributes) {
        auto& stream = *static_cast<XmlStream*>(self);
        stream.guarded([&] { stream.listener_.start(local_name(name), XmlAttributes(attributes)); });
    }
    static void end(void* self, const char* name) {
        auto& stream = *static_cast<XmlStream*>(self);
        stream.guarded([&] { stream.listener_.end(local_name(name)); });
    }
    static void text(void* self, const char* piece, int length) {
        auto& stream = *static_cast<XmlStream*>(self);
        stream.guarded([&] { stream.listener_.text({piece, static_cast<std::size_t>(length)}); });
    }
    // No workbook has a document type; entities are good for attacks only.
    static void doctype(void* self, const char*, const char*, const char*, int) {
        auto& stream = *static_cast<XmlStream*>(self);
        stream.doctype_ = true;
        XML_StopParser(stream.parser_, XML_FALSE);
    }
};

XmlStream::XmlStream(ZipPart part, XmlListener& listener)
    : part_(std::move(part)), listener_(listener), memory_left_(memory_budget) {
    const BudgetScope scope(memory_left_);
    const XML_Memory_Handling_Suite memory{budgeted_malloc, budgeted_realloc, budgeted_free};
    parser_ = XML_ParserCreate_MM(nullptr, &memory, nullptr);
    if (!parser_) throw std::bad_alloc();
    XML_SetUserData(parser_, this);
    XML_SetElementHandler(parser_, &Callbacks::start, &Callbacks::end);
    XML_SetCharacterDataHandler(parser_, &Callbacks::text);
    XML_SetStartDoctypeDeclHandler(parser_, &Callbacks::doctype);
}

XmlStream::~XmlStream() {
    const BudgetScope scope(memory_left_);
    XML_ParserFree(parser_);
}

bool XmlStream::advance() {
    while (!stopped_) {
        XML_Status status;
        {
            const BudgetScope scope(memory_left_);
            if (paused_) {
                paused_ = false;
                status = XML_ResumeParser(parser_);
            } else if (last_fed_) {
                return false;
            } else {
                auto* block = static_cast<char*>(XML_GetBuffer(parser_, parser_block));
                if (!block) throw corrupt_workbook("XML too complex");
                const auto length = part_.read({block, parser_block});
                last_fed_ = length == 0;
                status = XML_ParseBuffer(parser_, static_cast<int>(length), last_fed_);
            }
        }
        if (thrown_) std::rethrow_exception(thrown_);
        if (stopped_) break;
        if (status == XML_STATUS_SUSPENDED) return true;
        if (status == XML_STATUS_ERROR)
            throw corrupt_workbook(doctype_ ? "XML with a document type" : XML_ErrorString(XML_GetErrorCode(parser_)));
    }
    drain();
    return false;
}

void XmlStream::pause() {
    paused_ = true;
    XML_StopParser(parser_, XML_TRUE);
}

void XmlStream::stop() {
    stopped_ = true;
    XML_StopParser(parser_, XML_FALSE);
}

void XmlStream::drain() {
    std::vector<char> block(parser_block);
    while (part_.read(block) > 0) {
    }
}

void parse_part(ZipArchive& archive, const std::string& name, XmlListener& listener) {
    XmlStream stream(archive.open(name), listener);
    while (stream.advance()) {
    }
}

}  // namespace tongzhou::table
