// A conflict with one other record, which is named, so that whoever asks can go there.
#pragma once

#include "base/id.hpp"
#include "base/problem.hpp"

namespace tongzhou {

/// 409: another record stands in the way, one that whoever asks may see. Its id becomes the reply's member `record`;
/// `code` tells what it is.
class RecordInTheWay : public Problem {
  public:
    RecordInTheWay(std::string code, const Uuid& record, std::string zh, std::string en)
        : Problem(conflict(std::move(code), std::move(zh), std::move(en))), record_(record) {}
    const Uuid& record() const noexcept { return record_; }

  private:
    Uuid record_;
};

}  // namespace tongzhou
