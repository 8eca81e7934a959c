// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <stop_token>

#include "audit/audit_chain.hpp"

namespace voordeur {

class Installation;

// Of this machine and this process.
AuditChainer chainer_of(Installation& installation);

// Binds the lines of the audit log to each other, looks whether one is gone, and writes down every five
// minutes how far the chain is; each hour it lets the oldest lines go. Returns soon after it is asked to
// stop, however much waits.
void keep_audit_log(std::stop_token const& stop, Installation& installation);

// For a process that ends: binds what it wrote, since nobody would miss it afterwards. Gives up after half a
// second; the server goes on with it then.
void leave_audit_log(Installation& installation);

}  // namespace voordeur
