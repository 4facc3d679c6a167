#pragma once

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"

#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace server {

/// Sizes of a photo on the site, by its longer side.
inline constexpr int web_sizes[] = {320, 640, 960, 1280, 1920};

/// A file to send, and what it is.
struct WebFile {
    std::filesystem::path path;
    std::string type;
};

/// The best that has been made of this size for a browser that accepts these media types: AVIF, WebP or JPEG.
/// A size that has not been made yet is answered with the next larger one that has. `rendition` tells where
/// the JPEG of a size lies.
std::optional<WebFile> best_picture(const std::function<std::optional<std::filesystem::path>(int)>& rendition,
                                    int size, const std::string& accept);

/// Accept: which of them such a browser understands, as text: "avifwebp", or less.
std::string codings_accepted(std::string_view accept);

/// A few hundred bytes that look like the photo from far away, as a data: address; empty when there is none
/// yet. Made from the smallest rendition, kept beside it.
std::string blur_of(const std::filesystem::path& smallest_rendition);

/// Asked between two pieces of work whether to go on with the next.
using GoesOn = std::function<bool()>;

/// Makes what is missing for the site and the screens, one picture after the other, whenever there is
/// something new; on a thread of its own, which gives way to all others.
class PictureMaker {
 public:
    /// afterwards: called whenever all pictures are there, on the same thread.
    PictureMaker(std::filesystem::path library, std::function<catalogue::Day()> today,
                 std::function<void(const GoesOn&)> afterwards);
    ~PictureMaker();
    PictureMaker(const PictureMaker&) = delete;
    PictureMaker& operator=(const PictureMaker&) = delete;

    /// Begins nothing more; what is being made is finished by when this is destroyed.
    void stop();

 private:
    void run();
    bool pause();
    bool goes_on();
    void make_missing();
    void make(const catalogue::Catalogue& catalogue, const catalogue::Picture& picture, bool for_screens);
    void keep(const catalogue::Picture& picture, const std::filesystem::path& path,
              const std::string& bytes) const;

    std::filesystem::path library_;
    std::function<catalogue::Day()> today_;
    std::function<void(const GoesOn&)> afterwards_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses the others
};

}  // namespace server
