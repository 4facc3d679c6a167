#include "server/leaders/words_file.hpp"

#include "catalogue/catalogue.hpp"

#include <filesystem>
#include <fstream>
#include <ios>
#include <map>
#include <string>
#include <vector>

#include <Poco/Dynamic/Var.h>
#include <Poco/Exception.h>
#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>
#include <fmt/core.h>

namespace server::leaders {

std::map<std::string, std::string> read_words(const std::filesystem::path& file) {
    std::ifstream text(file, std::ios::binary);
    std::map<std::string, std::string> words;
    try {
        Poco::JSON::Parser parser;
        const auto object = parser.parse(text).extract<Poco::JSON::Object::Ptr>();
        for (const auto& [key, value] : *object) words[key] = value.extract<std::string>();
    } catch (const Poco::Exception& error) {
        throw catalogue::CannotWork(
            fmt::format("The words in {} cannot be read ({}); install In Beeld again.", file.string(),
                        error.displayText()));
    }
    return words;
}

std::vector<std::string> page_names() {
    return {"access",     "again",      "booklet", "cards",        "paper",   "choosing", "course",
            "erase",      "erased",     "history", "looking",      "message", "people",   "person",
            "person_new", "photo",      "photos",  "places",       "refusal", "report",   "form_in",
            "retouch",    "screens",    "sign_in", "sign_in_code", "code",    "stop",     "talk",
            "talk_end",   "talk_start", "today",   "together",     "welcome", "whose",    "words"};
}

}  // namespace server::leaders
