#include "render/preflight/other_reading.hpp"

#include "render/pdf/profiles.hpp"
#include "render/preflight/ink_map.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ios>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>  // mkdtemp
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;  // NOLINT(*-redundant-declaration): POSIX leaves it to the program

namespace render {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t most_bytes = 4UL * 6000 * 6000 + 1000;

fs::path found_program() {
    for (const char* path : {"/usr/bin/gs", "/usr/local/bin/gs"}) {
        if (::access(path, X_OK) == 0) return path;
    }
    return {};
}

/// What a program wrote before it ended or its time was over.
class Output {
 public:
    explicit Output(const std::vector<std::string>& command) {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0) return;
        reading_ = ends[0];
        posix_spawn_file_actions_t actions{};
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        std::vector<char*> arguments;
        arguments.reserve(command.size() + 1);
        for (const std::string& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
        arguments.push_back(nullptr);
        if (::posix_spawn(&child_, arguments[0], &actions, nullptr, arguments.data(), environ) != 0) {
            child_ = 0;
        }
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;
    ~Output() {
        if (child_ > 0) {
            ::kill(child_, SIGKILL);
            ::waitpid(child_, nullptr, 0);
        }
        if (reading_ >= 0) ::close(reading_);
    }

    std::optional<std::string> whole(milliseconds patience) {
        if (child_ <= 0) return std::nullopt;
        const auto until = steady_clock::now() + patience;
        std::string bytes;
        std::vector<char> part(1 << 16);
        while (true) {
            const auto left = std::chrono::duration_cast<milliseconds>(until - steady_clock::now());
            pollfd waiting{reading_, POLLIN, 0};
            const int ready = ::poll(&waiting, 1, static_cast<int>(std::max(left, milliseconds{0}).count()));
            if (ready < 0 && errno == EINTR) continue;
            if (ready <= 0) return std::nullopt;
            const ssize_t got = ::read(reading_, part.data(), part.size());
            if (got < 0) return std::nullopt;
            if (got == 0) break;
            bytes.append(part.data(), static_cast<std::size_t>(got));
            if (bytes.size() > most_bytes) return std::nullopt;
        }
        int status = 0;
        ::waitpid(std::exchange(child_, 0), &status, 0);
        if (status != 0) return std::nullopt;  // ended as it should, with 0
        return bytes;
    }

 private:
    pid_t child_ = 0;
    int reading_ = -1;
};

/// A picture of four plates (PAM of Netpbm, DEPTH 4).
struct Plates {
    int width = 0;
    int height = 0;
    std::string_view inks;
};

std::optional<Plates> read_pam(std::string_view pam) {
    constexpr std::string_view end = "ENDHDR\n";
    const std::size_t body = pam.find(end);
    if (!pam.starts_with("P7\n") || body == std::string_view::npos) return std::nullopt;
    const std::string_view head = pam.substr(0, body);
    const auto number = [&](std::string_view name) {
        int value = 0;
        const std::size_t at = head.find(name);
        if (at == std::string_view::npos) return value;
        const char* begin = head.data() + at + name.size();
        std::from_chars(begin, head.data() + head.size(), value);
        return value;
    };
    Plates plates{number("WIDTH "), number("HEIGHT "), pam.substr(body + end.size())};
    const auto pixels = static_cast<std::size_t>(plates.width) * static_cast<std::size_t>(plates.height);
    if (plates.width <= 0 || plates.height <= 0 || number("DEPTH ") != 4 || plates.inks.size() != 4 * pixels)
        return std::nullopt;
    return plates;
}

/// A place on a picture, 0 to 1 from the left and from the top.
struct Place {
    double across = 0;
    double down = 0;
};

/// Where a place of the unturned page lies when the page is turned clockwise.
Place turned(const Place& place, int degrees) {
    switch (degrees) {
        case 90:
            return {1 - place.down, place.across};
        case 180:
            return {1 - place.across, 1 - place.down};
        case 270:
            return {place.down, 1 - place.across};
        default:
            return place;
    }
}

std::array<std::uint8_t, 4> ink_at(const Plates& plates, const Place& place) {
    const int column = std::min(static_cast<int>(place.across * plates.width), plates.width - 1);
    const int row = std::min(static_cast<int>(place.down * plates.height), plates.height - 1);
    const std::size_t at = 4 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(plates.width) +
                                static_cast<std::size_t>(column));
    std::array<std::uint8_t, 4> ink{};
    for (std::size_t i = 0; i < ink.size(); ++i) ink.at(i) = static_cast<std::uint8_t>(plates.inks[at + i]);
    return ink;
}

/// The nearest pixel of the turned picture for each of the unturned map.
InkMap unturned(const Plates& plates, const OtherReading::Wanted& wanted) {
    InkMap map{wanted.width, wanted.height, {}};
    map.inks.reserve(static_cast<std::size_t>(wanted.width) * static_cast<std::size_t>(wanted.height));
    for (int y = 0; y < wanted.height; ++y) {
        for (int x = 0; x < wanted.width; ++x) {
            const Place place{(x + 0.5) / wanted.width, (y + 0.5) / wanted.height};
            map.inks.push_back(ink_at(plates, turned(place, wanted.turned)));
        }
    }
    return map;
}

}  // namespace

std::optional<std::string> with_letters_as_outlines(const std::string& pdf) {
    constexpr milliseconds longest{10'000};
    const fs::path program = found_program();
    std::string made = (fs::temp_directory_path() / "inbeeld-XXXXXX").string();
    if (program.empty() || ::mkdtemp(made.data()) == nullptr) return std::nullopt;
    const fs::path folder = made;
    const fs::path file = folder / "logo.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    const std::vector<std::string> command{program.string(), "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE",
                                           "-dShowAnnots=false", "-dNoOutputFonts", "-sDEVICE=pdfwrite",
                                           // Colours stay what they are; what becomes ink is decided here.
                                           "-sColorConversionStrategy=LeaveColorUnchanged", "-dFirstPage=1",
                                           "-dLastPage=1", "-sstdout=%stderr", "-sOutputFile=-",
                                           file.string()};
    auto bytes = Output(command).whole(longest);
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return bytes;
}

OtherReading::OtherReading(const fs::path& file, const std::string& press_icc)
    : file_(fs::absolute(file)), program_(found_program()) {
    if (program_.empty() || !is_press_profile(press_icc)) return;
    std::string folder = (fs::temp_directory_path() / "inbeeld-XXXXXX").string();
    if (::mkdtemp(folder.data()) == nullptr) return;
    folder_ = folder;
    std::ofstream(folder_ / "press.icc", std::ios::binary) << press_icc;
}

OtherReading::~OtherReading() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
}

std::optional<InkMap> OtherReading::read(const Wanted& wanted) {
    constexpr milliseconds longest{20'000};  // a page
    if (program_.empty() || left_ <= milliseconds{0} || wanted.media_height <= 0) return std::nullopt;
    std::vector<std::string> command{
        program_.string(), "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-dShowAnnots=false",
        // Colours that are inks already stay what they are.
        "-sDEVICE=pamcmyk32", "-dOverprint=/simulate", "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4",
        fmt::format("-r{:.3f}", 72.0 * wanted.height / wanted.media_height),
        fmt::format("-dFirstPage={}", wanted.page), fmt::format("-dLastPage={}", wanted.page),
        "-sstdout=%stderr", "-sOutputFile=-"};
    if (!folder_.empty()) {
        const std::string profile = (folder_ / "press.icc").string();
        command.push_back("--permit-file-read=" + profile);
        command.push_back("-sDefaultCMYKProfile=" + profile);
        command.push_back("-sOutputICCProfile=" + profile);
    }
    command.push_back(file_.string());
    const auto begun = steady_clock::now();
    const auto bytes = Output(command).whole(std::min(longest, left_));
    left_ -= std::chrono::duration_cast<milliseconds>(steady_clock::now() - begun);
    const auto plates = bytes ? read_pam(*bytes) : std::nullopt;
    if (!plates) return std::nullopt;
    return unturned(*plates, wanted);
}

}  // namespace render
