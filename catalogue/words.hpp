#pragma once

#include <string>
#include <vector>

namespace catalogue {

/// Words in one language.
struct Wording {
    std::string language;  // BCP 47: "nl", "ar", "ti"
    std::string text;      // UTF-8, NFC

    friend bool operator==(const Wording&, const Wording&) = default;
};

/// The same words in the languages they were approved in; Dutch first where there is Dutch. May be empty.
using Words = std::vector<Wording>;

}  // namespace catalogue
