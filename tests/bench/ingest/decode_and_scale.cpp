// What decoding every photo once and scaling it costs, and nothing else: the measure for the speed of ingest.
//
//   decode_and_scale FILE...      on all processors; prints the seconds that it took

#include "ingest/files.hpp"
#include "ingest/jpeg_decode.hpp"
#include "ingest/jpeg_structure.hpp"
#include "ingest/pictures.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdio>
#include <string_view>
#include <thread>
#include <vector>

#include <fmt/core.h>

namespace {

void work_on(const char* file) {
    const ingest::Bytes jpeg = ingest::read_file(file);
    const auto structure = ingest::parse_jpeg(jpeg);
    if (!structure) return;
    const auto decoded =
        ingest::decode(jpeg, *structure, {ingest::rendition_sizes.back(), ingest::PixelForm::Planes});
    if (decoded.planes) ingest::make_renditions(*decoded.planes, 1);
    if (decoded.pixels) ingest::make_renditions(*decoded.pixels, {});
}

}  // namespace

int main(int count, char** arguments) {
    const std::vector<const char*> files(arguments + 1, arguments + count);
    std::atomic<std::size_t> next = 0;
    const auto begin = std::chrono::steady_clock::now();
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) {
        threads.emplace_back([&] {
            for (std::size_t at = next++; at < files.size(); at = next++) work_on(files[at]);
        });
    }
    for (std::thread& thread : threads) thread.join();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    fmt::print("{:.3f}\n", took.count());
}
