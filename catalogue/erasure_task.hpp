#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What erasing somebody leaves to people, so that each page words it in its own language.
namespace catalogue {

/// Only ids and codes: no name of anybody.
struct ErasureTask {
    enum class Kind {
        SharedCamera,   // values: the photo. It was set aside: look whose it is, or erase it
        OnOthersPhoto,  // values: the code, the photo. A version without them is to be made
        WasPrinted,     // values: the output, its kind ("poster"). Ask for it back
        MakeAgain,      // values: the output, its kind. The file was erased
        NameInText      // values: the text, the code that stands there now. The maker approves it anew
    };

    Kind kind = Kind::SharedCamera;
    std::vector<std::string> values;

    bool operator==(const ErasureTask&) const = default;
};

/// The sentence of Erasure::tasks.
std::string in_dutch(const ErasureTask& task);

/// The task that in_dutch() words as this sentence; empty: none.
std::optional<ErasureTask> erasure_task(std::string_view sentence);

}  // namespace catalogue
