// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {

// Styles, scripts, fonts: by name only, there is no path to walk out of. Made once; thread safe.
class Assets {
  public:
    void put(std::string name, std::string content);
    // The file, or 304 for a browser that has it; nullopt: there is no such file.
    std::optional<Response> answer(std::string_view name, Request const& request) const;

  private:
    struct Asset {
        std::string content;
        std::string content_type;
        std::string tag;
    };
    std::map<std::string, Asset, std::less<>> assets_;
};

}  // namespace voordeur
