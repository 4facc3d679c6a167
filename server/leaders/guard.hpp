#pragma once

#include "catalogue/accounts.hpp"
#include "server/answer.hpp"
#include "server/leaders/routes.hpp"
#include "server/leaders/visit.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Who is there, and whether they may: the only place that decides it.
namespace server::leaders {

/// The value of a cookie; empty when it was not sent.
std::string cookie(const Request& request, std::string_view name);
std::string session_cookie_name(const Office& office);

std::optional<catalogue::SignedIn> session_of(const Office& office, const Request& request);

/// Fills in who it is and the token that their forms carry.
void recognise(Visit& visit);
/// What the browser is to keep after this answer.
void add_cookies(const Visit& visit, Answer& answer);
/// "name=value; HttpOnly; ...". seconds: 0: until the browser is closed; below: away with it.
std::string cookie_line(const Office& office, const std::string& name, const std::string& value, int seconds);

/// Why this visitor may not ask that.
std::optional<Answer> refuse_visitor(Visit& visit, const Route& route);
/// A form that was not made by a page of ours for this visitor. Reads the form.
std::optional<Answer> refuse_forgery(Visit& visit);

/// What a form of ours carries to prove where it comes from.
std::string seal_of(const Visit& visit);

/// Where somebody comes from, without the part that tells which machine: "192.168.1.0".
std::string network_of(const Visit& visit);
std::string address_of(const Visit& visit);
void office_log(const Visit& visit, const std::string& did);
/// A path as it may stand in a log: links that are secrets are cut off.
std::string loggable(const std::string& path);

}  // namespace server::leaders
