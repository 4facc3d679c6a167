#include "catalogue/database/side_file.hpp"

#include "catalogue/database/sqlite.hpp"
#include "catalogue/failure.hpp"

#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

namespace catalogue::database {

Connection open_side_file(const std::filesystem::path& library, std::string_view name,
                          std::span<const char* const> parts) {
    const std::filesystem::path file = library / name;
    const int made = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (made < 0) {
        throw CannotWork(
            fmt::format("{} cannot be made; check that the library is there and whose it is", file.string()));
    }
    ::close(made);
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
