// SPDX-License-Identifier: EUPL-1.2
#include "web/markdown.hpp"

#include <cmark.h>

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "web/typesetting.hpp"

namespace voordeur {
namespace {

using Html = std::unique_ptr<char, decltype(&std::free)>;

void deepen_headings(cmark_node* document) {
    constexpr int deepest = 6;
    std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> const nodes(cmark_iter_new(document),
                                                                        &cmark_iter_free);
    for (auto event = cmark_iter_next(nodes.get()); event != CMARK_EVENT_DONE;
         event = cmark_iter_next(nodes.get())) {
        auto* const node = cmark_iter_get_node(nodes.get());
        if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_HEADING)
            cmark_node_set_heading_level(node, std::min(cmark_node_get_heading_level(node) + 1, deepest));
    }
}

std::string typeset(std::string_view html) {
    std::string made;
    append_typeset(made, html);
    return made;
}

}  // namespace

// Safe is cmark's default: CMARK_OPT_UNSAFE would be asked for.
std::string html_from_markdown(std::string_view markdown) {
    Html const html(cmark_markdown_to_html(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT), &std::free);
    return typeset(html.get());
}

std::string html_below_a_heading(std::string_view markdown) {
    std::unique_ptr<cmark_node, decltype(&cmark_node_free)> const document(
        cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT), &cmark_node_free);
    deepen_headings(document.get());
    Html const html(cmark_render_html(document.get(), CMARK_OPT_DEFAULT), &std::free);
    return typeset(html.get());
}

}  // namespace voordeur
