// SPDX-License-Identifier: EUPL-1.2
#include "pdf/accessibility.hpp"

// Without it qpdf's headers warn.
#define POINTERHOLDER_TRANSITION 4
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <set>
#include <stdexcept>

namespace voordeur {
namespace {

// Every path and image drawn outside marked content becomes an /Artifact (ISO 32000-1, 14.8.2.2): all that is
// not structure must say so, or a reader guesses.
class DecorationMarker final : public QPDFObjectHandle::TokenFilter {
  public:
    void handleToken(QPDFTokenizer::Token const& token) override {
        pending_ += token.getRawValue();
        if (token.getType() == QPDFTokenizer::tt_word) handle_operator(token.getValue());
    }
    void handleEOF() override { write(pending_); }

  private:
    void handle_operator(std::string const& name) {
        static std::set<std::string> const starts{"m", "re"};
        static std::set<std::string> const paints{"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"};
        if (name == "BDC" || name == "BMC") ++depth_;
        if (name == "EMC") --depth_;
        if (depth_ == 0 && !in_path_ && starts.count(name) > 0) {
            write(" /Artifact BMC\n");
            in_path_ = true;
        }
        auto const is_image = depth_ == 0 && !in_path_ && name == "Do";
        if (is_image) write(" /Artifact BMC\n");
        write(pending_);
        pending_.clear();
        if (is_image) write("\nEMC");
        if (in_path_ && paints.count(name) > 0) {
            write("\nEMC");
            in_path_ = false;
        }
    }

    std::string pending_;
    int depth_ = 0;
    bool in_path_ = false;
};

void collect_figures(QPDFObjectHandle element, std::vector<QPDFObjectHandle>& figures) {
    if (element.isArray()) {
        for (auto const& child : element.aitems()) collect_figures(child, figures);
    } else if (element.isDictionary()) {
        if (element.getKey("/S").isNameAndEquals("/Figure")) figures.push_back(element);
        collect_figures(element.getKey("/K"), figures);
    }
}

void describe_figures(QPDF& document, std::vector<std::string> const& texts) {
    std::vector<QPDFObjectHandle> figures;
    collect_figures(document.getRoot().getKey("/StructTreeRoot").getKey("/K"), figures);
    if (figures.size() != texts.size()) throw std::logic_error("figures and their texts differ in number");
    for (std::size_t index = 0; index < figures.size(); ++index) {
        figures[index].replaceKey("/Alt", QPDFObjectHandle::newUnicodeString(texts[index]));
    }
}

void set_document_facts(QPDF& document, std::string const& language) {
    auto root = document.getRoot();
    root.replaceKey("/Lang", QPDFObjectHandle::newUnicodeString(language));
    root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
    root.replaceKey("/MarkInfo", QPDFObjectHandle::parse("<< /Marked true >>"));
}

std::string write(QPDF& document) {
    QPDFWriter writer(document);
    writer.setOutputMemory();
    // The language and the texts of figures stay readable to simple tools.
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.write();
    auto const buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<char const*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

std::string make_accessible(std::string const& pdf, Accessibility const& accessibility) {
    QPDF document;
    document.processMemoryFile("sheet", pdf.data(), pdf.size());
    set_document_facts(document, accessibility.language);
    describe_figures(document, accessibility.figure_texts);
    for (auto& page : QPDFPageDocumentHelper(document).getAllPages()) {
        page.addContentTokenFilter(std::make_shared<DecorationMarker>());
        page.getObjectHandle().replaceKey("/Tabs", QPDFObjectHandle::newName("/S"));
    }
    return write(document);
}

}  // namespace voordeur
