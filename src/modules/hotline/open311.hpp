// Open311 GeoReport v2, for the public side: other programs list the kinds of requests, hand requests in, and follow
// them. Private to this module.
//
// A request is a ticket and its service the ticket's category. Lists hold what has been made public with a summary free
// of personal data, and nothing else; whoever has the id of a request that came this way may ask for its status. The
// key for handing in is an API token with the permission call_answer, and its scope decides for which places.
#pragma once

#include "modules/hotline/calls.hpp"
#include "platform/http/http.hpp"

namespace tongzhou::hotline {

/// All parameters of the specification, as they come: what is wrong with one is answered in the specification's form.
struct Open311List {
    Text<200> resource;  ///< "services.xml", "requests.json"
    std::optional<Text<200>> jurisdiction_id, api_key, service_code, start_date, end_date, status, extensions, page,
        page_size;
    std::optional<Text<4000>> service_request_id;  ///< several, separated by commas
};
BOOST_DESCRIBE_STRUCT(Open311List, (),
                      (resource, jurisdiction_id, api_key, service_code, start_date, end_date, status, extensions, page,
                       page_size, service_request_id))
/// GET /open311/v2/services.{xml,json} and /requests.{xml,json}
http::Response list_open311(Snapshot& snapshot, const Actor& actor, const Open311List& request);

struct Open311Record {
    Text<40> collection;  ///< "services", "requests", "tokens"
    Text<200> record;     ///< "complaint.xml"
    std::optional<Text<200>> jurisdiction_id, api_key, extensions;
};
BOOST_DESCRIBE_STRUCT(Open311Record, (), (collection, record, jurisdiction_id, api_key, extensions))
/// GET /open311/v2/{services,requests,tokens}/{id}.{xml,json}
http::Response show_open311(Snapshot& snapshot, const Actor& actor, const Open311Record& request);

struct Open311Post {
    Text<200> resource;  ///< "requests.xml"
    std::optional<Text<200>> jurisdiction_id;
};
BOOST_DESCRIBE_STRUCT(Open311Post, (), (resource, jurisdiction_id))
/// POST /open311/v2/requests.{xml,json}, form-encoded.
http::Response post_open311(Database& database, const Actor& actor, const Open311Post& request, const Upload& upload);

}  // namespace tongzhou::hotline
