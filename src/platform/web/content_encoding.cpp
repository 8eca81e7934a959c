// SPDX-License-Identifier: EUPL-1.2
#include "web/content_encoding.hpp"

#include <optional>

#include "base/weighted_list.hpp"

namespace voordeur {

ContentEncoding best_encoding(std::string_view accept_encoding) {
    std::optional<int> brotli, gzip, any;
    int identity = 0;
    while (!accept_encoding.empty()) {
        auto const item = take_item(accept_encoding);
        if (!item) continue;
        if (is_name(item->name, "br")) brotli = item->thousandths;
        if (is_name(item->name, "gzip")) gzip = item->thousandths;
        if (is_name(item->name, "identity")) identity = item->thousandths;
        if (item->name == "*") any = item->thousandths;
    }
    auto const by_brotli = brotli.value_or(any.value_or(0)), by_gzip = gzip.value_or(any.value_or(0));
    if (by_brotli > 0 && by_brotli >= by_gzip && by_brotli >= identity) return ContentEncoding::brotli;
    if (by_gzip > 0 && by_gzip >= identity) return ContentEncoding::gzip;
    return ContentEncoding::none;
}

}  // namespace voordeur
