#include "catalogue/database/side_file.hpp"

#include "catalogue/database/sqlite.hpp"
#include "catalogue/failure.hpp"

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

#include <fmt/format.h>
#include <sys/stat.h>

namespace catalogue::database {

Connection open_side_file(const std::filesystem::path& library, std::string_view name,
                          std::span<const char* const> parts) {
    const std::filesystem::path file = library / name;
    // Made without being opened: whoever closes a file of a database, even once, gives up the locks of all of
    // this process's connections to it (sqlite.org/howtocorrupt.html §2.2). Another program then takes itself
    // for the last one, removes the log of what was written, and what is written here after that is in no
    // file any more.
    if (::mknod(file.c_str(), S_IFREG | 0600, 0) != 0 && errno != EEXIST) {
        throw CannotWork(
            fmt::format("{} cannot be made; check that the library is there and whose it is", file.string()));
    }
    Connection connection(file, Mode::ReadWrite);
    Transaction transaction(connection);
    auto asked = connection.prepare("PRAGMA user_version");
    asked.next();
    const auto known = static_cast<std::size_t>(asked.number(0));
    if (known > parts.size()) {
        throw CannotWork("This library was made by a newer inbeeld; install the newest inbeeld");
    }
    for (const char* part : parts.subspan(known)) connection.run(part);
    connection.run(fmt::format("PRAGMA user_version = {}", parts.size()));
    transaction.commit();
    return connection;
}

}  // namespace catalogue::database
