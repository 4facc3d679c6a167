#include "server/screens/feed.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "server/screens/playlist.hpp"
#include "server/words.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <Poco/JSON/Array.h>
#include <Poco/JSON/Object.h>
#include <Poco/SAX/AttributesImpl.h>
#include <Poco/XML/XMLWriter.h>
#include <fmt/core.h>

namespace server {

namespace {

using Poco::JSON::Array;
using Poco::JSON::Object;
using Poco::XML::AttributesImpl;
using Poco::XML::XMLWriter;

// A photo is off our own screens within seconds; a system that only polls comes close.
constexpr int ask_again_seconds = 60;
constexpr auto heading = "In Beeld";
constexpr auto about = "Foto's uit de wijk. Toon alleen wat hierin staat, en niet langer dan aangegeven.";

std::string utc(std::chrono::system_clock::time_point moment) {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(moment);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%FT%TZ", &parts)};
}

std::string valid_until(const catalogue::Screen& screen, const FeedPlace& place) {
    return utc(place.now + std::chrono::seconds(screen.wishes.lease_seconds));
}

// What one photo needs in either form.
struct FeedItem {
    const ClearedForScreen& photo;
    std::string picture;  // its address, whole
    std::uintmax_t bytes = 0;
    catalogue::Wording title;
    std::string caption;
};

std::string text_in(const catalogue::Words& words, const std::string& language) {
    const catalogue::Wording* found = wording_in(words, language);
    return found == nullptr ? std::string{} : found->text;
}

std::vector<FeedItem> items_of(const Playlist& shown, const FeedPlace& place) {
    std::vector<FeedItem> items;
    for (const ClearedForScreen* photo : shown.in_order()) {
        const auto file = screen_picture_file(*photo, 1920);
        if (!file) continue;
        std::error_code error;
        const std::uintmax_t bytes = std::filesystem::file_size(*file, error);
        const catalogue::Wording title = leading_title((*photo)->title);
        items.push_back({*photo, fmt::format("{}/beeld/{}/1920", place.root, (*photo)->address),
                         error ? 0 : bytes, title, text_in((*photo)->caption, title.language)});
    }
    return items;
}

// Title, caption and name in one piece, for systems that have one place for words.
std::string all_words(const FeedItem& item) {
    std::string words = item.title.text;
    if (!item.caption.empty()) words += "\n" + item.caption;
    const std::string& name = item.photo->name.text;
    return name.empty() ? words : words + "\n" + name;
}

Array::Ptr translations(const FeedItem& item) {
    Array::Ptr all = new Array;
    for (const catalogue::Wording& title : item.photo->title) {
        Object::Ptr one = new Object(Poco::JSON_PRESERVE_KEY_ORDER);
        one->set("language", title.language);
        one->set("direction", direction_of(title.language));
        one->set("title", title.text);
        one->set("caption", text_in(item.photo->caption, title.language));
        all->add(one);
    }
    return all;
}

Object::Ptr as_json(const FeedItem& item) {
    Object::Ptr picture = new Object(Poco::JSON_PRESERVE_KEY_ORDER);
    picture->set("url", item.picture);
    picture->set("mime_type", "image/jpeg");
    picture->set("size_in_bytes", item.bytes);
    Array::Ptr attachments = new Array;
    attachments->add(picture);
    Object::Ptr more = new Object(Poco::JSON_PRESERVE_KEY_ORDER);
    more->set("alt", item.photo->alt);
    more->set("upright", is_upright(item.photo->picture));
    more->set("texts", translations(item));
    Object::Ptr json = new Object(Poco::JSON_PRESERVE_KEY_ORDER);
    json->set("id", item.photo->address);
    json->set("title", item.title.text);
    json->set("content_text", all_words(item));
    json->set("language", item.title.language);
    json->set("image", item.picture);
    if (!item.photo->name.text.empty()) {
        Object::Ptr author = new Object;
        author->set("name", item.photo->name.text);
        Array::Ptr authors = new Array;
        authors->add(author);
        json->set("authors", authors);
    }
    json->set("attachments", attachments);
    json->set("_inbeeld", more);
    return json;
}

// XML 1.0 has no way to write these, and a program that reads it would refuse the whole feed.
std::string without_controls(std::string text) {
    std::erase_if(text, [](unsigned char c) { return c < 0x20 && c != '\n' && c != '\t'; });
    return text;
}

void element(XMLWriter& xml, const std::string& name, const std::string& text,
             const AttributesImpl& attributes = {}) {
    xml.startElement("", "", name, attributes);
    xml.characters(without_controls(text));
    xml.endElement("", "", name);
}

AttributesImpl attributes(const std::vector<std::pair<std::string, std::string>>& pairs) {
    AttributesImpl all;
    for (const auto& [name, value] : pairs) all.addAttribute("", "", name, "CDATA", without_controls(value));
    return all;
}

void write_item(XMLWriter& xml, const FeedItem& item, const std::string& until, int seconds) {
    const std::string bytes = fmt::format("{}", item.bytes);
    xml.startElement("", "", "item");
    element(xml, "title", item.title.text);
    element(xml, "description", all_words(item));
    element(xml, "link", item.picture);
    element(xml, "guid", item.photo->address, attributes({{"isPermaLink", "false"}}));
    element(xml, "enclosure", "",
            attributes({{"url", item.picture}, {"length", bytes}, {"type", "image/jpeg"}}));
    xml.startElement("", "", "media:content",
                     attributes({{"url", item.picture},
                                 {"fileSize", bytes},
                                 {"type", "image/jpeg"},
                                 {"medium", "image"},
                                 {"duration", fmt::format("{}", seconds)}}));
    if (!item.photo->alt.empty()) {
        element(xml, "media:description", item.photo->alt, attributes({{"type", "plain"}}));
    }
    if (!item.photo->name.text.empty()) {
        element(xml, "media:credit", item.photo->name.text, attributes({{"role", "photographer"}}));
    }
    xml.endElement("", "", "media:content");
    element(xml, "dcterms:valid", "end=" + until + "; scheme=W3C-DTF");
    xml.endElement("", "", "item");
}

}  // namespace

std::string json_feed(const Playlist& shown, const catalogue::Screen& screen, const FeedPlace& place) {
    Array::Ptr items = new Array;
    for (const FeedItem& item : items_of(shown, place)) items->add(as_json(item));
    Object::Ptr lease = new Object(Poco::JSON_PRESERVE_KEY_ORDER);
    lease->set("version", shown.version_for(screen));
    lease->set("valid_until", valid_until(screen, place));
    lease->set("lease_seconds", screen.wishes.lease_seconds);
    lease->set("ask_again_seconds", ask_again_seconds);
    lease->set("seconds_each", screen.wishes.seconds);
    lease->set("hours", screen.wishes.hours);
    Object feed(Poco::JSON_PRESERVE_KEY_ORDER);
    feed.set("version", "https://jsonfeed.org/version/1.1");
    feed.set("title", heading);
    feed.set("description", about);
    feed.set("language", "nl");
    feed.set("feed_url", place.root + "/feed.json");
    feed.set("expired", false);
    feed.set("_inbeeld", lease);
    feed.set("items", items);
    std::ostringstream text;
    feed.stringify(text);
    return text.str();
}

std::string rss_feed(const Playlist& shown, const catalogue::Screen& screen, const FeedPlace& place) {
    std::ostringstream text;
    XMLWriter xml(text, XMLWriter::WRITE_XML_DECLARATION | XMLWriter::PRETTY_PRINT);
    xml.startDocument();
    xml.startElement("", "", "rss",
                     attributes({{"version", "2.0"},
                                 {"xmlns:atom", "http://www.w3.org/2005/Atom"},
                                 {"xmlns:media", "http://search.yahoo.com/mrss/"},
                                 {"xmlns:dcterms", "http://purl.org/dc/terms/"}}));
    xml.startElement("", "", "channel");
    element(xml, "title", heading);
    element(xml, "link", place.root);
    element(xml, "description", about);
    element(xml, "language", "nl");
    element(xml, "ttl", fmt::format("{}", ask_again_seconds / 60));
    element(
        xml, "atom:link", "",
        attributes({{"href", place.root + "/feed.xml"}, {"rel", "self"}, {"type", "application/rss+xml"}}));
    const std::string until = valid_until(screen, place);
    element(xml, "dcterms:valid", "end=" + until + "; scheme=W3C-DTF");
    for (const FeedItem& item : items_of(shown, place)) write_item(xml, item, until, screen.wishes.seconds);
    xml.endElement("", "", "channel");
    xml.endElement("", "", "rss");
    xml.endDocument();
    return text.str();
}

}  // namespace server
