#include "server/leaders/form.hpp"

#include "server/answer.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <istream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include <Poco/Exception.h>
#include <Poco/Net/HTMLForm.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/MessageHeader.h>
#include <Poco/Net/NameValueCollection.h>
#include <Poco/Net/PartHandler.h>
#include <Poco/StreamCopier.h>
#include <Poco/URI.h>
#include <Poco/UTF8Encoding.h>

namespace server::leaders {

namespace {

namespace net = Poco::Net;

constexpr int most_fields = 1000;
constexpr int longest_value = 64 * 1024;

class Parts : public net::PartHandler {
 public:
    explicit Parts(Form& form) : form_(form) {}

    void handlePart(const net::MessageHeader& header, std::istream& bytes) override {
        std::string disposition;
        net::NameValueCollection named;
        if (header.has("Content-Disposition")) {
            net::MessageHeader::splitParameters(header["Content-Disposition"], disposition, named);
        }
        // Read as a stream, so that it knows that it ended: else the part behind it is taken along.
        Upload upload{named.get("name", ""), {}};
        Poco::StreamCopier::copyToString(bytes, upload.bytes);
        if (!upload.bytes.empty()) form_.add_upload(std::move(upload));
    }

 private:
    Form& form_;
};

// What is no UTF-8, and control characters other than the end of a line, are left out: they are never typed.
std::string as_typed(std::string_view value) {
    static const Poco::UTF8Encoding utf8;
    std::string text;
    for (std::size_t at = 0; at < value.size();) {
        const auto* bytes = reinterpret_cast<const unsigned char*>(value.data() + at);
        const int length = utf8.sequenceLength(bytes, 1);
        const std::size_t size = length < 1 ? 1 : static_cast<std::size_t>(length);
        const bool whole =
            length >= 1 && at + size <= value.size() && utf8.queryConvert(bytes, static_cast<int>(size)) >= 0;
        const bool control =
            size == 1 && (*bytes < 0x20 || *bytes == 0x7F) && *bytes != '\n' && *bytes != '\t';
        // Characters that turn the direction of what follows could make a name read as another one.
        const std::string_view one = value.substr(at, size);
        const bool turns = one >= "\xE2\x80\xAA" && one <= "\xE2\x80\xAE";
        const bool isolates = one >= "\xE2\x81\xA6" && one <= "\xE2\x81\xA9";
        if (whole && !control && !(size == 3 && (turns || isolates))) text.append(one);
        at += size;
    }
    const auto first = text.find_first_not_of(" \n\t");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \n\t") - first + 1);
}

}  // namespace

void Form::add(std::string name, std::string_view value) {
    fields_.emplace_back(std::move(name), as_typed(value));
}

std::optional<Form> Form::of_body(const Request& request) {
    const bool known = request.content_type.starts_with("application/x-www-form-urlencoded") ||
                       request.content_type.starts_with("multipart/form-data");
    if (!known) return std::nullopt;
    Form form;
    try {
        net::HTTPRequest asked(net::HTTPRequest::HTTP_POST, "/", net::HTTPMessage::HTTP_1_1);
        asked.setContentType(request.content_type);
        asked.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
        std::istringstream bytes(request.body);
        Parts parts(form);
        net::HTMLForm read;
        read.setFieldLimit(most_fields);
        read.setValueLengthLimit(longest_value);
        read.load(asked, bytes, parts);
        for (const auto& [name, value] : read) form.add(name, value);
    } catch (const Poco::Exception&) {
        return std::nullopt;
    }
    return form;
}

Form Form::of_query(std::string_view query) {
    Form form;
    while (!query.empty()) {
        const std::string_view one = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(one.size() + 1, query.size()));
        const std::size_t equals = std::min(one.find('='), one.size());
        std::string name;
        std::string value;
        try {
            Poco::URI::decode(std::string{one.substr(0, equals)}, name, true);
            Poco::URI::decode(std::string{one.substr(std::min(equals + 1, one.size()))}, value, true);
        } catch (const Poco::Exception&) {
            continue;
        }
        form.add(name, value);
    }
    return form;
}

std::string Form::text(std::string_view name) const {
    const auto found = std::ranges::find(fields_, name, [](const auto& field) { return field.first; });
    return found == fields_.end() ? std::string{} : found->second;
}

bool Form::has(std::string_view name) const {
    return std::ranges::any_of(fields_, [&](const auto& field) { return field.first == name; });
}

std::vector<std::string> Form::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [field, value] : fields_) {
        if (field == name) values.push_back(value);
    }
    return values;
}

std::optional<int> Form::number(std::string_view name) const {
    const std::string value = text(name);
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (value.empty() || error != std::errc{} || end != value.data() + value.size()) return std::nullopt;
    return number;
}

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool is_one_line(std::string_view text, std::size_t longest) {
    return characters_in(text) <= longest && text.find('\n') == std::string_view::npos;
}

std::string in_address(std::string_view text) {
    std::string coded;
    Poco::URI::encode(std::string{text}, "!#$&'()*+,/:;=?@[]", coded);
    return coded;
}

}  // namespace server::leaders
