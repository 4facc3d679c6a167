#include "render/site_pages.hpp"

#include "catalogue/catalogue.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <CLI/CLI.hpp>

namespace render {

namespace {

/// A beginning that a telephone opens, and letters that need no care in an address.
bool is_address(std::string_view text) {
    const bool opens = text.starts_with("https://") || text.starts_with("http://");
    const auto is_plain = [](char c) { return c > ' ' && c < '\x7f' && c != '"' && c != '<' && c != '>'; };
    return opens && text.size() > std::string_view("https://").size() &&
           std::all_of(text.begin(), text.end(), is_plain);
}

}  // namespace

SitePages::SitePages(std::string site, const catalogue::Catalogue& catalogue, catalogue::Day today)
    : site_(std::move(site)) {
    if (site_.empty()) return;
    if (!is_address(site_)) {
        throw catalogue::CannotWork("\"" + site_ +
                                    "\" is no address of a site; write it as https://foto.example.org.");
    }
    while (site_.ends_with('/')) site_.pop_back();
    shown_ = catalogue.cleared<catalogue::Channel::Site>(today);
}

std::string SitePages::page_of(const catalogue::PhotoId& photo, catalogue::NameForm on_paper) const {
    const auto there =
        std::find_if(shown_.begin(), shown_.end(), [&](const auto& shown) { return shown->photo == photo; });
    if (there == shown_.end()) return {};
    if (!tells_no_more_than((*there)->name.form, on_paper)) return {};
    return site_ + "/foto/" + (*there)->address;
}

void add_site_option(CLI::App& command, std::string& site) {
    command
        .add_option("--site", site,
                    "Where people find the site, for codes that lead to it; without it, address in the "
                    "settings' [serve]")
        ->type_name("https://…");
}

std::string site_address(const CLI::App& command, const std::string& typed) {
    if (!typed.empty()) return typed;
    const CLI::App* all = command.get_parent();
    if (all == nullptr) return {};
    for (const CLI::App* serve :
         all->get_subcommands([](const CLI::App* one) { return one->check_name("serve"); })) {
        const CLI::Option* address = serve->get_option_no_throw("--address");
        if (address != nullptr && address->count() > 0) return address->as<std::string>();
    }
    return {};
}

}  // namespace render
