#include "render/render.hpp"

namespace render {

void add_commands(CLI::App& /*app*/, catalogue::Invocation& /*invocation*/) {}

}  // namespace render
