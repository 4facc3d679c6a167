#include "server/site.hpp"

#include "catalogue/catalogue.hpp"
#include "server/answer.hpp"
#include "server/kept_answers.hpp"
#include "server/packed.hpp"
#include "server/response_head.hpp"
#include "server/site_templates.hpp"
#include "server/web_pictures.hpp"

#include <algorithm>
#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/core.h>
#include <spdlog/spdlog.h>

namespace server {

namespace {

std::vector<std::string> steps_of(std::string_view path) {
    std::vector<std::string> steps;
    while (!path.empty()) {
        path.remove_prefix(1);  // the '/'
        const std::size_t end = std::min(path.find('/'), path.size());
        steps.emplace_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return steps;
}

// Addresses are 22 characters of base64url. Anything else is not looked up, let alone used as a path.
bool is_address(std::string_view text) {
    return text.size() == 22 && std::ranges::all_of(text, [](char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '-' || c == '_';
           });
}

int size_in(std::string_view text) {
    for (const int size : web_sizes) {
        if (text == fmt::format("{}", size)) return size;
    }
    return 0;
}

// Beginnings of paths that stand for one screen: what follows them is a secret and stays out of the log.
std::string loggable(const std::string& path) {
    constexpr std::string_view screen = "/scherm/";
    return path.starts_with(screen) ? std::string{screen} + "..." : path.substr(0, 100);
}

// What was asked, when its answer depends on the library and the day alone: the wall, a photo, a maker, a
// picture. In it stands all of the request that the answer depends on. Empty: it is something else.
std::string lasting_question(const Request& request) {
    if (request.method != "GET" && request.method != "HEAD") return {};
    std::string_view path = request.path;
    if (path.size() > 64) return {};
    if (path.size() >= 4 && path[3] == '/') path.remove_prefix(3);  // "/en"
    if (path.starts_with("/beeld/")) return request.path + " " + codings_accepted(request.accept);
    if (path != "/" && !path.starts_with("/foto/") && !path.starts_with("/maker/")) return {};
    return request.path + (takes_gzip(request.accept_encoding) ? " gzip" : " plain");
}

}  // namespace

Site::Site(SiteSettings settings)
    : settings_(std::move(settings)),
      readers_(settings_.library),
      commits_(settings_.library),
      templates_(settings_.templates, settings_.browser_packages),
      words_(settings_.templates),
      screens_({readers_, commits_, templates_, settings_.library, settings_.today, settings_.clock,
                settings_.address, [this](int status) { return message(status); }}) {}

Answers Site::answers() {
    return {[this](const Request& request) { return answer(request); },
            [this](int status) { return refusal(status); },
            [this](const Request& request) { return most_body(request); },
            [this](const std::shared_ptr<Line>& line, const std::string& follower) {
                screens_.hub().take(line, follower);
            },
            [this](const Request& request) { return answer_at_once(request); }};
}

std::size_t Site::most_body(const Request& request) const {
    return ScreenRoom::most_body(steps_of(request.path));
}

Answer Site::answer(const Request& request) const {
    const std::string question = lasting_question(request);
    Answer answer = question.empty() ? made(request) : kept_or_made(request, question);
    gauges_.count(answer);
    return answer;
}

std::optional<Answer> Site::answer_at_once(const Request& request) const {
    const std::string question = lasting_question(request);
    if (question.empty()) return std::nullopt;
    try {
        const auto kept = kept_.find(question, now());
        if (!kept) return std::nullopt;
        Answer answer = for_asker(request, *kept);
        gauges_.count(answer);
        return answer;
    } catch (const std::exception&) {
        return std::nullopt;  // and is told of where it is asked again
    }
}

Moment Site::now() const {
    return {commits_.count(), settings_.today()};
}

// An answer that was made a moment ago, when nothing was written since and the day is the same.
Answer Site::kept_or_made(const Request& request, const std::string& question) const {
    try {
        const Moment before = now();
        if (const auto kept = kept_.find(question, before)) return for_asker(request, *kept);
        Request whole = request;
        whole.method = "GET";
        whole.if_none_match.clear();
        whole.range.clear();
        Answer answer = made(whole);
        if (answer.status != 200) return answer;
        if (!answer.file) answer.shared = std::make_shared<const std::string>(std::exchange(answer.body, {}));
        answer.lines = std::make_shared<const std::string>(header_lines(answer.headers));
        const auto kept = std::make_shared<const Answer>(std::move(answer));
        if (now() == before) kept_.keep(question, before, kept);
        return for_asker(request, *kept);
    } catch (const std::exception& error) {
        spdlog::debug("asking for commits: {}", error.what());
        return made(request);
    }
}

Answer Site::made(const Request& request) const {
    const bool screen = request.path.starts_with("/scherm/");
    Answer answer;
    try {
        answer = route(request);
    } catch (const catalogue::LibraryInUse&) {
        answer = later();
    } catch (const std::exception& error) {
        spdlog::error("{} {}: {}", request.method, loggable(request.path), error.what());
        answer = message(500);
    }
    packer_.pack(request, answer);
    add_fixed_headers(answer, screen ? Pages::Screen : Pages::Public);
    return answer;
}

Answer Site::refusal(int status) const {
    Answer answer = message(status);
    add_fixed_headers(answer, Pages::Public);
    return answer;
}

Answer Site::route(const Request& request) const {
    const std::vector<std::string> steps = steps_of(request.path);
    const bool looks = request.method == "GET" || request.method == "HEAD";
    if (!looks && ScreenRoom::most_body(steps) == 0) return message(405);
    const std::string first = steps.empty() ? std::string{} : steps.front();
    if (first == "scherm") {
        return steps.size() > 1 && is_address(steps[1]) ? screens_.answer(request, steps) : message(404);
    }
    // "/en/foto/...": the same page in another language. Dutch has no such beginning.
    if (first.size() == 2 && first != "nl" && words_.speaks(first) && request.path != "/" + first) {
        return page({request, first}, {steps.begin() + 1, steps.end()});
    }
    const Answer found = file(request, steps);
    return found.status == 0 ? page({request, "nl"}, steps) : found;
}

Answer Site::page(const Asked& asked, const std::vector<std::string>& steps) const {
    if (steps.size() == 1 && steps[0].empty()) return gallery(asked);
    if (steps.size() == 1 && steps[0] == "boekje") return booklet(asked);
    if (steps.size() != 2 || !is_address(steps[1])) return message(404);
    if (steps[0] == "foto") return photo(asked, steps[1]);
    if (steps[0] == "maker") return maker(asked, steps[1]);
    return message(404);
}

// What has no language. Status 0: it is none of these.
Answer Site::file(const Request& request, const std::vector<std::string>& steps) const {
    Answer none;
    none.status = 0;
    if (steps.empty()) return none;
    const std::string& first = steps.front();
    if (steps.size() == 1 && first == "boekje.pdf") return booklet_pdf(request);
    if (steps.size() == 1 && first == "robots.txt") {
        return content(request,
                       settings_.listed ? "User-agent: *\nAllow: /\n" : "User-agent: *\nDisallow: /\n",
                       "text/plain; charset=utf-8", Keep::ForAnHour);
    }
    if (steps.size() == 1 && first == "healthz") return health();
    if (steps.size() == 1 && first == "metrics") return metrics(request);
    if (steps.size() == 2 && first == "assets") return asset(request, steps[1]);
    if (steps.size() == 2 && first == "boekje") return booklet_page(request, steps[1]);
    const bool picture_asked = steps.size() == 3 && first == "beeld" && is_address(steps[1]);
    if (picture_asked && size_in(steps[2]) > 0) return picture(request, steps[1], size_in(steps[2]));
    return none;
}

// Whether the library can be read: throws, and that is an answer too.
Answer Site::health() const {
    readers_.lend()->revision();
    Answer answer;
    answer.set("Content-Type", "text/plain; charset=utf-8");
    answer.set("Cache-Control", "no-store");
    answer.body = "ok\n";
    return answer;
}

// For this machine alone: through a proxy nobody sees it.
Answer Site::metrics(const Request& request) const {
    const bool local = request.peer == "127.0.0.1" || request.peer == "::1";
    if (!local || !request.forwarded_for.empty()) return message(404);
    Answer answer;
    answer.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    answer.set("Cache-Control", "no-store");
    const auto [in_use, heard] = screens_.count();
    answer.body = gauges_.as_text(screens_.hub().connections(), in_use, heard);
    return answer;
}

Answer Site::asset(const Request& request, const std::string& name) const {
    const std::string* body = templates_.asset(name);
    if (body == nullptr) return message(404);
    const std::string_view ending = std::string_view{name}.substr(std::min(name.rfind('.'), name.size()));
    std::string_view type = "application/octet-stream";
    if (ending == ".css") type = "text/css; charset=utf-8";
    if (ending == ".js") type = "text/javascript; charset=utf-8";
    if (ending == ".svg") type = "image/svg+xml";
    Answer answer = content(request, *body, type, Keep::ForAnHour);
    answer.set(mark_of_ours, "deel");
    return answer;
}

Answer Site::later() const {
    Answer answer = message(503);
    answer.set("Retry-After", "30");
    return answer;
}

Answer Site::message(int status) const {
    std::string heading = "Deze vraag begrijpt de site niet";
    std::string sentence = "Ga naar de foto’s en probeer het daar nog een keer.";
    if (status == 404) heading = "Deze pagina is er niet", sentence = "Kijk of het adres klopt.";
    if (status == 405) heading = "Dat kan hier niet", sentence = "U kunt hier alleen kijken.";
    if (status == 429) heading = "Even wachten", sentence = "U vraagt veel tegelijk. Probeer het zo weer.";
    if (status == 410) heading = "Deze foto is weg", sentence = "De foto is niet meer te zien.";
    if (status >= 500) heading = "Er ging iets mis", sentence = "Probeer het straks nog een keer.";
    Answer answer;
    answer.status = status;
    if (status == 405) answer.set("Allow", "GET, HEAD");
    if (status == 429) answer.set("Retry-After", "5");
    answer.set("Cache-Control", "no-store");
    answer.set("Content-Type", "text/html; charset=utf-8");
    answer.body = templates_.fill(
        "message", Fields{}.put("page_title", heading).put("heading", heading).put("sentence", sentence));
    return answer;
}

}  // namespace server
