#pragma once

#include <stdexcept>

namespace catalogue {

/// The command could not work at all and a person can mend it. what() is one sentence: what, where, what to
/// do.
struct CannotWork : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A course file that cannot be taken in. what() names the record and field.
struct CourseFileBroken : CannotWork {
    using CannotWork::CannotWork;
};

/// Another process is writing to this library.
struct LibraryInUse : CannotWork {
    using CannotWork::CannotWork;
};

}  // namespace catalogue
