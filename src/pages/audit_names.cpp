// SPDX-License-Identifier: EUPL-1.2
#include "audit_names.hpp"

#include "app.hpp"
#include "crypto/sealer.hpp"

namespace voordeur {

AuditObject sign_in_name_object(App const& app, std::string const& name) {
    return AuditObject::sign_in_name(app.mac.of("audit sign-in name", name).substr(0, 32));
}

}  // namespace voordeur
