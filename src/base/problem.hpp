// A Problem is everything the world can do wrong: bad input, a missing record, a lack of permission, a full disk.
// It is thrown where the fault is seen, undoes the call, and becomes an RFC 9457 reply. Its text says, in Chinese
// and in English, what to do. Faults of our own are assertions, never Problems.
#pragma once

#include <exception>
#include <string>
#include <vector>

namespace tongzhou {

/// The same sentence in both languages of the product. Neither may be empty.
struct Bilingual {
    std::string zh;
    std::string en;
    bool operator==(const Bilingual&) const = default;
};

/// One faulty field of a request. `path` is a JSON pointer into the body ("/temperature") or a parameter's name.
struct FieldFault {
    std::string path;
    std::string code;  ///< snake_case, stable, for programs: "missing", "not_a_uscc", "out_of_range" …
    Bilingual message;
};

class Problem : public std::exception {
  public:
    Problem(int status, std::string code, std::string zh, std::string en);

    /// 400: the request cannot be understood.
    static Problem bad_request(std::string code, std::string zh, std::string en);
    /// 401: nobody known is asking.
    static Problem unauthorized(std::string code, std::string zh, std::string en);
    /// 403: known, but without the permission.
    static Problem forbidden(std::string code, std::string zh, std::string en);
    /// 404: absent, or not within the actor's scope: the two are never told apart.
    static Problem not_found(std::string code, std::string zh, std::string en);
    /// 409: contradicts what is on record.
    static Problem conflict(std::string code, std::string zh, std::string en);
    /// 422: understood, but fields are faulty; all of them are listed.
    static Problem invalid(std::vector<FieldFault> faults);
    /// 422 with a single faulty field.
    static Problem invalid(std::string path, std::string code, std::string zh, std::string en);
    /// 503: come back later; `retry_after_seconds` becomes the Retry-After header.
    static Problem unavailable(std::string code, std::string zh, std::string en, int retry_after_seconds);

    /// The same Problem with a Retry-After header, as 429 and 503 carry.
    Problem& retry_after(int seconds);

    int status() const noexcept { return status_; }
    const std::string& code() const noexcept { return code_; }
    const Bilingual& detail() const noexcept { return detail_; }
    const std::vector<FieldFault>& faults() const noexcept { return faults_; }
    int retry_after_seconds() const noexcept { return retry_after_; }  ///< 0: none
    const char* what() const noexcept override { return what_.c_str(); }

  private:
    int status_;
    std::string code_;
    Bilingual detail_;
    std::vector<FieldFault> faults_;
    int retry_after_ = 0;
    std::string what_;
};

}  // namespace tongzhou
