// What the reading and the writing side of Open311 share. Private to this module.
#pragma once

#include "modules/hotline/open311_text.hpp"
#include "modules/hotline/tickets.hpp"

namespace tongzhou::hotline {

/// 咨询 … 举报, as people read it.
const Bilingual& name_of_category(Category category);

/// "2020-02-24T16:05:00+08:00": GeoReport wants a zone.
std::string zoned(Instant at);

/// Runs `answer`; a Problem it throws becomes the specification's error.
template <class F>
http::Response answer_open311(Format format, Language language, F&& answer) {
    try {
        return answer();
    } catch (const Problem& problem) {
        const auto& text = language == Language::en ? problem.detail().en : problem.detail().zh;
        std::string description = text;
        for (const auto& fault : problem.faults())
            description += " " + fault.path + ": " + (language == Language::en ? fault.message.en : fault.message.zh);
        // GeoReport knows 400 for what the client did wrong, beside 401, 403 and 404.
        const auto status = problem.status() == 422 || problem.status() == 409 ? 400 : problem.status();
        return write_error(format, status, description);
    }
}

}  // namespace tongzhou::hotline
