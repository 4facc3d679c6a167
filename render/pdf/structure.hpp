#pragma once

#include "render/page.hpp"
#include "render/pdf/qpdf.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace render {

/// What a reader that speaks is told of the pages: elements in the order in which they are read, each with
/// the numbers of its pieces of content (ISO 32000-1 §14.7).
class StructureTree {
 public:
    struct Element {
        std::string type;  // standard structure type: "P", "H1", "Figure"
        std::string language;
        std::string alt;
        std::string box;  // of a figure, as PDF numbers: "0 0 10 10"
        std::size_t page = 0;
        std::vector<int> contents;
        std::optional<std::size_t> link;  // number of the annotation that it is the words of
    };

    /// Begins an element on a page; add_content() gives its pieces.
    void begin(Element element) { elements_.push_back(std::move(element)); }
    /// The number of the next piece of content on the current element's page.
    int add_content();
    bool empty() const { return elements_.empty(); }

    /// Puts the tree into the catalogue of the file and the pages' numbers into the pages. links: the
    /// annotations by number, whose StructParent is the count of pages and that number.
    /// done: is given each element that changes no more.
    void write(QPDF& pdf, const std::vector<QPDFObjectHandle>& pages,
               const std::vector<QPDFObjectHandle>& links, const std::string& language,
               const std::function<void(QPDFObjectHandle)>& done) const;

 private:
    std::vector<Element> elements_;
    std::vector<int> used_;  // numbers given out, by page
};

}  // namespace render
