#include "catalogue/late_library.hpp"

#include "catalogue/failure.hpp"

#include <memory>
#include <string>

#include <Poco/Exception.h>
#include <Poco/SharedLibrary.h>
#include <fmt/core.h>

namespace catalogue {

namespace {

CannotWork cannot_be_used(const Poco::Exception& error, const std::string& package) {
    return CannotWork(fmt::format("A library cannot be loaded ({}): install the package {}.",
                                  error.displayText(), package));
}

}  // namespace

LateLibrary::LateLibrary(const std::string& file, const std::string& package) : package_(package) {
    try {
        library_ = std::make_unique<Poco::SharedLibrary>(file, Poco::SharedLibrary::SHLIB_LOCAL);
    } catch (const Poco::Exception& error) {
        throw cannot_be_used(error, package_);
    }
}

LateLibrary::~LateLibrary() = default;

void* LateLibrary::place_of(const char* name) const {
    try {
        return library_->getSymbol(name);
    } catch (const Poco::Exception& error) {
        throw cannot_be_used(error, package_);
    }
}

}  // namespace catalogue
