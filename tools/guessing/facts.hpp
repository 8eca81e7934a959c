// SPDX-License-Identifier: EUPL-1.2
// Numbers with names, as a reader wants to see them, and the text that they are filled in to.
#pragma once

#include <chrono>
#include <map>
#include <string>

namespace voordeur {

class Facts {
  public:
    void add(std::string const& name, std::string value);
    // Each {{name}} replaced. Throws when the template names one that is not there, or leaves one out.
    std::string filled_in(std::string const& text) const;

  private:
    std::map<std::string, std::string> values_;
};

std::string grouped(double number);                      // 525,624
std::string as_chance(double chance);                    // 0.53 %, 1 in 3.4 × 10⁹
std::string as_hits(double hits);                        // 53, 0.8, under 0.01
std::string as_duration(std::chrono::seconds duration);  // 60 seconds, 15 minutes, 69 days

}  // namespace voordeur
