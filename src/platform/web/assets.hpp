// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "web/request.hpp"
#include "web/response.hpp"

namespace voordeur {

// A style sheet, a script, a picture or a font; its name changes with its content.
struct Asset {
    std::string_view name;  // page.3f9a1c2b.css
    std::string_view content;
    std::string_view gzip = {};  // both or neither
    std::string_view brotli = {};
};

// Found by name only, there is no path to walk out of. Made once; thread safe.
class Assets {
  public:
    // What was compiled in: it must live as long as this does.
    explicit Assets(std::span<Asset const> built = {}) : assets_(built.begin(), built.end()) {}
    Assets(Assets const&) = delete;
    Assets& operator=(Assets const&) = delete;

    // A file of this installation. Gives the name under which pages ask for it; "" for one without content.
    // Not compressed: it is a few hundred bytes of colours, or a picture that mostly is compressed already.
    std::string_view add(std::string_view stem, std::string_view extension, std::string content);

    // Of the file of this name; "" where there is none.
    std::string_view content(std::string_view name) const;

    // In the encoding that the browser takes best, to be kept for ever; nullopt: there is no such file.
    std::optional<Response> answer(std::string_view name, Request const& request) const;

  private:
    std::vector<Asset> assets_;
    std::list<std::string>
        own_;  // names and contents of what was added; a list, so that they stay where they are
};

}  // namespace voordeur
