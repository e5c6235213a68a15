#include "base/problem.hpp"

namespace tongzhou {

Problem::Problem(int status, std::string code, std::string zh, std::string en)
    : status_(status),
      code_(std::move(code)),
      detail_{std::move(zh), std::move(en)},
      what_(code_ + ": " + detail_.en) {}

Problem Problem::bad_request(std::string code, std::string zh, std::string en) {
    return {400, std::move(code), std::move(zh), std::move(en)};
}
Problem Problem::unauthorized(std::string code, std::string zh, std::string en) {
    return {401, std::move(code), std::move(zh), std::move(en)};
}
Problem Problem::forbidden(std::string code, std::string zh, std::string en) {
    return {403, std::move(code), std::move(zh), std::move(en)};
}
Problem Problem::not_found(std::string code, std::string zh, std::string en) {
    return {404, std::move(code), std::move(zh), std::move(en)};
}
Problem Problem::conflict(std::string code, std::string zh, std::string en) {
    return {409, std::move(code), std::move(zh), std::move(en)};
}

Problem Problem::invalid(std::vector<FieldFault> faults) {
    Problem problem{422, "invalid_fields", "有字段填写不正确，请按每个字段的说明改正后再提交。",
                    "Some fields are faulty. Correct each as its message says and send again."};
    problem.faults_ = std::move(faults);
    for (const auto& fault : problem.faults_) problem.what_ += "; " + fault.path + " " + fault.code;
    return problem;
}

Problem Problem::invalid(std::string path, std::string code, std::string zh, std::string en) {
    return invalid({FieldFault{std::move(path), std::move(code), {std::move(zh), std::move(en)}}});
}

Problem Problem::unavailable(std::string code, std::string zh, std::string en, int retry_after_seconds) {
    Problem problem{503, std::move(code), std::move(zh), std::move(en)};
    problem.retry_after_ = retry_after_seconds;
    return problem;
}

Problem& Problem::retry_after(int seconds) {
    retry_after_ = seconds;
    return *this;
}

}  // namespace tongzhou
