// SPDX-License-Identifier: EUPL-1.2
// Which lines of which writer are there. What was removed leaves a gap in its writer's numbers.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace voordeur {

class WriterNumbers {
  public:
    // In any order.
    void take(std::string const& writer, std::int64_t number);
    // The same for what was found later: it may fill a gap, and what lies beyond is not looked at.
    void fill(std::string const& writer, std::int64_t number);
    // It is known from elsewhere that the writer came so far.
    void expect(std::string const& writer, std::int64_t number);

    struct Gap {
        std::string writer;
        std::int64_t first, last;
        bool operator==(Gap const&) const = default;
    };
    // In the order of the writers' names.
    std::vector<Gap> gaps() const;

  private:
    struct Taken {
        std::int64_t whole_to = 0;     // 1 to here are there
        std::set<std::int64_t> later;  // and these
        std::int64_t expected = 0;
    };
    std::map<std::string, Taken> writers_;
};

}  // namespace voordeur
