#include "render/pdf/source_pdf.hpp"

#include "catalogue/catalogue.hpp"
#include "render/imposed_side.hpp"
#include "render/imposition.hpp"
#include "render/pdf/document.hpp"
#include "render/pdf/page_boxes.hpp"

#include <cstddef>
#include <exception>
#include <filesystem>
#include <fstream>
#include <ios>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include <fmt/format.h>
#include <qpdf/Constants.h>
#include <qpdf/Pipeline.hh>
#include <qpdf/Pl_Discard.hh>
#include <qpdf/Pl_String.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFAcroFormDocumentHelper.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFSystemError.hh>

namespace render {

namespace {

constexpr std::streamoff slack = 1024;  // how far viewers look for head and end (ISO 32000-1 annex H.3)

bool is_pdf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string head(static_cast<std::size_t>(slack), '\0');
    stream.read(head.data(), slack);
    return head.find("%PDF-") != std::string::npos;
}

/// A file that was cut off while it was copied can often be mended, but then pages are missing and nobody is
/// told. Its end is what it has lost for certain.
bool has_its_end(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary | std::ios::ate);
    const std::streamoff size = stream.tellg();
    stream.seekg(size > slack ? size - slack : 0);
    std::string end(static_cast<std::size_t>(slack), '\0');
    stream.read(end.data(), slack);
    return end.find("%%EOF") != std::string::npos;
}

void keep_only(QPDFObjectHandle dictionary, const std::set<std::string>& keys) {
    for (const std::string& key : dictionary.getKeys()) {
        if (!keys.contains(key)) dictionary.removeKey(key);
    }
}

QPDFObjectHandle box_array(const UserBox& box) {
    return QPDFObjectHandle::newFromRectangle({box.left, box.bottom, box.right, box.top});
}

}  // namespace

SourcePdf::SourcePdf(const std::filesystem::path& file) : file_(file) {
    pdf_.setSuppressWarnings(true);  // they are told in our own words, once
    try {
        open();
        read_pages();
    } catch (const catalogue::CannotWork&) {
        throw;
    } catch (const QPDFSystemError& error) {
        throw catalogue::CannotWork("The file " + file_.string() + " cannot be read (" + error.what() +
                                    "): look whether the name is right.");
    } catch (const QPDFExc& error) {
        refuse_as_damaged(error.getMessageDetail());
    } catch (const std::exception& error) {
        refuse_as_damaged(error.what());
    }
}

void SourcePdf::refuse_as_damaged(const std::string& detail) const {
    throw catalogue::CannotWork(fmt::format(
        "The file {} is damaged ({}): fetch it again, or save it again in the program that made it.",
        file_.string(), detail));
}

void SourcePdf::open() {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file_, error)) {
        throw catalogue::CannotWork("There is no file " + file_.string() +
                                    ": look whether the name is right.");
    }
    if (!is_pdf(file_)) {
        throw catalogue::CannotWork("The file " + file_.string() +
                                    " is not a PDF: save it as a PDF in the program that made it.");
    }
    try {
        pdf_.processFile(file_.c_str());
    } catch (const QPDFExc& failure) {
        if (failure.getErrorCode() != qpdf_e_password) throw;
    }
    if (pdf_.isEncrypted()) {
        throw catalogue::CannotWork("The file " + file_.string() +
                                    " is encrypted: save it without a password first.");
    }
    if (!has_its_end(file_)) refuse_as_damaged("its end is missing");
}

void SourcePdf::read_pages() {
    QPDFObjectHandle root = pdf_.getRoot();
    QPDFObjectHandle preferences = root.getKey("/ViewerPreferences");
    reads_from_right_ =
        preferences.isDictionary() && preferences.getKey("/Direction").isNameAndEquals("/R2L");

    QPDFObjectHandle promised = root.getKey("/Pages").getKey("/Count");
    pages_ = pdf_.getAllPages();
    if (promised.isInteger() && promised.getIntValue() != static_cast<long long>(pages_.size())) {
        refuse_as_damaged(
            fmt::format("it should have {} pages and has {}", promised.getIntValue(), pages_.size()));
    }
    if (pages_.empty()) {
        throw catalogue::CannotWork("The file " + file_.string() +
                                    " has no pages: look whether it is the right file.");
    }
    QPDFAcroFormDocumentHelper(pdf_).generateAppearancesIfNeeded();
    QPDFPageDocumentHelper(pdf_).flattenAnnotations(an_print, an_hidden);
    for (std::size_t i = 0; i < pages_.size(); ++i) {
        boxes_.push_back(boxes_of(QPDFPageObjectHelper(pages_[i]), static_cast<int>(i) + 1));
    }
    forms_.resize(pages_.size());
}

std::vector<SourcePage> SourcePdf::pages() const {
    std::vector<SourcePage> pages;
    for (const PageBoxes& boxes : boxes_) pages.push_back(upright(boxes));
    return pages;
}

const PageBoxes& SourcePdf::boxes(PageNumber page) const {
    return boxes_[static_cast<std::size_t>(page) - 1];
}

QPDFObjectHandle SourcePdf::form(PageNumber page) {
    QPDFObjectHandle& form = forms_[static_cast<std::size_t>(page) - 1];
    if (!form.isInitialized()) form = make_form(page);
    return form;
}

QPDFObjectHandle SourcePdf::make_form(PageNumber number) {
    QPDFObjectHandle page = pages_[static_cast<std::size_t>(number) - 1];
    QPDFPageObjectHelper attributes(page);
    QPDFObjectHandle form = contents_of(page, number);
    QPDFObjectHandle dictionary = form.getDict();
    keep_only(dictionary, {"/Filter", "/DecodeParms"});
    dictionary.replaceKey("/Type", pdf_name("XObject"));
    dictionary.replaceKey("/Subtype", pdf_name("Form"));
    dictionary.replaceKey("/BBox", box_array(boxes(number).ink));
    QPDFObjectHandle resources = attributes.getAttribute("/Resources", false);
    dictionary.replaceKey("/Resources",
                          resources.isDictionary() ? resources : QPDFObjectHandle::newDictionary());
    QPDFObjectHandle group = attributes.getAttribute("/Group", false);
    if (group.isDictionary()) dictionary.replaceKey("/Group", group);
    return form;
}

/// One stream stays as it was coded; several are joined, for a form has only one (ISO 32000-1 §7.8.2: they
/// may be parted between any two tokens).
QPDFObjectHandle SourcePdf::contents_of(QPDFObjectHandle page, PageNumber number) {
    QPDFObjectHandle contents = page.getKey("/Contents");
    const auto streams = QPDFPageObjectHelper(page).getPageContents();
    const std::size_t expected = contents.isArray() ? static_cast<std::size_t>(contents.getArrayNItems())
                                                    : std::size_t{page.hasKey("/Contents")};
    const bool lost = contents.isIndirect() && contents.isNull();
    const auto damaged = [&] {
        refuse_as_damaged(fmt::format("what stands on page {} cannot be read", number));
    };
    if (lost || streams.size() != expected) damaged();

    const bool one = streams.size() == 1;
    std::string joined;
    Pl_String keep("joined", nullptr, joined);
    Pl_Discard discard;
    for (QPDFObjectHandle stream : streams) {
        Pipeline* sink = one ? static_cast<Pipeline*>(&discard) : &keep;
        if (!stream.pipeStreamData(sink, 0, qpdf_dl_generalized, true)) damaged();
        joined += '\n';
    }
    return one ? QPDFObjectHandle(streams.front()).copyStream() : deflated_stream(pdf_, joined);
}

void SourcePdf::replace_pages(const std::vector<QPDFObjectHandle>& pages) {
    for (const QPDFObjectHandle& page : pages_) pdf_.removePage(page);
    for (const QPDFObjectHandle& page : pages) pdf_.addPage(page, false);
    keep_only(pdf_.getRoot(),
              {"/Type", "/Pages", "/Version", "/Extensions", "/OCProperties", "/OutputIntents", "/Lang"});
    QPDFObjectHandle trailer = pdf_.getTrailer();
    QPDFObjectHandle about = trailer.getKey("/Info");
    QPDFObjectHandle trapped = about.isDictionary() ? about.getKey("/Trapped") : QPDFObjectHandle::newNull();
    keep_only(trailer, {"/Root", "/Size"});
    auto information = QPDFObjectHandle::newDictionary();
    information.replaceKey("/Producer", pdf_text("In Beeld"));
    if (trapped.isName()) information.replaceKey("/Trapped", trapped);
    trailer.replaceKey("/Info", pdf_.makeIndirectObject(information));
}

std::optional<std::string> SourcePdf::complaint() {
    const auto warnings = pdf_.getWarnings();  // it forgets what it returns
    if (warnings.empty()) return std::nullopt;
    return warnings.front().getMessageDetail();
}

}  // namespace render
