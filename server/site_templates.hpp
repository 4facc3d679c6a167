#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <variant>
#include <vector>

namespace server {

struct Fields;

/// What a template is filled with: words (escaped where they are put), a part that is shown or not, or a part
/// that is repeated.
using Field = std::variant<std::string, bool, std::vector<Fields>>;

struct Fields {
    std::map<std::string, Field> by_name;

    Fields& put(const std::string& name, Field field) {
        by_name[name] = std::move(field);
        return *this;
    }
};

/// The site's pages: mustache templates, which escape whatever is put in them.
/// Reads templates/site/*.mustache once. Throws catalogue::CannotWork, naming file and line, for a template
/// that could let something through unescaped (SERVER §3.4).
class SiteTemplates {
 public:
    /// more_assets: a folder of files that are not the site's own, when they do not lie among these already.
    explicit SiteTemplates(const std::filesystem::path& folder,
                           const std::filesystem::path& more_assets = {});
    /// Pages of another folder that must all be there. `words`: what stands for [[key]] in them, so that a
    /// page can be in several languages; a key that is not among them is refused like an unsafe template.
    SiteTemplates(const std::filesystem::path& folder, const std::vector<std::string>& pages,
                  const std::map<std::string, std::string>& words);

    /// Throws std::logic_error when the template names a field that is not given: silence would hide a
    /// mistake.
    std::string fill(const std::string& page, const Fields& fields) const;

    /// A file of templates/site/assets, or empty when there is none of that name. Read at the start, never by
    /// a path that somebody sent.
    const std::string* asset(const std::string& name) const;

    /// Whether photos can be looked at large without leaving the page: by a package that may not be there.
    bool has_lightbox() const;

 private:
    void read_assets(const std::filesystem::path& folder);

    std::map<std::string, std::string> pages_;
    std::map<std::string, std::string> assets_;
};

}  // namespace server
