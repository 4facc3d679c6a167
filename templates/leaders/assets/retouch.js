/* Draws on the photo what is to be covered or cut: the number fields say the same, and work without this file. */
"use strict";
(function () {
  var canvas = document.querySelector(".canvas");
  var tools = document.querySelector(".draw-with");
  var svg = canvas && canvas.querySelector("svg");
  if (!svg || !window.PointerEvent) return;
  var names = ["links", "boven", "breed", "hoog"];
  var how = "vaag";
  var from = null;

  function field(name, number) { return document.querySelector("[name='" + name + number + "']"); }

  function show(kind, numbers) {
    var shape = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    ["x", "y", "width", "height"].forEach(function (side, i) { shape.setAttribute(side, Math.max(0, numbers[i])); });
    shape.setAttribute("class", kind);
    svg.appendChild(shape);
  }

  // Everything that the fields say, and what is being drawn.
  function showAll(drawing) {
    svg.textContent = "";
    [1, 2, 3, 4, 5, 6, 0].forEach(function (number) {
      var kind = field("hoe", number).value;
      var numbers = names.map(function (name) { return Number(field(name, number).value); });
      if (kind && numbers[2] > 0 && numbers[3] > 0) show(kind, numbers);
    });
    if (drawing) show(how, drawing);
  }

  function write(number, kind, numbers) {
    field("hoe", number).value = kind;
    names.forEach(function (name, i) { field(name, number).value = numbers ? numbers[i] : ""; });
    var more = field("hoe", number).closest("details");
    if (more && kind) more.open = true;
    field("hoe", number).dispatchEvent(new Event("input", { bubbles: true }));
  }

  // In thousandths of the photo, whatever its size on the screen.
  function place(event) {
    var box = svg.getBoundingClientRect();
    var within = function (share) { return Math.min(1000, Math.max(0, Math.round(1000 * share))); };
    return [within((event.clientX - box.left) / box.width), within((event.clientY - box.top) / box.height)];
  }

  function between(one, other) {
    return [Math.min(one[0], other[0]), Math.min(one[1], other[1]),
            Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1])];
  }

  svg.addEventListener("pointerdown", function (event) {
    if (event.button !== 0) return;
    event.preventDefault();
    from = place(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", function (event) {
    if (from) showAll(between(from, place(event)));
  });
  svg.addEventListener("pointercancel", function () { from = null; showAll(); });
  svg.addEventListener("pointerup", function (event) {
    if (!from) return;
    var numbers = between(from, place(event));
    from = null;
    if (numbers[2] < 4 || numbers[3] < 4) return showAll();  // a tap, not a drag
    var free = how === "ja" ? 0 : [1, 2, 3, 4, 5, 6].find(function (each) { return !field("hoe", each).value; });
    tools.querySelector("[data-draw-full]").hidden = free !== undefined;
    if (free !== undefined) write(free, how, numbers);
    showAll();
  });

  tools.hidden = false;
  canvas.classList.add("drawable");
  tools.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (!button) return;
    if (button.hasAttribute("data-draw-back")) {
      var last = [6, 5, 4, 3, 2, 1, 0].find(function (each) { return field("hoe", each).value; });
      if (last !== undefined) write(last, "", null);
      tools.querySelector("[data-draw-full]").hidden = true;
      return showAll();
    }
    how = button.getAttribute("data-draw");
    tools.querySelectorAll("[data-draw]").forEach(function (each) {
      each.setAttribute("aria-pressed", each === button ? "true" : "false");
    });
  });
  document.addEventListener("input", function (event) {
    if (event.target.closest(".part")) showAll();
  });
  showAll();
}());
