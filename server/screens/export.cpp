#include "server/screens/export.hpp"

#include "catalogue/catalogue.hpp"
#include "catalogue/screens.hpp"
#include "ingest/ingest.hpp"
#include "render/render.hpp"
#include "server/fingerprint.hpp"
#include "server/screens/playlist.hpp"

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <ios>
#include <regex>
#include <string>
#include <system_error>
#include <vector>

#include <Poco/Exception.h>
#include <Poco/Pipe.h>
#include <Poco/Process.h>
#include <fmt/core.h>

namespace server {

namespace {

namespace fs = std::filesystem;

constexpr auto list_name = "lijst.txt";
constexpr auto film_name = "film.mp4";

// Photos of an earlier export there may not be allowed any more. Only what we named ourselves is removed.
void empty_of_ours(const fs::path& folder) {
    static const std::regex ours(R"(\d{3}\.(jpg|png)|film\.mp4|lijst\.txt|slides\.ffconcat)");
    std::error_code error;
    fs::create_directories(folder, error);
    if (!fs::is_directory(folder, error)) {
        throw catalogue::CannotWork(
            fmt::format("{} cannot be made; name a folder that you may write in", folder.string()));
    }
    std::vector<fs::path> gone;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (std::regex_match(entry.path().filename().string(), ours)) gone.push_back(entry.path());
    }
    for (const fs::path& file : gone) fs::remove(file, error);
}

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream stream(file, std::ios::binary);
    stream << bytes;
    if (!stream.flush()) {
        throw catalogue::CannotWork(fmt::format("{} cannot be written; is the disk full?", file.string()));
    }
}

void write_slide(const ClearedForScreen& photo, const std::string& valid, const fs::path& jpeg) {
    const fs::path painted = fs::path(jpeg).replace_extension(".png");
    render::paint_screen_slide(photo, valid, painted);
    write(jpeg, ingest::web_picture(painted, 1920, ingest::WebFormat::Jpeg));
    fs::remove(painted);
}

// Each slide so long, and the last again, as the format wants it: what that adds is cut off. Televisions take
// a film of this size for one in the colours of BT.709, whatever it says; so it is, and says so. The encoder
// does not sign it.
bool make_film(const fs::path& folder, int slides, int seconds) {
    std::string list = "ffconcat version 1.0\n";
    for (int number = 1; number <= slides; ++number) {
        list += fmt::format("file {:03}.jpg\nduration {}\n", number, seconds);
    }
    list += fmt::format("file {:03}.jpg\n", slides);
    const fs::path script = folder / "slides.ffconcat";
    write(script, list);
    int failed = 1;
    try {
        const std::vector<std::string> arguments = {"-nostdin",
                                                    "-loglevel",
                                                    "error",
                                                    "-y",
                                                    "-safe",
                                                    "0",
                                                    "-f",
                                                    "concat",
                                                    "-i",
                                                    script.string(),
                                                    "-vf",
                                                    "scale=out_color_matrix=bt709:out_range=tv,"
                                                    "format=yuv420p,setparams=color_primaries=bt709:"
                                                    "color_trc=bt709:colorspace=bt709",
                                                    "-t",
                                                    fmt::format("{}", slides * seconds),
                                                    "-r",
                                                    "25",
                                                    "-c:v",
                                                    "libx264",
                                                    "-preset",
                                                    "veryfast",
                                                    "-crf",
                                                    "20",
                                                    "-map_metadata",
                                                    "-1",
                                                    "-fflags",
                                                    "+bitexact",
                                                    "-flags:v",
                                                    "+bitexact",
                                                    "-movflags",
                                                    "+faststart",
                                                    (folder / film_name).string()};
        failed = Poco::Process::launch("ffmpeg", arguments).wait();
    } catch (const Poco::Exception&) {
        failed = 1;
    }
    std::error_code error;
    fs::remove(script, error);
    if (failed != 0) fs::remove(folder / film_name, error);
    return failed == 0;
}

}  // namespace

Exported export_slides(const catalogue::Invocation& invocation, const ExportOrder& order) {
    auto catalogue = catalogue::Catalogue::open(invocation.library, catalogue::Access::ReadWrite);
    const catalogue::Day today = invocation.today();
    const Playlist shown(catalogue.cleared<catalogue::Channel::PracticeScreen>(today),
                         catalogue::Screens(invocation.library).kept_off(order.practice), today);
    empty_of_ours(order.folder);
    Exported made;
    const std::string valid = "Geldig tot " + in_dutch(order.until);
    catalogue::NewOutput output;
    output.channel = catalogue::Channel::PracticeScreen;
    output.kind = "screen folder";
    output.title = fmt::format("Scherm {}, geldig tot {}", order.practice.value, in_dutch(order.until));
    output.built_at = invocation.moment();
    std::string list = valid + "\nDaarna weghalen, ook van de stick.\n";
    for (const ClearedForScreen* photo : shown.in_order()) {
        const std::string name = fmt::format("{:03}.jpg", ++made.slides);
        write_slide(*photo, valid, order.folder / name);
        list += fmt::format("{} {}\n", name, (*photo)->address);
        catalogue::OutputItem item = output_item(**photo);
        item.caption = false;
        output.items.push_back(item);
    }
    if (made.slides == 0)
        throw catalogue::CannotWork("Nothing may be shown there today, so nothing was made");
    if (make_film(order.folder, made.slides, order.seconds)) made.film = film_name;
    write(order.folder / list_name, list);
    output.file = output.bytes = fs::absolute(order.folder / list_name);
    output.pages = made.slides;
    try {
        const catalogue::OutputId id = catalogue.record_output(output);
        made.output = id.value;
        const std::string run = catalogue.enter(catalogue::EnterPrinted{id, today, 1, ""});
        catalogue::EnterPlaced placed;
        placed.run = {run};
        placed.channel = catalogue::Channel::PracticeScreen;
        placed.where = "Televisie, map met foto's";
        placed.practice = order.practice.value;
        placed.quantity = 1;
        placed.since = today;
        placed.until = order.until;
        placed.state = "playing";
        made.placement = catalogue.enter(placed);
    } catch (const catalogue::CannotWork&) {
        empty_of_ours(order.folder);  // what is not in the ledger must not stay
        throw;
    }
    return made;
}

}  // namespace server
