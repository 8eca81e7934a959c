// SPDX-License-Identifier: EUPL-1.2
// What a command of the operator is: its flags, its help and what it does, in one place.
#pragma once

#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace voordeur {

struct CommandError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

// What a command looked at is not right, as it told on the standard output; the exit status is 1.
struct NotRight : std::runtime_error {
    using std::runtime_error::runtime_error;
};

enum class Need {
    needed,
    needed_without_file,  // --file may bring it
    optional,
    without_value,
};

struct Flag {
    std::string name;   // --email; without dashes: a word of its own, DIR
    std::string value;  // what stands for its value in the help: ADDRESS
    std::string help;
    std::string example;
    Need need = Need::needed;
};

// The flags of one command and their texts, "--email" → "jan@post.example"; a flag without a value has "".
class Typed {
  public:
    void put(std::string const& flag, std::string value) { values_[flag] = std::move(value); }
    bool has(std::string const& flag) const { return values_.contains(flag); }
    // "" when it was not typed.
    std::string text(std::string const& flag) const { return maybe(flag).value_or(""); }
    std::optional<std::string> maybe(std::string const& flag) const {
        auto const found = values_.find(flag);
        return found == values_.end() ? std::nullopt : std::optional(found->second);
    }

  private:
    std::map<std::string, std::string> values_;
};

struct Command {
    std::string name;  // as it is typed: "practice add"
    std::string help;
    std::string example;
    std::vector<Flag> flags;
    // Answers what is printed; throws CommandError, ConfigError, NotRight or std::runtime_error with one
    // sentence when it was not done.
    std::string (*run)(Typed const&);
    std::string more = {};  // in its own help only, above the example
};

// The commands of one noun.
struct CommandGroup {
    std::string name;  // the first word of those of its commands that have two; empty: none has
    std::string help;  // of that word
    std::vector<Command> commands;
};

}  // namespace voordeur
