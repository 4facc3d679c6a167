#pragma once

#include "server/answer.hpp"
#include "server/leaders/visit.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace server::leaders {

enum class Method { Get, Post };

/// Who may ask it, at least.
enum class Least { Anybody, Trainer, Leader };

/// One thing that can be asked. This table is the only place that says who may.
struct Route {
    Method method;
    std::string_view pattern;  // "/mensen/:/namen"; ':' stands for any one step that is not empty
    Least least;
    Answer (*answer)(const Visit&);
};

std::span<const Route> routes();

/// The steps that stand for ':' when the path fits; empty optional when it does not.
std::optional<std::vector<std::string>> fit(std::string_view pattern, std::string_view path);

}  // namespace server::leaders
