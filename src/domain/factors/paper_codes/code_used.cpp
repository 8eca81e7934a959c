// SPDX-License-Identifier: EUPL-1.2
#include "factors/paper_codes/code_used.hpp"

#include <chrono>

#include "accounts/tell_owner.hpp"
#include "factors/paper_codes/code_used.mail.hpp"
#include "factors/paper_codes/paper_codes.hpp"
#include "words/dates.hpp"

namespace voordeur {

void tell_of_used_paper_code(Transaction& transaction, Notices const& notices, UsedPaperCode const& used,
                             Time now) {
    auto const& account = used.account;
    auto const left = PaperCodes::left(transaction, account.id);
    queue_for_owner(
        transaction, notices,
        {owner_to_tell(transaction, account, now),
         {.mail = mails::paper_codes::code_used{.when = date_and_time(now, account.language), .left = left},
          .purpose = "paper_code_used",
          .about_id = used.challenge_id.text(),
          .practice = used.practice,
          .expires_at = now + std::chrono::hours(72)}},
        now);
}

}  // namespace voordeur
