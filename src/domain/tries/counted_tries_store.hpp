// SPDX-License-Identifier: EUPL-1.2
// The table `counted_tries`. Take a try before anything slow is compared, so that parallel guesses cannot
// slip through; compare outside the transaction; then note that it was wrong, or give the try back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/time.hpp"
#include "crypto/sealer.hpp"
#include "store/database.hpp"
#include "tries/counted_tries_rules.hpp"

namespace voordeur {

struct Challenge;
struct Registration;

enum class Tried { details, super_pin, code };

// What is guessed at.
class TriesKey {
  public:
    static TriesKey details(Id<Registration> const& of) { return {Tried::details, of.text()}; }
    static TriesKey super_pin(Id<Registration> const& of) { return {Tried::super_pin, of.text()}; }
    static TriesKey code(Id<Challenge> const& of) { return {Tried::code, of.text()}; }

    Tried what() const { return what_; }
    std::string const& about_id() const { return about_id_; }

  private:
    TriesKey(Tried what, std::string about_id) : what_(what), about_id_(std::move(about_id)) {}

    Tried what_;
    std::string about_id_;
};

// `parts`: what was typed, and what it is compared with; where that changes, it is a new guess.
std::string mac_of_try(Mac const& mac, TriesKey const& key, std::vector<std::string_view> const& parts);

TriesMade find_tries(Transaction& transaction, TriesKey const& key);
// How many are made with this one; nullopt when none was left. No two callers get the same number.
std::optional<std::int64_t> take_try(Transaction& transaction, TriesKey const& key, std::int64_t most,
                                     Time now);
// `input` is a MAC, see mac_of_try.
void note_wrong_input(Transaction& transaction, TriesKey const& key, std::string const& input);
// It turned out to be no wrong guess.
void give_try_back(Transaction& transaction, TriesKey const& key);
// From now on everything is looked at anew.
void forget_tries(Transaction& transaction, TriesKey const& key);
// Of one kind, last made before `when`.
std::int64_t forget_tries_before(Transaction& transaction, Tried what, Time when);

}  // namespace voordeur
