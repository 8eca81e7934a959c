// SPDX-License-Identifier: EUPL-1.2
// libcurl as the outbox uses it: handles are kept, so that their connections are; every wait is bounded.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct curl_slist;  // libcurl's, whose header stays out of the rooms that only send

namespace voordeur {

struct CurlLimits {
    std::string protocols;  // as CURLOPT_PROTOCOLS_STR takes them
    std::chrono::seconds timeout;
    std::string ca_file;  // trusted beside the system's; may be empty
};

// How a transfer ended, without the address it went to.
struct CurlAnswer {
    bool completed;
    long status;        // the peer's last answer, 0 when there was none
    std::string error;  // libcurl's fixed text for the failure
    bool login_failed = false;
};

// Thread safe; a lent handle is one thread's.
class CurlHandles {
  public:
    CurlHandles();
    ~CurlHandles();

    class Lease {
      public:
        Lease(CurlHandles& handles, void* handle) : handles_(handles), handle_(handle) {}
        ~Lease() { handles_.give_back(handle_); }
        Lease(Lease const&) = delete;
        Lease& operator=(Lease const&) = delete;

        void* get() { return handle_; }
        CurlAnswer perform();

      private:
        CurlHandles& handles_;
        void* handle_;
    };

    // A handle with nothing set but the limits: no proxy, no redirects, no signals. Throws std::bad_alloc.
    Lease lend(CurlLimits const& limits);
    // Transfers under way, and later ones, are broken off in a few seconds.
    void stop();
    bool is_past_stop() const;

  private:
    void give_back(void* handle);

    std::mutex mutex_;
    std::vector<void*> idle_;
    std::atomic<std::chrono::steady_clock::time_point> break_off_at_{
        std::chrono::steady_clock::time_point::max()};
};

// A curl_slist that is freed.
class CurlList {
  public:
    CurlList() = default;
    ~CurlList();
    CurlList(CurlList const&) = delete;
    CurlList& operator=(CurlList const&) = delete;

    void add(std::string const& line);
    curl_slist* get() { return list_; }

  private:
    curl_slist* list_ = nullptr;
};

}  // namespace voordeur
