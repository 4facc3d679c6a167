/* Drags photos and parts of the booklet to another place: the buttons do the same, and work without this file. */
"use strict";
(function () {
  var form = document.querySelector("form[data-arrange]");
  if (!form || !window.PointerEvent || !form.querySelector("button[name='doe']")) return;
  var dragged = null;   // {what, element, x, y, begun}
  var target = null;
  document.documentElement.classList.add("can-drag");

  // The spread that is looked at is where one comes back.
  function send(what, near) {
    var opened = near.closest(".opened");
    form.elements.blad.value = opened ? opened.id.replace("blz-", "") : "";
    var button = document.createElement("button");
    button.name = "doe";
    button.value = what;
    button.hidden = true;
    form.appendChild(button);
    form.requestSubmit(button);
  }
  form.addEventListener("click", function (event) {
    var button = event.target.closest("button[name='doe']");
    if (!button || button.hidden) return;
    var opened = button.closest(".opened");
    form.elements.blad.value = opened ? opened.id.replace("blz-", "") : "";
  });

  function all(selector) { return Array.prototype.slice.call(form.querySelectorAll(selector)); }

  // What lies under the pointer, that this can be dropped on.
  function under(x, y) {
    var found = document.elementFromPoint(x, y);
    if (!found) return null;
    if (dragged.what === "part") {
      var opened = found.closest(".opened");
      return found.closest("[data-part]") || (opened && opened.querySelector("[data-part]"));
    }
    return found.closest("rect[data-moves]") || found.closest("[data-cover]");
  }

  function mark(element) {
    if (target) target.classList.remove("target");
    target = element && element !== dragged.element ? element : null;
    if (target) target.classList.add("target");
  }

  function drop() {
    var from = dragged.element;
    if (dragged.what === "part") {
      return send("deel " + from.getAttribute("data-part") + " " + target.getAttribute("data-part"), target);
    }
    var photo = from.getAttribute("data-photo");
    if (target.hasAttribute("data-cover")) return send("omslag " + photo, target);
    var order = all("rect[data-moves]").map(function (each) { return each.getAttribute("data-photo"); });
    var steps = order.indexOf(target.getAttribute("data-photo")) - order.indexOf(photo);
    return send("foto " + photo + " " + steps, target);
  }

  // With a finger one turns the pages, so there it is held still for a moment before it drags.
  var holding = null;
  function letGo() {
    window.clearTimeout(holding);
    holding = null;
  }
  form.addEventListener("pointerdown", function (event) {
    if (event.button !== 0 || event.target.closest("button, a, summary")) return;
    var photo = event.target.closest("rect[data-moves]");
    var part = event.target.closest("[data-part]");
    if (!photo && !part) return;
    var start = { what: photo ? "photo" : "part", element: photo || part, x: event.clientX, y: event.clientY, begun: false };
    if (event.pointerType !== "touch") {
      event.preventDefault();
      dragged = start;
      return;
    }
    letGo();
    touched = start;
    holding = window.setTimeout(function () {
      dragged = start;
      dragged.begun = true;
      dragged.element.classList.add("dragged");
      if (navigator.vibrate) navigator.vibrate(15);
    }, 400);
  });
  var touched = null;
  document.addEventListener("touchmove", function (event) {
    if (dragged) event.preventDefault();  // it drags now, and does not turn the page
  }, { passive: false });
  form.addEventListener("contextmenu", function (event) {
    if (dragged || holding) event.preventDefault();
  });
  document.addEventListener("pointermove", function (event) {
    if (!dragged && holding && Math.abs(event.clientX - touched.x) + Math.abs(event.clientY - touched.y) > 10) letGo();
    if (!dragged) return;
    var far = Math.abs(event.clientX - dragged.x) + Math.abs(event.clientY - dragged.y) > 6;
    if (!dragged.begun && !far) return;
    dragged.begun = true;
    dragged.element.classList.add("dragged");
    mark(under(event.clientX, event.clientY));
    if (event.clientY < 60) window.scrollBy(0, -24);
    if (event.clientY > window.innerHeight - 60) window.scrollBy(0, 24);
  });
  function stop(done) {
    letGo();
    if (!dragged) return;
    dragged.element.classList.remove("dragged");
    if (done && dragged.begun && target) drop();
    mark(null);
    dragged = null;
  }
  document.addEventListener("pointerup", function () { stop(true); });
  document.addEventListener("pointercancel", function () { stop(false); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") stop(false); });
}());
