#include "catalogue/zip_file.hpp"

#include "catalogue/failure.hpp"
#include "catalogue/files.hpp"

#include <exception>
#include <filesystem>
#include <fstream>
#include <ios>
#include <sstream>

#include <Poco/DateTime.h>
#include <Poco/DateTimeParser.h>
#include <Poco/Exception.h>
#include <Poco/Path.h>
#include <Poco/Zip/Compress.h>
#include <Poco/Zip/ZipCommon.h>
#include <fmt/format.h>

namespace catalogue {

namespace {

Poco::DateTime time_of(const std::string& moment) {
    Poco::DateTime time;
    int zone = 0;
    const bool known = Poco::DateTimeParser::tryParse("%Y-%m-%dT%H:%M:%S", moment, time, zone);
    return known ? time : Poco::DateTime{2000, 1, 1};
}

}  // namespace

void write_zip(const std::filesystem::path& path, const ZipContents& contents) {
    const Poco::DateTime time = time_of(contents.moment);
    std::ostringstream bytes;
    try {
        Poco::Zip::Compress zip(bytes, true);
        for (const auto& [name, text] : contents.texts) {
            std::istringstream in(text);
            zip.addFile(in, time, Poco::Path{name, Poco::Path::PATH_UNIX}, Poco::Zip::ZipCommon::CM_DEFLATE);
        }
        for (const auto& [name, file] : contents.files) {
            std::ifstream in(file, std::ios::binary);
            if (!in)
                throw CannotWork(fmt::format("{} cannot be read; look after the library", file.string()));
            zip.addFile(in, time, Poco::Path{name, Poco::Path::PATH_UNIX}, Poco::Zip::ZipCommon::CM_STORE);
        }
        zip.close();
    } catch (const Poco::Exception& error) {
        throw CannotWork(fmt::format("{} cannot be made ({})", path.string(), error.displayText()));
    }
    write_whole(path, bytes.str());
}

}  // namespace catalogue
