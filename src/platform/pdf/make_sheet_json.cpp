// SPDX-License-Identifier: EUPL-1.2
#include "pdf/make_sheet_json.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "base/overloaded.hpp"
#include "pdf/make_pdf.hpp"

namespace voordeur {
namespace {

nlohmann::json to_json(Sheet::Block const& block) {
    return std::visit(overloaded{
                          [](Sheet::Heading const& heading) {
                              return nlohmann::json{{"heading", heading.text}};
                          },
                          [](Sheet::Paragraph const& paragraph) {
                              return nlohmann::json{{"paragraph", paragraph.text}};
                          },
                          [](Sheet::Numbers const& box) {
                              auto numbers = nlohmann::json::array();
                              for (auto const& [label, value] : box.numbers) {
                                  numbers.push_back(nlohmann::json{{"label", label}, {"value", value}});
                              }
                              return nlohmann::json{{"numbers", numbers}};
                          },
                          [](Sheet::QrCode const& code) {
                              return nlohmann::json{{"qr", code.address}, {"caption", code.caption}};
                          },
                      },
                      block);
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (unsigned char const byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xfU];
    }
    return text;
}

}  // namespace

std::string sheet_as_json(Sheet const& sheet, PaperLook const& look) {
    nlohmann::json json{{"language", sheet.language},
                        {"title", sheet.title},
                        {"sender", sheet.sender},
                        {"date", sheet.date},
                        {"footer", sheet.footer}};
    if (sheet.addressee) json["addressee"] = *sheet.addressee;
    if (!look.accent.empty()) json["accent"] = look.accent;
    if (!look.logo_png.empty()) json["logo"] = hex(look.logo_png);
    auto& blocks = json["blocks"] = nlohmann::json::array();
    for (auto const& block : sheet.blocks) blocks.push_back(to_json(block));
    try {
        return json.dump();
    } catch (nlohmann::json::exception const&) {
        throw std::runtime_error("The sheet for the PDF program is not UTF-8.");
    }
}

}  // namespace voordeur
