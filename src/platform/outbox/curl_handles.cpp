// SPDX-License-Identifier: EUPL-1.2
#include "outbox/curl_handles.hpp"

#include <curl/curl.h>

#include <new>

namespace voordeur {
namespace {

using std::chrono::steady_clock;

constexpr long connect_timeout_seconds = 10;
// An idle connection older than this is not used again: the peer may be about to close it.
constexpr long oldest_idle_connection_seconds = 20;
constexpr std::chrono::seconds grace_after_stop{5};

int on_progress(void* handles, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<CurlHandles const*>(handles)->is_past_stop() ? 1 : 0;
}

std::size_t discard(char*, std::size_t size, std::size_t count, void*) {
    return size * count;
}

void set_limits(CURL* handle, CurlLimits const& limits) {
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, limits.protocols.c_str());
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, static_cast<long>(limits.timeout.count()));
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_timeout_seconds);
    curl_easy_setopt(handle, CURLOPT_MAXAGE_CONN, oldest_idle_connection_seconds);
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    // Else all_proxy in the environment would be obeyed, even for SMTP.
    curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!limits.ca_file.empty()) curl_easy_setopt(handle, CURLOPT_CAINFO, limits.ca_file.c_str());
}

}  // namespace

CurlHandles::CurlHandles() {
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

CurlHandles::~CurlHandles() {
    for (auto* const handle : idle_) curl_easy_cleanup(handle);
    curl_global_cleanup();
}

CurlHandles::Lease CurlHandles::lend(CurlLimits const& limits) {
    void* handle = nullptr;
    {
        std::lock_guard const lock(mutex_);
        if (!idle_.empty()) {
            handle = idle_.back();
            idle_.pop_back();
        }
    }
    if (handle == nullptr) handle = curl_easy_init();
    if (handle == nullptr) throw std::bad_alloc();
    set_limits(handle, limits);
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, discard);
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, on_progress);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, this);
    return {*this, handle};
}

CurlAnswer CurlHandles::Lease::perform() {
    auto const code = curl_easy_perform(handle_);
    long status = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    return {code == CURLE_OK, status, code == CURLE_OK ? "" : curl_easy_strerror(code),
            code == CURLE_LOGIN_DENIED};
}

void CurlHandles::stop() {
    break_off_at_ = steady_clock::now() + grace_after_stop;
}

bool CurlHandles::is_past_stop() const {
    return steady_clock::now() >= break_off_at_.load();
}

// Reset here, not when lent next: a kept connection that is closed meanwhile must not call back into what a
// past transfer had pointed to. The connections stay.
void CurlHandles::give_back(void* handle) {
    curl_easy_reset(handle);
    std::lock_guard const lock(mutex_);
    idle_.push_back(handle);
}

CurlList::~CurlList() {
    curl_slist_free_all(list_);
}

void CurlList::add(std::string const& line) {
    auto* const longer = curl_slist_append(list_, line.c_str());
    if (longer == nullptr) throw std::bad_alloc();
    list_ = longer;
}

}  // namespace voordeur
