// The endpoint that erases a person. Private to this module.
#pragma once

#include "modules/people/files.hpp"

namespace tongzhou::people {

struct EraseRequest {
    Id<Person> id;
    Text<300, 2> reason;
};
BOOST_DESCRIBE_STRUCT(EraseRequest, (), (id, reason))

struct ErasedPerson {
    Id<Person> id;
    Instant erased_at;
};
BOOST_DESCRIBE_STRUCT(ErasedPerson, (), (id, erased_at))

ErasedPerson erase(Tx& tx, const Actor& actor, const EraseRequest& request);

}  // namespace tongzhou::people
