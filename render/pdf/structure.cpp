#include "render/pdf/structure.hpp"

#include "render/pdf/document.hpp"
#include "render/pdf/qpdf.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace render {

namespace {

QPDFObjectHandle written(const StructureTree::Element& element, const QPDFObjectHandle& page,
                         const std::string& language) {
    auto dictionary = QPDFObjectHandle::parse("<</Type /StructElem>>");
    dictionary.replaceKey("/S", pdf_name(element.type));
    dictionary.replaceKey("/Pg", page);
    if (!element.alt.empty()) dictionary.replaceKey("/Alt", pdf_text(element.alt));
    if (!element.language.empty() && element.language != language) {
        dictionary.replaceKey("/Lang", pdf_text(element.language));
    }
    if (!element.box.empty()) {
        dictionary.replaceKey("/A", QPDFObjectHandle::parse(fmt::format(
                                        "<</O /Layout /Placement /Block /BBox [{}]>>", element.box)));
    }
    auto kids = QPDFObjectHandle::newArray();
    for (const int number : element.contents) kids.appendItem(QPDFObjectHandle::newInteger(number));
    dictionary.replaceKey("/K", kids);
    return dictionary;
}

/// The words of a link: within the paragraph, an element that holds them and the annotation (ISO 14289-1
/// §7.18.5). Gives that element.
QPDFObjectHandle write_link(QPDF& pdf, QPDFObjectHandle paragraph, const QPDFObjectHandle& page,
                            const QPDFObjectHandle& annotation) {
    auto reference = QPDFObjectHandle::parse("<</Type /OBJR>>");
    reference.replaceKey("/Obj", annotation);
    reference.replaceKey("/Pg", page);
    auto kids = paragraph.getKey("/K");
    kids.appendItem(reference);
    auto link = pdf.makeIndirectObject(QPDFObjectHandle::parse("<</Type /StructElem /S /Link>>"));
    link.replaceKey("/P", paragraph);
    link.replaceKey("/Pg", page);
    link.replaceKey("/K", kids);
    auto only = QPDFObjectHandle::newArray();
    only.appendItem(link);
    paragraph.replaceKey("/K", only);
    return link;
}

}  // namespace

int StructureTree::add_content() {
    Element& element = elements_.back();
    if (used_.size() <= element.page) used_.resize(element.page + 1, 0);
    const int number = used_[element.page]++;
    element.contents.push_back(number);
    return number;
}

void StructureTree::write(QPDF& pdf, const std::vector<QPDFObjectHandle>& pages,
                          const std::vector<QPDFObjectHandle>& links, const std::string& language,
                          const std::function<void(QPDFObjectHandle)>& done) const {
    std::vector<QPDFObjectHandle> words_of_links(links.size());
    auto root = pdf.makeIndirectObject(QPDFObjectHandle::parse("<</Type /StructTreeRoot>>"));
    auto document = pdf.makeIndirectObject(QPDFObjectHandle::parse("<</Type /StructElem /S /Document>>"));
    document.replaceKey("/P", root);
    auto kids = QPDFObjectHandle::newArray();
    // By page: the element of every piece of content, in the order of its numbers.
    std::vector<QPDFObjectHandle> parents(pages.size());
    for (auto& parent : parents) parent = QPDFObjectHandle::newArray();
    for (const auto& element : elements_) {
        auto object = pdf.makeIndirectObject(written(element, pages[element.page], language));
        object.replaceKey("/P", document);
        kids.appendItem(object);
        auto parent = object;
        if (element.link) {
            parent = write_link(pdf, object, pages[element.page], links[*element.link]);
            words_of_links[*element.link] = parent;
        }
        for (std::size_t i = 0; i < element.contents.size(); ++i) parents[element.page].appendItem(parent);
        done(object);
    }
    document.replaceKey("/K", kids);
    auto numbers = QPDFObjectHandle::newArray();
    for (std::size_t page = 0; page < pages.size(); ++page) {
        auto dictionary = pages[page];
        dictionary.replaceKey("/StructParents", QPDFObjectHandle::newInteger(static_cast<long long>(page)));
        dictionary.replaceKey("/Tabs", pdf_name("S"));
        numbers.appendItem(QPDFObjectHandle::newInteger(static_cast<long long>(page)));
        numbers.appendItem(pdf.makeIndirectObject(parents[page]));
    }
    for (std::size_t link = 0; link < links.size(); ++link) {
        numbers.appendItem(QPDFObjectHandle::newInteger(static_cast<long long>(pages.size() + link)));
        numbers.appendItem(words_of_links[link]);
    }
    auto parent_tree = QPDFObjectHandle::newDictionary();
    parent_tree.replaceKey("/Nums", numbers);
    root.replaceKey("/K", document);
    root.replaceKey("/ParentTree", pdf.makeIndirectObject(parent_tree));
    root.replaceKey("/ParentTreeNextKey",
                    QPDFObjectHandle::newInteger(static_cast<long long>(pages.size() + links.size())));
    pdf.getRoot().replaceKey("/StructTreeRoot", root);
    pdf.getRoot().replaceKey("/MarkInfo", QPDFObjectHandle::parse("<</Marked true>>"));
}

}  // namespace render
