#include "ingest/iptc.hpp"

#include "ingest/bytes.hpp"
#include "ingest/capture_notes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ingest {

namespace {

std::size_t number_at(ByteView bytes, std::size_t at, std::size_t length) {
    std::size_t number = 0;
    for (std::size_t i = 0; i < length; ++i) number = number << 8 | bytes[at + i];
    return number;
}

std::size_t even(std::size_t length) {
    return length + length % 2;
}

/// The IPTC record: "8BIM", identifier, name and data, each of the last two padded to an even length (Adobe
/// Photoshop File Formats, image resource blocks). Empty when there is none.
ByteView iptc_in(ByteView resources) {
    constexpr std::string_view label = "8BIM";
    constexpr std::size_t iptc = 0x0404;
    while (resources.size() >= label.size() + 8 &&
           std::equal(label.begin(), label.end(), resources.begin())) {
        const std::size_t name = even(std::size_t{resources[6]} + 1);
        const std::size_t head = label.size() + 2 + name + 4;
        if (resources.size() < head) return {};
        const std::size_t length = number_at(resources, head - 4, 4);
        if (length > resources.size() - head) return {};
        if (number_at(resources, label.size(), 2) == iptc) return resources.subspan(head, length);
        resources = resources.subspan(std::min(resources.size(), head + even(length)));
    }
    return {};
}

/// A dataset of the application record; empty when there is none.
std::string dataset(ByteView record, std::uint8_t number) {
    constexpr std::size_t head = 5;  // marker, record, dataset, length
    constexpr std::uint8_t marker = 0x1C;
    while (record.size() >= head && record[0] == marker) {
        const std::size_t length =
            number_at(record, 3, 2);  // longer than 32767: of another kind, and not ours
        if (length > record.size() - head) return {};
        const ByteView value = record.subspan(head, length);
        if (record[1] == 2 && record[2] == number) return {value.begin(), value.end()};
        record = record.subspan(head + length);
    }
    return {};
}

bool is_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void add_time_from_iptc(CaptureNotes& notes, ByteView image_resources) {
    if (!notes.taken.empty()) return;
    const ByteView record = iptc_in(image_resources);
    constexpr std::uint8_t date_created = 55;  // CCYYMMDD
    constexpr std::uint8_t time_created = 60;  // HHMMSS, and the offset from UTC: ±HHMM
    const std::string date = dataset(record, date_created);
    const std::string time = dataset(record, time_created);
    if (date.size() != 8 || !is_digits(date) || time.size() < 6 || !is_digits(time.substr(0, 6))) return;
    notes.taken = checked_time(date.substr(0, 4) + ':' + date.substr(4, 2) + ':' + date.substr(6) + ' ' +
                               time.substr(0, 2) + ':' + time.substr(2, 2) + ':' + time.substr(4, 2));
}

}  // namespace ingest
