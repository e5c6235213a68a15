#include "platform/outgoing/transfer.hpp"

#include <stdexcept>

#include <fmt/format.h>

#include "base/text.hpp"

namespace tongzhou::outgoing {
namespace {

constexpr std::size_t most_received = 64 * 1024;

template <class Value>
void set(CURL* handle, CURLoption option, Value value) {
    if (const auto result = curl_easy_setopt(handle, option, value); result != CURLE_OK)
        throw std::logic_error(std::string("libcurl refuses an option: ") + curl_easy_strerror(result));
}

curl_slist* appended(curl_slist* list, const std::string& line) {
    auto* longer = curl_slist_append(list, line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    return longer;
}

}  // namespace

Transfer::Transfer(std::chrono::milliseconds time, std::string certificates) : certificates_(std::move(certificates)) {
    handle_ = curl_easy_init();
    if (handle_ == nullptr) throw std::bad_alloc();
    set(handle_, CURLOPT_NOSIGNAL, 1L);
    set(handle_, CURLOPT_TIMEOUT_MS, static_cast<long>(time.count()));
    set(handle_, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min<std::int64_t>(time.count(), 5'000)));
    set(handle_, CURLOPT_FOLLOWLOCATION, 0L);
    set(handle_, CURLOPT_WRITEFUNCTION, &take_body);
    set(handle_, CURLOPT_WRITEDATA, this);
    set(handle_, CURLOPT_PRIVATE, this);
    set(handle_, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!certificates_.empty()) {
        curl_blob blob{certificates_.data(), certificates_.size(), CURL_BLOB_NOCOPY};
        set(handle_, CURLOPT_CAINFO_BLOB, &blob);
    }
}

Transfer::Transfer(HttpRequest request) : Transfer(request.time, std::move(request.certificates)) {
    sent_ = std::move(request.body);
    set(handle_, CURLOPT_URL, request.url.c_str());
    set(handle_, CURLOPT_PROTOCOLS_STR, "http,https");
    set(handle_, CURLOPT_USERAGENT, "tongzhou/" TONGZHOU_VERSION);
    if (const auto host = host_of(request.url); host && may_go_unencrypted(*host)) set(handle_, CURLOPT_NOPROXY, "*");
    for (const auto& [name, value] : request.headers) list_ = appended(list_, name + ": " + value);
    if (request.method == "POST") {
        set(handle_, CURLOPT_POST, 1L);
        set(handle_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(sent_.size()));
        set(handle_, CURLOPT_POSTFIELDS, sent_.c_str());
        list_ = appended(list_, "Expect:");
    }
    set(handle_, CURLOPT_HTTPHEADER, list_);
    if (request.connection == Connection::fresh) {
        set(handle_, CURLOPT_FRESH_CONNECT, 1L);
        set(handle_, CURLOPT_FORBID_REUSE, 1L);
    }
}

Transfer::Transfer(MailRequest request) : Transfer(request.time, std::move(request.certificates)) {
    is_mail_ = true;
    sent_ = std::move(request.message);
    const auto* scheme = request.security == MailSecurity::tls ? "smtps" : "smtp";
    set(handle_, CURLOPT_URL, fmt::format("{}://{}:{}", scheme, request.host, request.port).c_str());
    set(handle_, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    if (may_go_unencrypted(request.host)) set(handle_, CURLOPT_NOPROXY, "*");
    if (request.security == MailSecurity::starttls) set(handle_, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    if (!request.user.empty()) {
        set(handle_, CURLOPT_USERNAME, request.user.c_str());
        set(handle_, CURLOPT_PASSWORD, request.password.c_str());
    }
    set(handle_, CURLOPT_MAIL_FROM, ("<" + request.from + ">").c_str());
    list_ = appended(list_, "<" + request.to + ">");
    set(handle_, CURLOPT_MAIL_RCPT, list_);
    set(handle_, CURLOPT_UPLOAD, 1L);
    set(handle_, CURLOPT_READFUNCTION, &give_message);
    set(handle_, CURLOPT_READDATA, this);
    set(handle_, CURLOPT_HEADERFUNCTION, &take_reply_line);
    set(handle_, CURLOPT_HEADERDATA, this);
}

Transfer::~Transfer() {
    curl_easy_cleanup(handle_);
    curl_slist_free_all(list_);
}

std::size_t Transfer::take_body(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& received = static_cast<Transfer*>(self)->received_;
    received.append(bytes, std::min(size * count, most_received - std::min(most_received, received.size())));
    return size * count;
}

std::size_t Transfer::take_reply_line(char* bytes, std::size_t size, std::size_t count, void* self) {
    static_cast<Transfer*>(self)->last_line_.assign(bytes, size * count);
    return size * count;
}

std::size_t Transfer::give_message(char* bytes, std::size_t size, std::size_t count, void* self) {
    auto& transfer = *static_cast<Transfer*>(self);
    const auto length = std::min(size * count, transfer.sent_.size() - transfer.given_);
    transfer.sent_.copy(bytes, length, transfer.given_);
    transfer.given_ += length;
    if (length == 0) transfer.is_all_given_ = true;
    return length;
}

// A server cannot have taken a request whose body it has not seen whole, nor a mail before its end.
bool Transfer::went_out_whole() const {
    if (is_mail_) return is_all_given_;
    curl_off_t uploaded = 0;
    curl_easy_getinfo(handle_, CURLINFO_SIZE_UPLOAD_T, &uploaded);
    long header_bytes = 0;
    curl_easy_getinfo(handle_, CURLINFO_REQUEST_SIZE, &header_bytes);
    return header_bytes > 0 && static_cast<std::size_t>(uploaded) >= sent_.size();
}

Answer Transfer::answer(CURLcode result) {
    Answer answer;
    long status = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    curl_off_t wait = 0, took = 0;
    curl_easy_getinfo(handle_, CURLINFO_RETRY_AFTER, &wait);
    curl_easy_getinfo(handle_, CURLINFO_TOTAL_TIME_T, &took);
    answer.took = std::chrono::milliseconds(took / 1000);
    answer.retry_after_seconds = static_cast<int>(std::clamp<curl_off_t>(wait, 0, 86'400));
    answer.status = static_cast<int>(status);
    // A mail server that refuses says so with 4xx or 5xx, and libcurl calls it a failure.
    const bool is_said = result == CURLE_OK || (is_mail_ && status >= 400 && status < 600);
    if (is_said) {
        answer.fate = Fate::answered;
        answer.body = is_mail_ ? std::string(trim(last_line_)) : std::move(received_);
        return answer;
    }
    answer.fate = went_out_whole() ? Fate::unknown : Fate::not_sent;
    answer.status = 0;
    explain(result, answer);
    return answer;
}

}  // namespace tongzhou::outgoing
