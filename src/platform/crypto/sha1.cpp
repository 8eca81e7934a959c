// SPDX-License-Identifier: EUPL-1.2
// libsodium has no SHA-1, for good reasons; OpenSSL's would cost the server 3 MiB.
#include "crypto/sha1.hpp"

#include <fmt/format.h>

#include <boost/uuid/detail/sha1.hpp>

namespace voordeur {

std::string sha1_hex(std::string_view text) {
    boost::uuids::detail::sha1 sha1;
    sha1.process_bytes(text.data(), text.size());
    boost::uuids::detail::sha1::digest_type words;
    sha1.get_digest(words);
    std::string hex;
    for (auto const word : words) hex += fmt::format("{:08X}", word);
    return hex;
}

}  // namespace voordeur
