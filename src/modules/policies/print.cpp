#include "modules/policies/print.hpp"

#include "base/markup.hpp"
#include "base/text.hpp"
#include "platform/search/characters.hpp"

namespace tongzhou::policies {

namespace {

// GB/T 9704: A4, text in Song of size three, titles in the middle.
constexpr std::string_view head = R"(<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{0}</title><style>
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center {{ content: counter(page); }} }}
body {{ font: 16pt/1.75 "FangSong", "STFangsong", "Noto Serif CJK SC", serif; color: #000; max-width: 156mm; margin: 0 auto; }}
h1, h2 {{ text-align: center; font-family: "SimSun", "Noto Serif CJK SC", serif; line-height: 1.4; }}
h1 {{ font-size: 26pt; margin-top: 30vh; }}
h2 {{ font-size: 20pt; break-after: avoid; }}
.cover, article {{ break-before: page; }}
.cover:first-child {{ break-before: auto; }}
.cover p, .about {{ text-align: center; text-indent: 0; }}
nav {{ break-before: page; }}
nav ol {{ padding-left: 2.5em; }}
nav a {{ color: inherit; text-decoration: none; }}
p {{ text-indent: 2em; margin: 0; text-align: justify; orphans: 2; widows: 2; overflow-wrap: anywhere; }}
h3 {{ font: inherit; font-weight: bold; text-indent: 2em; margin: 0; break-after: avoid; }}
</style></head><body>
)";

void paragraphs(std::string& out, std::string_view text) {
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = trim(text.substr(0, end));
        if (!line.empty()) out += "<p>" + escaped_for_markup(line) + "</p>\n";
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
}

/// Each section on a line of its own, also where the text came as one line.
void body(std::string& out, std::string_view text) {
    const search::Characters characters(text);
    for (const auto& section : sections_of(text))
        paragraphs(out, characters.utf8(static_cast<std::size_t>(section.offset),
                                        static_cast<std::size_t>(section.length)));
}

std::string about(const PrintedPolicy& policy) {
    std::string line;
    const auto add = [&](std::string_view part) { line += (line.empty() ? "" : "　") + std::string(part); };
    if (policy.document_number) add(*policy.document_number);
    if (policy.issuer) add(*policy.issuer);
    if (policy.published_on) add(chinese(*policy.published_on));
    return line;
}

}  // namespace

std::string printed(const Compendium& compendium, const std::vector<PrintedPolicy>& policies) {
    std::string out = fmt::format(head, escaped_for_markup(compendium.title));
    out += fmt::format("<section class=\"cover\"><h1>{}</h1>\n<p>{}</p>\n", escaped_for_markup(compendium.title),
                       chinese(date_in_shanghai(compendium.created_at)));
    paragraphs(out, compendium.preface);
    out += "</section>\n<nav><h2>目　录</h2><ol>\n";
    for (std::size_t i = 0; i < policies.size(); ++i)
        out += fmt::format("<li><a href=\"#p{}\">{}</a></li>\n", i + 1, escaped_for_markup(policies[i].title));
    out += "</ol></nav>\n";
    for (std::size_t i = 0; i < policies.size(); ++i) {
        out += fmt::format("<article id=\"p{}\"><h2>{}</h2>\n", i + 1, escaped_for_markup(policies[i].title));
        if (const auto line = about(policies[i]); !line.empty())
            out += fmt::format("<p class=\"about\">{}</p>\n", escaped_for_markup(line));
        body(out, policies[i].text);
        out += "</article>\n";
    }
    out += "</body></html>\n";
    return out;
}

}  // namespace tongzhou::policies
