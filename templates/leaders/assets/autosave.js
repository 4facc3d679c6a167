/* Saves a form that describes something by itself: when a field is left, after a pause, and when the page is left. It
   sends what the button sends; without this file, and for whatever cannot be saved yet, there is the button. */
"use strict";
(function () {
  var words = document.currentScript.dataset;
  var forms = document.querySelectorAll("form[data-autosave]");
  if (!forms.length || !window.fetch || !window.URLSearchParams) return;
  var sending = null;  // one after the other: each gives the page the mark of what stands there now

  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
  function path_of(form) { return form.getAttribute("action").split("#")[0]; }

  function what_stands_in(form) {
    var body = new URLSearchParams(new FormData(form));
    var button = form.querySelector("button.main[name]");
    if (button) body.append(button.name, button.value);
    return body;
  }
  function without_mark(body) {
    var rest = new URLSearchParams(body.toString());
    rest.delete("stand");
    return rest.toString();
  }

  // The other page's form of the same address; of several the one at the same place.
  function same_form(form, page) {
    var alike = function (root) {
      return all(root, "form").filter(function (each) { return each.getAttribute("action") === form.getAttribute("action"); });
    };
    var here = alike(document), there = alike(page);
    return here.length === there.length ? there[here.indexOf(form)] : null;
  }

  function take_over(page) {
    all(document, "form").forEach(function (form) {
      var mark = form.querySelector("input[name='stand']"), fresh = mark && same_form(form, page);
      fresh = fresh && fresh.querySelector("input[name='stand']");
      if (fresh) mark.value = fresh.value;
    });
    var notice = document.querySelector(".notice"), told = page.querySelector(".notice");
    if (!told) return;
    if (notice) notice.innerHTML = told.innerHTML;
    else document.querySelector("main").before(document.importNode(told, true));
  }

  // What the server says of a form that somebody else changed meanwhile.
  function sentence_of(form, page) {
    var again = same_form(form, page);
    var said = page.querySelector("main [role='alert']") || (again && again.querySelector(".wrong .note strong"));
    return said ? said.textContent : words.not;
  }

  function keep(form) {
    var status = document.createElement("span");
    var saved = without_mark(what_stands_in(form));
    var timer = null, stopped = false;
    status.className = "quiet";
    status.setAttribute("role", "status");
    form.appendChild(status);

    function done(answer, text, sent) {
      var page = new DOMParser().parseFromString(text, "text/html");
      if (answer.status === 200 && answer.redirected && same_form(form, page)) {
        take_over(page);
        saved = sent;
        status.textContent = words.saved;
        if (without_mark(what_stands_in(form)) === sent) {
          document.dispatchEvent(new CustomEvent("autosaved", { detail: form }));
        } else {
          plan(1000);
        }
        return;
      }
      var conflict = answer.status === 409, out = page.querySelector("form[action='/inloggen']");
      stopped = conflict || Boolean(out);
      status.textContent = conflict ? sentence_of(form, page) : out ? words.out : words.not;
    }

    function save() {
      timer = null;
      var body = what_stands_in(form), sent = without_mark(body);
      if (stopped || sent === saved) return;
      if (sending) return plan(500);
      sending = window.fetch(path_of(form), { method: "POST", body: body, credentials: "same-origin", keepalive: true })
        .then(function (answer) {
          return answer.text().then(function (text) { done(answer, text, sent); });
        })
        .catch(function () {
          status.textContent = words.gone;
          plan(10000);
        })
        .then(function () { sending = null; });
    }
    function plan(milliseconds) {
      window.clearTimeout(timer);
      timer = window.setTimeout(save, milliseconds);
    }
    form.addEventListener("input", function () { plan(8000); });
    form.addEventListener("change", function () { plan(700); });
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden" && timer) save();
    });
    form.addEventListener("submit", function () {
      window.clearTimeout(timer);
      timer = null;
    });
  }
  forms.forEach(keep);

  // Who presses a button while something is being saved sends what the page knows after that.
  document.addEventListener("submit", function (event) {
    if (!sending) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    var form = event.target, button = event.submitter;
    sending.then(function () { form.requestSubmit(button); });
  }, true);
}());
