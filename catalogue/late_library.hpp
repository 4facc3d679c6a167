#pragma once

#include <memory>
#include <string>

namespace Poco {
class SharedLibrary;
}

namespace catalogue {

/// A shared library that is loaded while running, for the first who needs it: some bring dozens of others
/// along, and most commands never use them. What was found in it stays for as long as the process lives.
class LateLibrary {
 public:
    /// file: with the version of its interface, which that of the headers must be: "libvips.so.42". Throws
    /// CannotWork when it is not installed; package: which one that is in Debian.
    LateLibrary(const std::string& file, const std::string& package);
    ~LateLibrary();
    LateLibrary(const LateLibrary&) = delete;
    LateLibrary& operator=(const LateLibrary&) = delete;

    /// Throws CannotWork when there is no such function.
    template <class Function>
    void find(Function*& function, const char* name) const {
        // NOLINTNEXTLINE(*-reinterpret-cast): all that a library's table says of a function is where it is
        function = reinterpret_cast<Function*>(place_of(name));
    }

 private:
    void* place_of(const char* name) const;

    std::string package_;
    std::unique_ptr<Poco::SharedLibrary> library_;
};

}  // namespace catalogue
