// One request on its way over libcurl. Private to this folder.
#pragma once

#include <curl/curl.h>

#include "platform/outgoing/outgoing.hpp"

namespace tongzhou::outgoing {

/// Owns the handle and everything it points to; stays where it is while the handle is in use.
class Transfer {
  public:
    explicit Transfer(HttpRequest request);
    explicit Transfer(MailRequest request);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    CURL* handle() const { return handle_; }
    /// What became of it, once libcurl says that it is over.
    Answer answer(CURLcode result);

  private:
    explicit Transfer(std::chrono::milliseconds time, std::string certificates);
    static std::size_t take_body(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t take_reply_line(char* bytes, std::size_t size, std::size_t count, void* self);
    static std::size_t give_message(char* bytes, std::size_t size, std::size_t count, void* self);
    bool went_out_whole() const;

    CURL* handle_ = nullptr;
    curl_slist* list_ = nullptr;  ///< headers of HTTP, receivers of mail
    bool is_mail_ = false;
    std::string sent_;           ///< the body or the message
    std::size_t given_ = 0;      ///< of the message, to libcurl
    bool is_all_given_ = false;  ///< libcurl has asked for more than there is: the end of the mail may be out
    std::string received_;
    std::string last_line_;  ///< of the mail server
    std::string certificates_;
};

/// The name and the explanation of a failure of libcurl.
void explain(CURLcode result, Answer& answer);

}  // namespace tongzhou::outgoing
