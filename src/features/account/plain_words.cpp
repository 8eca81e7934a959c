// SPDX-License-Identifier: EUPL-1.2
#include "account/plain_words.hpp"

#include "account/words.hpp"

namespace voordeur {

Word words_of(IdentityProof proof) {
    switch (proof) {
        case IdentityProof::details:
            return words::account::proved_by_details;
        case IdentityProof::letter:
            return words::account::proved_by_letter;
        case IdentityProof::desk:
            return words::account::proved_at_desk;
    }
    return words::account::proved_by_details;
}

FilledWord words_for(Device const& device) {
    if (device.browser.empty() && device.system.empty()) return words::account::sessions_unknown;
    if (device.system.empty()) return words::account::sessions_browser{.browser = device.browser};
    if (device.browser.empty()) return words::account::sessions_system{.system = device.system};
    return words::account::sessions_on{.browser = device.browser, .system = device.system};
}

}  // namespace voordeur
