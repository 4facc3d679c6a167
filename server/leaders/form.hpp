#pragma once

#include "server/answer.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace server::leaders {

/// A file that came with a form.
struct Upload {
    std::string field;
    std::string bytes;
};

/// What somebody typed, field by field: UTF-8 without control characters, spaces around it taken off.
class Form {
 public:
    Form() = default;

    /// Of a body (application/x-www-form-urlencoded or multipart/form-data). Empty optional: no form that can
    /// be read.
    static std::optional<Form> of_body(const Request& request);
    /// Of what stands behind the '?'.
    static Form of_query(std::string_view query);

    /// Empty when it was not sent.
    std::string text(std::string_view name) const;
    bool has(std::string_view name) const;
    std::vector<std::string> all(std::string_view name) const;
    /// Empty when it is no whole number.
    std::optional<int> number(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& fields() const { return fields_; }
    const std::vector<Upload>& uploads() const { return uploads_; }

    void add(std::string name, std::string_view value);
    void add_upload(Upload upload) { uploads_.push_back(std::move(upload)); }

 private:
    std::vector<std::pair<std::string, std::string>> fields_;
    std::vector<Upload> uploads_;
};

/// How many characters (code points) a text has.
std::size_t characters_in(std::string_view text);

/// One line of text, no longer than that many characters; empty is one too.
bool is_one_line(std::string_view text, std::size_t longest);

inline constexpr std::size_t longest_account_name = 40;  // characters

/// As it may stand in an address: "a b" → "a%20b".
std::string in_address(std::string_view text);

}  // namespace server::leaders
