// SPDX-License-Identifier: EUPL-1.2
// What recovering needs, beside a database of the contract. Passwords are hashed as cheaply as can be.
#pragma once

#include "embedded.hpp"
#include "outbox/bell.hpp"
#include "recoveries/recovery_rooms.hpp"
#include "support/contract_database.hpp"
#include "words/brand.hpp"

namespace voordeur {

struct ContractRecovery {
    explicit ContractRecovery(ContractDatabase& of) : contract(of) {}

    ContractDatabase& contract;
    Catalogue const catalogue{embedded_words(), embedded_mails(), built_in_brand(), "Voordeur"};
    Bell bell = {};
    Outbox outbox{contract.sealer(), contract.random(), bell};
    Notices const notices{outbox, catalogue, {.phone = "020 555 0100"}, {}};
    PasswordHasher hasher{{.memory_kib = 8, .passes = 1}, {}};
    PasswordCheck const passwords{{contract.database(), contract.sealer(), contract.mac(), hasher}, {}};
    TotpFactor const totp{{contract.sealer(), contract.mac(), contract.random()}, 5};
    PaperCodes const paper_codes{{contract.sealer(), contract.mac(), contract.random()}, 5};
    Passkeys const passkeys{
        {contract.sealer(), contract.mac(), contract.random()}, {"https://mijn.example", "mijn.example"}, 5};
    SmsFactor const sms{{outbox, notices, catalogue, contract.sealer(), contract.mac(), contract.random()},
                        {.limits = {}, .site_host = "mijn.example"}};
    RecoveryPolicy const policy = {};
    std::string const site = "https://mijn.example";
    RecoveryRooms const rooms{contract.database(),
                              contract.sealer(),
                              contract.mac(),
                              contract.random(),
                              contract.audit(),
                              hasher,
                              passwords,
                              sms,
                              totp,
                              paper_codes,
                              passkeys,
                              outbox,
                              notices,
                              catalogue,
                              policy,
                              site};
};

}  // namespace voordeur
