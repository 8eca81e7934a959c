// SPDX-License-Identifier: EUPL-1.2
#include "make_transport.hpp"

#include "outbox/network_transport.hpp"

namespace voordeur {
std::unique_ptr<Transport> make_transport(Config const& config, Clock const& clock) {
    check_for_serve(config);
    return make_network_transport(*config.mail, config.sms, clock);
}

}  // namespace voordeur
