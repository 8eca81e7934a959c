// SPDX-License-Identifier: EUPL-1.2
// Which lines of which writer are there. What was removed leaves a gap in its writer's numbers.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
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

    // All that another knows.
    void take_all(WriterNumbers const& other);

    // All that is known of a writer: "1-40 42-90 0-95" says that 41 is missing, and what lies beyond 90
    // of 95.
    std::string text_of(std::string const& writer) const;
    // What `text_of` wrote down. False: it says something else.
    bool take_text(std::string const& writer, std::string_view text);
    std::vector<std::string> writers() const;

    struct Gap {
        std::string writer;
        std::int64_t first, last;
        bool operator==(Gap const&) const = default;
    };
    // In the order of the writers' names.
    std::vector<Gap> gaps() const;

  private:
    struct Taken {
        std::map<std::int64_t, std::int64_t> ranges;  // by the first of each, its last; a gap is between two
        std::int64_t expected = 0;
    };
    static void add_range(Taken& taken, std::int64_t first, std::int64_t last);

    std::map<std::string, Taken> writers_;
};

}  // namespace voordeur
