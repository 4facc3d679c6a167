#include "server/leaders/site_name.hpp"

#include "catalogue/catalogue.hpp"
#include "render/qr_code.hpp"
#include "server/answer.hpp"
#include "server/leaders/leaders.hpp"
#include "server/leaders/visit.hpp"
#include "server/request_head.hpp"
#include "server/site_templates.hpp"

#include <string>
#include <string_view>

#include <fmt/core.h>

namespace server::leaders {

namespace {

std::string_view without_port(std::string_view host) {
    const std::size_t colon = host.rfind(':');
    const bool has_port = colon != std::string_view::npos && host.find(']', colon) == std::string_view::npos;
    return has_port ? host.substr(0, colon) : host;
}

}  // namespace

bool site_name_is_guessed(const Visit& visit) {
    const LeadersSettings& settings = visit.office.settings;
    return settings.site.empty() && settings.behind_proxy;
}

std::string site_name(const Visit& visit) {
    const LeadersSettings& settings = visit.office.settings;
    std::string said = settings.site;
    while (said.ends_with('/')) said.pop_back();
    if (!said.empty()) return said;
    const std::string& host = visit.request.host;
    const std::string scheme = settings.over == Over::Https ? "https://" : "http://";
    if (!is_host(host)) return {};
    if (settings.proxy == Proxy::Trusted) return scheme + host;
    const std::size_t colon = settings.site_listen.rfind(':');
    const std::string port = colon == std::string::npos ? "" : settings.site_listen.substr(colon);
    return scheme + std::string{without_port(host)} + port;
}

void put_code(const std::string& text, Fields& fields) {
    std::string path;
    int size = 0;
    try {
        if (!text.empty()) {
            const render::QrCode code = render::make_qr_code(text);
            size = code.modules + 2 * render::quiet_modules;
            for (int y = 0; y < code.modules; ++y) {
                for (int x = 0; x < code.modules; ++x) {
                    int width = 0;
                    while (x + width < code.modules && code.is_dark(x + width, y)) ++width;
                    if (width == 0) continue;
                    path += fmt::format("M{} {}h{}v1h-{}z", x + render::quiet_modules,
                                        y + render::quiet_modules, width, width);
                    x += width;
                }
            }
        }
    } catch (const catalogue::CannotWork&) {
        path.clear();
    }
    fields.put("has_code", !path.empty()).put("code_size", fmt::format("{}", size)).put("code_path", path);
}

}  // namespace server::leaders
