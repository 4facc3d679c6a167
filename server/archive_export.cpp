#include "server/archive_export.hpp"

#include "catalogue/catalogue.hpp"
#include "ingest/ingest.hpp"
#include "server/whole_file.hpp"

#include <array>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <fstream>
#include <ios>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <fmt/format.h>

namespace server {

namespace {

namespace fs = std::filesystem;
using Poco::JSON::Array;
using Poco::JSON::Object;
using ClearedForArchive = catalogue::Cleared<catalogue::Channel::ArchiveKeep>;

constexpr std::array sizes = {320, 1280, 1920};

using Pixels = ingest::PictureSize;

void write(const fs::path& file, std::string_view bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream out(file, std::ios::binary);
    out << bytes;
    if (!out.flush()) {
        throw catalogue::CannotWork("The file " + file.string() +
                                    " cannot be written: choose another folder, or make room on the disk.");
    }
}

void write(const fs::path& file, const Object& json) {
    std::ostringstream text;
    json.stringify(text, 1);
    write(file, text.str() + "\n");
}

/// A language map (Presentation 3.0 §4.4). "none": a name is of no language.
Object in_languages(const catalogue::Words& words, const std::string& otherwise) {
    Object map;
    for (const catalogue::Wording& wording : words) {
        Array one;
        one.add(wording.text);
        map.set(wording.language.empty() ? "none" : wording.language, one);
    }
    if (map.size() > 0) return map;
    Array none;
    none.add(otherwise);
    map.set("nl", none);
    return map;
}

Object pair(const Object& label, const Object& value) {
    Object both;
    both.set("label", label);
    both.set("value", value);
    return both;
}

/// One photo in its folder, beside the others.
class Canvas {
 public:
    Canvas(const ClearedForArchive& photo, fs::path folder, std::string address)
        : photo_(photo), folder_(std::move(folder)), address_(std::move(address)) {}

    /// Nothing when no picture of it has been made.
    std::optional<Object> write_all() {
        const std::vector<Pixels> made = write_sizes();
        if (made.empty()) return std::nullopt;
        write(folder_ / "master.jpg", whole_file(photo_->picture.master));
        write_service(made);
        return canvas(made.back());
    }

 private:
    std::vector<Pixels> write_sizes() {
        std::vector<Pixels> made;
        for (const int size : sizes) {
            const auto file = photo_.rendition(size);
            if (!file) continue;
            const std::string jpeg = whole_file(*file);
            const auto pixels = ingest::size_of_picture(jpeg);
            // A small picture has the same pixels in every size.
            if (!pixels || (!made.empty() && made.back().width == pixels->width)) continue;
            write(
                folder_ / "full" / fmt::format("{},{}", pixels->width, pixels->height) / "0" / "default.jpg",
                jpeg);
            made.push_back(*pixels);
        }
        if (!made.empty()) {  // what viewers ask for that want all of it (Image 3.0 §4.2)
            fs::create_directories(folder_ / "full" / "max" / "0");
            fs::copy_file(folder_ / path_of(made.back()), folder_ / "full" / "max" / "0" / "default.jpg");
        }
        return made;
    }

    static std::string path_of(const Pixels& pixels) {
        return fmt::format("full/{},{}/0/default.jpg", pixels.width, pixels.height);
    }

    void write_service(const std::vector<Pixels>& made) const {
        Array listed;
        for (const Pixels& pixels : made) {
            Object size;
            size.set("type", "Size");
            size.set("width", pixels.width);
            size.set("height", pixels.height);
            listed.add(size);
        }
        Object info;
        info.set("@context", "http://iiif.io/api/image/3/context.json");
        info.set("id", address_);
        info.set("type", "ImageService3");
        info.set("protocol", "http://iiif.io/api/image");
        info.set("profile", "level0");
        info.set("width", made.back().width);
        info.set("height", made.back().height);
        info.set("sizes", listed);
        write(folder_ / "info.json", info);
    }

    static void set_size(Object& object, const Pixels& pixels) {
        object.set("width", pixels.width);
        object.set("height", pixels.height);
    }

    Object painting(const Pixels& pixels) const {
        Object service;
        service.set("id", address_);
        service.set("type", "ImageService3");
        service.set("profile", "level0");
        Array services;
        services.add(service);
        Object body;
        body.set("id", address_ + "/" + path_of(pixels));
        body.set("type", "Image");
        body.set("format", "image/jpeg");
        set_size(body, pixels);
        body.set("service", services);
        Object annotation;
        annotation.set("id", address_ + "/annotation");
        annotation.set("type", "Annotation");
        annotation.set("motivation", "painting");
        annotation.set("body", body);
        annotation.set("target", address_ + "/canvas");
        return annotation;
    }

    Object canvas(const Pixels& pixels) const {
        Array annotations;
        annotations.add(painting(pixels));
        Object page;
        page.set("id", address_ + "/page");
        page.set("type", "AnnotationPage");
        page.set("items", annotations);
        Array pages;
        pages.add(page);
        Object master;
        master.set("id", address_ + "/master.jpg");
        master.set("type", "Image");
        master.set("format", "image/jpeg");
        master.set("label", in_languages({}, "Zoals gemaakt"));
        Array renderings;
        renderings.add(master);
        Object canvas;
        canvas.set("id", address_ + "/canvas");
        canvas.set("type", "Canvas");
        canvas.set("label", in_languages(photo_->title, "Zonder titel"));
        set_size(canvas, pixels);
        canvas.set("metadata", said());
        canvas.set("rendering", renderings);
        canvas.set("items", pages);
        return canvas;
    }

    Array said() const {
        Array said;
        if (!photo_->name.text.empty()) {
            catalogue::Words names{{"none", photo_->name.text}};
            names.insert(names.end(), photo_->name.native.begin(), photo_->name.native.end());
            said.add(pair(in_languages({}, "Maker"), in_languages(names, "")));
        }
        if (!photo_->caption.empty())
            said.add(pair(in_languages({}, "Bijschrift"), in_languages(photo_->caption, "")));
        if (!photo_->alt.empty()) said.add(pair(in_languages({}, "Te zien"), in_languages({}, photo_->alt)));
        return said;
    }

    const ClearedForArchive& photo_;
    fs::path folder_;
    std::string address_;
};

void refuse_bad(const ArchiveOrder& order) {
    const bool is_address = order.address.starts_with("https://") || order.address.starts_with("http://");
    if (!is_address || order.address.find_first_of(" \"<>\\") != std::string::npos) {
        throw catalogue::CannotWork("The address " + order.address +
                                    " is none: say where the archive will have it, with https:// before it.");
    }
    if (fs::exists(order.folder) && !fs::is_empty(order.folder)) {
        throw catalogue::CannotWork("The folder " + order.folder.string() +
                                    " is not empty: choose another, so that nothing old stays in it.");
    }
}

Object manifest_of(const catalogue::Course& course, const std::string& address, const Array& canvases) {
    Object manifest;
    manifest.set("@context", "http://iiif.io/api/presentation/3/context.json");
    manifest.set("id", address + "/manifest.json");
    manifest.set("type", "Manifest");
    manifest.set("label", in_languages({}, course.title.empty() ? "In Beeld" : course.title));
    if (!course.organisation.empty()) {
        manifest.set("requiredStatement",
                     pair(in_languages({}, "Van"), in_languages({}, course.organisation)));
    }
    manifest.set("items", canvases);
    return manifest;
}

}  // namespace

Archived export_archive(const catalogue::Invocation& invocation, const ArchiveOrder& order) {
    refuse_bad(order);
    auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadWrite);
    std::string address = order.address;
    while (address.ends_with('/')) address.pop_back();
    const fs::path whole = fs::absolute(order.folder).lexically_normal();
    const fs::path unfinished = whole.string() + ".unfinished";
    fs::remove_all(unfinished);
    catalogue::NewOutput output;
    output.channel = catalogue::Channel::ArchiveKeep;
    output.kind = "iiif folder";
    output.title = "Voor het archief";
    output.built_at = invocation.moment();
    Archived made;
    Array canvases;
    for (const auto& photo : catalogue.cleared<catalogue::Channel::ArchiveKeep>(invocation.today())) {
        // By its public address: a number would tell how many there are that nobody may see.
        Canvas canvas(photo, unfinished / photo->address, address + "/" + photo->address);
        const auto written = canvas.write_all();
        if (!written) continue;
        canvases.add(*written);
        output.items.push_back(output_item(*photo));
        ++made.photos;
    }
    if (made.photos == 0)
        throw catalogue::CannotWork("Nothing may be kept in an archive today, so nothing was made");
    write(unfinished / "manifest.json", manifest_of(catalogue.course(), address, canvases));
    output.file = whole / "manifest.json";
    output.bytes = unfinished / "manifest.json";
    try {
        made.output = catalogue.record_output(output).value;
    } catch (const std::exception&) {
        std::error_code ignored;
        fs::remove_all(unfinished, ignored);
        throw;
    }
    std::error_code ignored;
    fs::remove(whole, ignored);  // empty
    fs::rename(unfinished, whole);
    return made;
}

}  // namespace server
