// SPDX-License-Identifier: EUPL-1.2
#include "go_on.hpp"

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "go_on.html.hpp"
#include "page.hpp"
#include "visitor.hpp"

namespace voordeur {
namespace {

namespace names = html::pages_go_on;

constexpr std::string_view only_show = "only_show", language = "taal";
// Fields of our forms that may stand in a page once more. Passwords, codes and super-PINs may not.
constexpr std::array<std::string_view, 8> fields_kept{"email", "birth_date",   "postcode",     "country",
                                                      "phone", "read_privacy", "accept_terms", "kept"};
// What nobody types is not worth its bytes.
constexpr std::size_t longest_kept = 320;

std::vector<std::pair<std::string_view, std::string>> kept_of(Form const& form) {
    std::vector<std::pair<std::string_view, std::string>> kept;
    for (auto const name : fields_kept)
        if (auto const& text = form.text(name); !text.empty() && text.size() <= longest_kept)
            kept.emplace_back(name, text);
    return kept;
}

}  // namespace

void fill_go_on(Page& page, IncludeName where, Visitor const& visitor, Word text) {
    auto item = page.include(where, names::file);
    item.set(names::TEXT, text);
    auto const kept = kept_of(visitor.form);
    if (kept.empty()) {
        item.set(names::URL, visitor.page).show(names::PAGE);
        return;
    }
    page.with_form();
    item.set(names::ACTION, visitor.request.path).show(names::AGAIN);
    for (auto const& [name, value] : kept)
        item.add(names::KEPT).set(names::NAME, name).set(names::VALUE, value);
}

bool is_only_to_show(Visitor const& visitor) {
    return visitor.form.has(only_show) || visitor.form.has(language);
}

}  // namespace voordeur
