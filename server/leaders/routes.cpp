#include "server/leaders/routes.hpp"

#include "server/leaders/rooms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace server::leaders {

namespace {

constexpr std::array table = {
    Route{Method::Get, "/inloggen", Least::Anybody, sign_in_page},
    Route{Method::Post, "/inloggen", Least::Anybody, sign_in},
    Route{Method::Get, "/welkom/:", Least::Anybody, welcome_page},
    Route{Method::Post, "/welkom/:", Least::Anybody, welcome},
    Route{Method::Post, "/uitloggen", Least::Trainer, sign_out},
    Route{Method::Post, "/opnieuw", Least::Trainer, send_again},
    Route{Method::Get, "/toegang", Least::Leader, access_page},
    Route{Method::Post, "/toegang", Least::Leader, add_account},
    Route{Method::Post, "/toegang/sluiten", Least::Leader, close_account},
    Route{Method::Post, "/toegang/link", Least::Leader, new_password_link},

    Route{Method::Get, "/", Least::Trainer, today_page},
    Route{Method::Post, "/terugdraaien", Least::Leader, undo},
    Route{Method::Get, "/veranderd", Least::Trainer, history_page},
};

}  // namespace

std::span<const Route> routes() {
    return table;
}

std::optional<std::vector<std::string>> fit(std::string_view pattern, std::string_view path) {
    std::vector<std::string> names;
    while (!pattern.empty() || !path.empty()) {
        if (!pattern.starts_with('/') || !path.starts_with('/')) return std::nullopt;
        pattern.remove_prefix(1);
        path.remove_prefix(1);
        const std::string_view wanted = pattern.substr(0, pattern.find('/'));
        const std::string_view step = path.substr(0, path.find('/'));
        pattern.remove_prefix(wanted.size());
        path.remove_prefix(step.size());
        if (wanted == ":") {
            // Ids and tokens; nothing else is looked up.
            const bool fit = !step.empty() && step.size() <= 100 && std::ranges::all_of(step, [](char c) {
                return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '_' || c == '.';
            });
            if (!fit) return std::nullopt;
            names.emplace_back(step);
        } else if (wanted != step) {
            return std::nullopt;
        }
    }
    return names;
}

}  // namespace server::leaders
