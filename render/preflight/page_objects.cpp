#include "render/pdf/qpdf.hpp"
#include "render/preflight/image_inks.hpp"
#include "render/preflight/ink_canvas.hpp"
#include "render/preflight/ink_map.hpp"
#include "render/preflight/page_reader.hpp"
#include "render/preflight/printed_colour.hpp"
#include "render/preflight/printed_page.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

// What PageReader does with images and forms.
namespace render {

namespace {

constexpr int deepest_form = 12;

std::string filter_of(QPDFObjectHandle image) {
    QPDFObjectHandle filter = image.getDict().getKey("/Filter");
    if (filter.isArray() && filter.getArrayNItems() > 0) filter = filter.getArrayItem(0);
    return filter.isName() ? filter.getName().substr(1) : "";
}

/// Whether a JPEG still has the segments that cameras write (APP1: Exif and XMP, APP13: IPTC).
bool carries_metadata(QPDFObjectHandle& image, const std::string& filter) {
    if (filter != "DCTDecode" && filter != "DCT") return false;
    const auto bytes = image.getRawStreamData();
    const unsigned char* at = bytes->getBuffer();
    std::size_t left = bytes->getSize();
    constexpr unsigned char first_scan = 0xDA;
    if (left < 2) return false;
    at += 2;
    left -= 2;
    while (left >= 4 && at[0] == 0xFF && at[1] != first_scan) {
        const std::size_t length = 2 + (static_cast<std::size_t>(at[2]) << 8 | at[3]);
        if (at[1] == 0xE1 || at[1] == 0xED) return true;
        if (length > left) return false;
        at += length;
        left -= length;
    }
    return false;
}

int size_in(QPDFObjectHandle& dictionary, const char* key) {
    QPDFObjectHandle value = dictionary.getKey(key);
    constexpr long long most = 1'000'000;
    return value.isInteger() ? static_cast<int>(std::clamp(value.getIntValue(), 0LL, most)) : 0;
}

bool is_true(QPDFObjectHandle value) {
    return value.isBool() && value.getBoolValue();
}

/// Keys that may be cut short in inline images (ISO 32000-1 table 93).
std::string in_full(const std::string& key) {
    static const std::map<std::string, std::string> keys{{"/BPC", "/BitsPerComponent"},
                                                         {"/CS", "/ColorSpace"},
                                                         {"/D", "/Decode"},
                                                         {"/DP", "/DecodeParms"},
                                                         {"/F", "/Filter"},
                                                         {"/H", "/Height"},
                                                         {"/W", "/Width"},
                                                         {"/IM", "/ImageMask"},
                                                         {"/I", "/Interpolate"}};
    const auto found = keys.find(key);
    return found == keys.end() ? key : found->second;
}

}  // namespace

void PageReader::paint_object() {
    QPDFObjectHandle object = resource("/XObject", name(0));
    if (!object.isStream()) return;
    QPDFObjectHandle kind = object.getDict().getKey("/Subtype");
    if (kind.isNameAndEquals("/Image")) paint_image(object);
    if (kind.isNameAndEquals("/PS")) page_.has_postscript = true;
    if (kind.isNameAndEquals("/Form") && depth_ < deepest_form) paint_form(object);
}

void PageReader::begin_inline_image() {
    inline_image_ = QPDFObjectHandle::newDictionary();
    for (std::size_t i = 0; i + 1 < operands_.size(); i += 2) {
        if (operands_[i].isName())
            inline_image_.replaceKey(in_full(operands_[i].getName()), operands_[i + 1]);
    }
}

void PageReader::paint_inline_image(const std::string& data) {
    if (!inline_image_.isDictionary()) return;
    QPDFObjectHandle image = QPDFObjectHandle::newStream(&page_.pdf, data);
    image.replaceDict(inline_image_);
    allowance_.pay_bytes(static_cast<std::int64_t>(data.size()));
    paint_image(image);
}

void PageReader::paint_image(QPDFObjectHandle image) {
    QPDFObjectHandle dictionary = image.getDict();
    const bool is_stencil = is_true(dictionary.getKey("/ImageMask"));
    PrintedMark placed = mark(PrintedMark::Kind::Image);
    std::tie(placed.x, placed.y) = canvas_.on_page(0.5, 0.5);
    const auto [across, down] = canvas_.sides_of_unit();
    const std::string filter = filter_of(image);
    QPDFObjectHandle bits = dictionary.getKey("/BitsPerComponent");
    placed.image = {size_in(dictionary, "/Width"),    size_in(dictionary, "/Height"), 0, filter,
                    dictionary.hasKey("/Alternates"), carries_metadata(image, filter)};
    placed.image.is_bitmap = is_stencil || (bits.isInteger() && bits.getIntValue() == 1);
    if (across > 0 && down > 0) {
        placed.image.ppi = std::min(placed.image.width / across, placed.image.height / down) * 72;
    }
    placed.transparent = placed.transparent || dictionary.getKey("/SMask").isStream();
    std::optional<SmallInks> inks;
    if (is_stencil) {
        if (placed.colour.measured) inks = inks_of_stencil(image, in_bytes(state_.fill.inks), allowance_);
    } else {
        const ColourSpace space = colour_space(dictionary.getKey("/ColorSpace"), resources_);
        placed.colour = {space.space, space.managed, space.one_plate, space.name, {}, false};
        constexpr double most_wide = 20000;
        const int wanted = static_cast<int>(std::ceil(std::min(across, most_wide) * InkMap::ppi / 72));
        inks = inks_of_image(image, space, wanted, press_, allowance_);
    }
    if (inks && !state_.masked) {
        if (state_.blends) ++page_.not_measured["how colours blend"];
        canvas_.image(*inks, state_.fill_alpha);
    } else {
        ++page_.not_measured["images of a rare kind"];
    }
    add(std::move(placed));
}

void PageReader::paint_form(QPDFObjectHandle form) {
    QPDFObjectHandle dictionary = form.getDict();
    QPDFObjectHandle matrix = dictionary.getKey("/Matrix");
    QPDFObjectHandle resources = dictionary.getKey("/Resources");
    QPDFObjectHandle box = dictionary.getKey("/BBox");
    QPDFObjectHandle group = dictionary.getKey("/Group");
    if (group.isDictionary() && group.getKey("/S").isNameAndEquals("/Transparency")) {
        page_.has_transparency_group = true;
        const bool as_one = state_.blends || state_.masked || state_.fill_alpha < 1;
        if (as_one) ++page_.not_measured["how colours blend"];
    }
    save();
    if (matrix.isMatrix()) {
        const auto m = matrix.getArrayAsMatrix();
        canvas_.transform({m.a, m.b, m.c, m.d, m.e, m.f});
    }
    if (box.isRectangle()) {
        const auto corners = box.getArrayAsRectangle();
        canvas_.rectangle(corners.llx, corners.lly, corners.urx - corners.llx, corners.ury - corners.lly);
        canvas_.end_path(FillRule::Winding);
    }
    ++depth_;
    read(form, resources.isDictionary() ? resources : resources_);
    --depth_;
    restore();
}

}  // namespace render
