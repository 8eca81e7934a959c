// SPDX-License-Identifier: EUPL-1.2
#include "outbox/refusal_rules.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>

namespace voordeur {
namespace {

using Words = std::span<std::string_view const>;

// What mail servers say of who sends, where they give no status that tells it.
constexpr std::string_view about_our_mail[] = {
    "quota",   "limit",   " rate",      "too many",  "relay",     "authent",     "log in",
    "login",   "policy",  "spam",       "block",     "black",     "deny",        "denied",
    "banned",  "reputat", "sender",     "permitted", "spf",       "dkim",        "dmarc",
    "helo",    "ehlo",    "prohibit",   "client",    "from",      "unsolicited", "not allowed to",
    "suspend", "exceed",  "account is", "listed at", "listed by", "listed on",   "mail server"};

// What SMS gateways say of who sends: whatever else they name, no number is the fault.
constexpr std::string_view about_our_standing[] = {
    "balance", "credit",  "saldo",  "tegoed",  "funds",      "payment",    "billing", "betaal", "quota",
    "api key", "api_key", "apikey", "api-key", "access key", "access_key", "token",   "passwo", "credential"};
// What may be about who sends, or about what this number may get from whoever sends.
constexpr std::string_view about_our_sender[] = {
    "sender",   "originator", "from",   "afzender", "source addr", "source_addr", "authori",  "authenti",
    "username", "account",    "exceed", "limit",    "maximum",     "suspended",   "contract", "ip address"};
constexpr std::string_view about_a_number[] = {
    "recipient",  "msisdn",   "destination", "number", "phone",    "mobile",     "route",     "routable",
    "subscriber", "landline", "handset",     "opted",  "receiver", "black-list", "blacklist", "unsubscri",
    "nummer",     "country",  "ontvanger",   "\"to\"", "'to'",     "\"to.",      "\"to["};

std::string small_letters(std::string_view text) {
    std::string small(text);
    for (auto& letter : small)
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    return small;
}

bool holds_any(std::string const& text, Words words) {
    return std::any_of(words.begin(), words.end(),
                       [&](auto word) { return text.find(word) != std::string::npos; });
}

// Without what stands in <>, an address mostly: its letters say nothing about why.
std::string without_addresses(std::string_view words) {
    std::string rest;
    for (auto open = words.find('<'); open != std::string_view::npos; open = words.find('<')) {
        rest += words.substr(0, open);
        words.remove_prefix(std::min(words.size(), words.find('>', open)));
    }
    return small_letters(rest.append(words));
}

bool is_about_the_client(SmtpRefusal const& refusal) {
    auto const authentication_wanted = refusal.code == 530 || (refusal.code >= 534 && refusal.code <= 538);
    return refusal.stage == SmtpStage::before_recipient || authentication_wanted;
}

// RFC 3463: no such mailbox or domain, malformed, moved, no mail at that domain; disabled.
bool says_no_such_mailbox(std::string_view enhanced) {
    constexpr std::string_view of_addresses[] = {"5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10"};
    return std::find(std::begin(of_addresses), std::end(of_addresses), enhanced) != std::end(of_addresses);
}

// The answers of RFC 5321 to RCPT by which a mailbox is refused, where nothing more exact was said.
bool may_mean_no_such_mailbox(SmtpRefusal const& refusal) {
    auto const& enhanced = refusal.enhanced;
    auto const is_vague = enhanced.empty() || enhanced == "5.0.0" || enhanced == "5.1.0";
    auto const is_code = refusal.code == 550 || refusal.code == 551 || refusal.code == 553;
    return enhanced == "5.2.1" || (is_vague && is_code && refusal.stage == SmtpStage::recipient);
}

bool is_of_the_address(SmtpRefusal const& refusal) {
    if (refusal.code < 500 || refusal.code > 599) return false;
    if (says_no_such_mailbox(refusal.enhanced)) return true;
    return may_mean_no_such_mailbox(refusal) && !holds_any(without_addresses(refusal.words), about_our_mail);
}

// A page for people is not the gateway's own answer: our address of it is wrong, or something stands between.
bool is_page(std::string const& words) {
    return holds_any(words, std::initializer_list<std::string_view>{"<html", "<!doctype"});
}

SendResult result_of_refused_sms(long status, std::string const& words) {
    if (is_page(words) || holds_any(words, about_our_standing)) return SendResult::refuses_us;
    auto const number = holds_any(words, about_a_number);
    if (holds_any(words, about_our_sender)) return number ? SendResult::later : SendResult::refuses_us;
    if (number || status == 400) return SendResult::never;
    return status == 422 ? SendResult::later : SendResult::refuses_us;
}

bool may_be_of_one_number(long status) {
    return status == 400 || status == 403 || status == 409 || status == 410 || status == 412 || status == 422;
}

}  // namespace

SendResult result_of(SmtpRefusal const& refusal) {
    if (is_about_the_client(refusal)) return refusal.code >= 500 ? SendResult::refuses_us : SendResult::down;
    return is_of_the_address(refusal) ? SendResult::never : SendResult::later;
}

SendResult result_of_http(long status, std::string_view body) {
    if (status >= 200 && status <= 299) return SendResult::sent;
    if (may_be_of_one_number(status)) return result_of_refused_sms(status, small_letters(body));
    auto const comes_back_by_itself = status == 408 || status == 425 || status == 429;
    auto const is_ours = status >= 300 && status <= 499 && !comes_back_by_itself;
    return is_ours ? SendResult::refuses_us : SendResult::down;
}

}  // namespace voordeur
