#include "render/pdf/navigation.hpp"

#include "render/page.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/qpdf.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace render {

namespace {

void write_bookmarks(QPDF& pdf, const Publication& publication, const std::vector<QPDFObjectHandle>& pages) {
    std::vector<QPDFObjectHandle> items;
    auto outline = pdf.makeIndirectObject(QPDFObjectHandle::parse("<</Type /Outlines>>"));
    for (const auto& bookmark : publication.bookmarks) {
        if (bookmark.page >= pages.size()) continue;
        auto target = QPDFObjectHandle::newArray();
        target.appendItem(pages[bookmark.page]);
        target.appendItem(pdf_name("Fit"));
        auto item = QPDFObjectHandle::newDictionary();
        item.replaceKey("/Title", pdf_text(bookmark.title));
        item.replaceKey("/Parent", outline);
        item.replaceKey("/Dest", target);
        items.push_back(pdf.makeIndirectObject(item));
    }
    if (items.empty()) return;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (i > 0) items[i].replaceKey("/Prev", items[i - 1]);
        if (i + 1 < items.size()) items[i].replaceKey("/Next", items[i + 1]);
    }
    outline.replaceKey("/First", items.front());
    outline.replaceKey("/Last", items.back());
    outline.replaceKey("/Count", QPDFObjectHandle::newInteger(static_cast<long long>(items.size())));
    pdf.getRoot().replaceKey("/Outlines", outline);
}

void write_labels(QPDF& pdf, const Publication& publication) {
    const auto& pages = publication.pages;
    if (std::all_of(pages.begin(), pages.end(), [](const Page& page) { return page.label.empty(); })) return;
    auto numbers = QPDFObjectHandle::newArray();
    for (std::size_t i = 0; i < pages.size(); ++i) {
        auto label = QPDFObjectHandle::newDictionary();
        label.replaceKey("/P", pdf_text(pages[i].label));
        numbers.appendItem(QPDFObjectHandle::newInteger(static_cast<long long>(i)));
        numbers.appendItem(label);
    }
    auto tree = QPDFObjectHandle::newDictionary();
    tree.replaceKey("/Nums", numbers);
    pdf.getRoot().replaceKey("/PageLabels", tree);
}

}  // namespace

void write_navigation(QPDF& pdf, const Publication& publication, const std::vector<QPDFObjectHandle>& pages) {
    write_bookmarks(pdf, publication, pages);
    write_labels(pdf, publication);
}

}  // namespace render
