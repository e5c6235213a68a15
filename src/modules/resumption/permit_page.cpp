#include "modules/resumption/permit_page.hpp"

#include "base/markup.hpp"
#include "platform/seal/secret.hpp"

namespace tongzhou::resumption {
namespace {

constexpr std::string_view style =
    "body{margin:0;font:18px/1.6 system-ui,sans-serif;color:#1a1a1a;background:#f4f5f7}"
    "main{max-width:32em;margin:0 auto;padding:1.5em;background:#fff;border-top:.6em solid}"
    ".valid{border-color:#0a6b2d}.revoked,.forged{border-color:#b00020}"
    ".valid h1{color:#0a6b2d}.revoked h1,.forged h1{color:#b00020}"
    "dt{color:#55606a;font-size:.85em}dd{margin:0 0 .6em;font-weight:600;overflow-wrap:anywhere}"
    "p{color:#3d464d;font-size:.85em}";

struct Heading {
    std::string_view zh, en, advice_zh, advice_en;
};

Heading heading_of(PermitState state) {
    switch (state) {
        case PermitState::valid:
            return {"许可有效", "This permit is valid", "请核对企业和厂区与所在地点一致。",
                    "See that enterprise and site are those of the place where it hangs."};
        case PermitState::revoked:
            return {"许可已撤销", "This permit was revoked", "不得据此复工；如仍在生产，请向当地指挥部反映。",
                    "Nobody may work under it; if somebody does, tell the local command."};
        case PermitState::forged: break;
    }
    return {"查无此许可", "There is no such permit", "此码不是本市签发的复工许可，请向当地指挥部反映。",
            "This code was not issued here; tell the local command."};
}

class PermitPage {
  public:
    PermitPage(std::string_view state, const Heading& heading) {
        const auto nonce = seal::new_token(seal::TokenKind::session).substr(5, 22);
        response_.content_type = "text/html; charset=utf-8";
        response_.headers = {
            {"content-security-policy",
             fmt::format("default-src 'none'; style-src 'nonce-{}'; base-uri 'none'; form-action 'none'; "
                         "frame-ancestors 'none'",
                         nonce)},
            {"cache-control", "no-store"},
            {"referrer-policy", "no-referrer"},
            {"x-robots-tag", "noindex, nofollow"}};
        response_.body = fmt::format(
            "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">"
            "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>复工许可核验 · {}</title>"
            "<style nonce=\"{}\">{}</style></head><body><main class=\"{}\"><h1>{}<br><small lang=\"en\">{}</small></h1>"
            "<dl>",
            heading.zh, nonce, style, state, heading.zh, heading.en);
    }
    void row(std::string_view zh, std::string_view en, const std::optional<std::string>& value) {
        if (!value) return;
        response_.body +=
            fmt::format("<dt>{} <span lang=\"en\">{}</span></dt><dd>{}</dd>", zh, en, escaped_for_markup(*value));
    }
    http::Response end(const Heading& heading, Instant asked_at) && {
        response_.body += fmt::format(
            "</dl><p>{}<br><span lang=\"en\">{}</span></p><p>核验时间 <span lang=\"en\">Asked at</span> {}</p></main>"
            "</body></html>",
            heading.advice_zh, heading.advice_en, chinese(asked_at));
        return std::move(response_);
    }

  private:
    http::Response response_;
};

std::optional<std::string> shown(const std::optional<Date>& day) {
    return day ? std::optional(chinese(*day)) : std::nullopt;
}

}  // namespace

void PublicAddress::set(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    const std::lock_guard lock(mutex_);
    url_ = std::move(url);
}

std::string PublicAddress::get() const {
    const std::lock_guard lock(mutex_);
    return url_;
}

void publish_permits_at(Database& database, std::string public_url) {
    database.services().get<PublicAddress>().set(std::move(public_url));
}

std::string qr_text(Snapshot& snapshot, std::string_view token) {
    const auto address = snapshot.service<PublicAddress>().get();
    return address.empty() ? std::string(token) : fmt::format("{}/p/{}", address, token);
}

http::Response show_permit_page(Snapshot& snapshot, const Actor& actor, const PermitPageRequest& request) {
    const auto found = verify_permit(snapshot, actor, {Text<800, 1>(request.token.value)});
    const auto heading = heading_of(found.state);
    PermitPage page(name_of(found.state), heading);
    page.row("许可号", "Number", found.number);
    page.row("企业", "Enterprise", found.enterprise);
    page.row("厂区", "Site", found.site);
    page.row("县（市、区）", "County", found.county);
    page.row("签发日期", "Issued on", shown(found.issued_on));
    page.row("撤销日期", "Revoked on", shown(found.revoked_on));
    return std::move(page).end(heading, snapshot.now());
}

}  // namespace tongzhou::resumption
