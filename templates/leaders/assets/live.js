/* While something is being made, what is told of it is asked for again, and nothing else of the page changes: where one
   is, what stands open and what is being typed stay. Without this file a button looks again. */
"use strict";
(function () {
  var status = document.querySelector("[data-every]");
  if (!status || !window.fetch) return;

  // The same thing on the page that comes in its place.
  function name_of(element) {
    var form = element.form || element.closest("form");
    return [element.tagName, element.getAttribute("name"), element.getAttribute("value"), element.getAttribute("href"),
            element.getAttribute("aria-label") || element.textContent, form && form.getAttribute("action")].join("|");
  }
  function same_in(part, name, kind) {
    return Array.prototype.find.call(part.querySelectorAll(kind), function (each) { return name_of(each) === name; });
  }

  function renew(part, fresh) {
    var at = part.contains(document.activeElement) ? document.activeElement : null;
    if (part.innerHTML === fresh.innerHTML || (at && at.matches("input, select, textarea"))) return;
    var name = at && name_of(at);
    var open = Array.prototype.map.call(part.querySelectorAll("details[open] > summary"), name_of);
    part.innerHTML = fresh.innerHTML;
    open.forEach(function (each) {
      var summary = same_in(part, each, "summary");
      if (summary) summary.parentElement.open = true;
    });
    if (!at) return;
    var again = same_in(part, name, at.tagName);
    if (!again) part.tabIndex = -1;
    (again || part).focus({ preventScroll: true });
  }

  function tell(words) {
    if (status.textContent !== words) status.textContent = words;
  }

  function take_in(page) {
    document.querySelectorAll("[data-live]").forEach(function (part) {
      var fresh = page.getElementById(part.id);
      if (fresh) renew(part, fresh);
    });
    var now = page.getElementById(status.id);
    if (!now) return window.location.reload();  // signed out meanwhile
    if (!now.hasAttribute("data-busy")) {
      status.removeAttribute("data-busy");
      return tell(status.getAttribute("data-done"));
    }
    if (status.textContent !== now.textContent) status.innerHTML = now.innerHTML;
    later();
  }

  function later() {
    window.setTimeout(function () {
      window.fetch(status.getAttribute("data-from"), { credentials: "same-origin" }).then(function (answer) {
        if (answer.status >= 500) throw new Error("not now");
        return answer.text();
      }).then(function (text) {
        take_in(new DOMParser().parseFromString(text, "text/html"));
      }).catch(function () {
        tell(status.getAttribute("data-gone"));
        later();
      });
    }, 1000 * Number(status.getAttribute("data-every")));
  }
  if (status.hasAttribute("data-busy")) later();
}());
