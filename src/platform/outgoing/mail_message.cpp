#include "platform/outgoing/mail_message.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.hpp"

namespace tongzhou::outgoing {
namespace {

bool is_plain(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c >= 0x20 && c < 0x7f; });
}

// RFC 2047: words that leave room for a header's name on a line of 76, none of which splits a character.
std::string encoded_words(std::string_view text) {
    constexpr std::size_t bytes_in_a_word = 36;
    std::string out;
    while (!text.empty()) {
        const auto piece = utf8_prefix(text, bytes_in_a_word);
        if (piece.empty()) break;
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + base64(bytes_of(piece)) + "?=";
        text.remove_prefix(piece.size());
    }
    return out;
}

std::string header_text(std::string_view text) {
    std::string line(text);
    std::ranges::replace_if(
        line, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, ' ');
    return is_plain(line) && line.size() < 60 && line.find("=?") == std::string::npos ? line : encoded_words(line);
}

// "Mon, 24 Feb 2020 08:00:00 +0800", the city's own time.
std::string date_text(Instant at) {
    constexpr const char* days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = date_in_shanghai(at);
    const auto seconds = (at - start_of_day_in_shanghai(day)).count() / 1000;
    return fmt::format("{}, {} {} {} {:02}:{:02}:{:02} +0800", days[day.weekday() - 1], day.day(),
                       months[day.month() - 1], day.year(), seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string base64_lines(std::string_view text) {
    const auto whole = base64(bytes_of(text));
    std::string out;
    for (std::size_t at = 0; at < whole.size(); at += 76) out += whole.substr(at, 76) + "\r\n";
    return out;
}

}  // namespace

bool is_mail_address(std::string_view text) {
    const auto at = text.find('@');
    if (at == 0 || at == std::string_view::npos || at > 64 || text.size() > 254) return false;
    const auto domain = text.substr(at + 1);
    const auto is_one_of = [](std::string_view part, std::string_view others) {
        return std::ranges::all_of(part, [&](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                   others.find(c) != std::string_view::npos;
        });
    };
    return is_one_of(text.substr(0, at), "!#$%&'*+-/=?^_`{|}~.") && is_one_of(domain, "-.") && !domain.empty() &&
           domain.front() != '.' && domain.back() != '.' && domain.find("..") == std::string_view::npos;
}

std::string mail_message(const MailText& mail) {
    const auto domain = mail.from.substr(mail.from.find('@') + 1);
    const auto sender =
        mail.from_name.empty() ? mail.from : fmt::format("{}\r\n <{}>", encoded_words(mail.from_name), mail.from);
    return fmt::format(
        "Date: {}\r\nFrom: {}\r\nTo: {}\r\nMessage-ID: <{}@{}>\r\nSubject: {}\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
        "Auto-Submitted: auto-generated\r\n\r\n{}",
        date_text(mail.at), sender, mail.to, mail.id, domain, header_text(mail.subject), base64_lines(mail.text));
}

}  // namespace tongzhou::outgoing
