/* Everything works without this file; it makes what works quicker. */
"use strict";
(function () {
  // One key does what a button with that key on it does; not while somebody types.
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var at = event.target;
    if (at.closest("input, textarea, select, summary")) return;
    if (event.key === "Enter" && at.closest("a, button")) return;
    var all = document.querySelectorAll("[data-key]");
    for (var i = 0; i < all.length; i += 1) {
      if (all[i].getAttribute("data-key") === event.key) {
        event.preventDefault();
        all[i].click();
        return;
      }
    }
  });

  // Where one goes on: at what is wrong, else at what was just done. Who followed a link to a part is there.
  var wrong = document.querySelector("[aria-invalid='true']");
  var said = document.querySelector("main [role='alert']") || (!window.location.hash && document.querySelector(".notice p"));
  if (wrong) {
    wrong.focus();
  } else if (said) {
    said.tabIndex = -1;
    said.focus();
  }

  // Reads a question aloud, where the browser has a voice for its language.
  if ("speechSynthesis" in window) {
    document.querySelectorAll("[data-speak]").forEach(function (button) {
      var said = document.getElementById(button.getAttribute("data-speak"));
      button.hidden = false;
      button.addEventListener("click", function () {
        var words = new SpeechSynthesisUtterance(said.textContent);
        words.lang = said.closest("[lang]").lang;
        window.speechSynthesis.cancel();
        window.speechSynthesis.speak(words);
      });
    });
  }

  // Words are typed in the direction of their language.
  var rightToLeft = ["ar", "fa", "he", "ur", "ps"];
  document.querySelectorAll("[data-writes]").forEach(function (select) {
    var field = document.getElementById(select.getAttribute("data-writes"));
    select.addEventListener("change", function () {
      field.lang = select.value;
      field.dir = rightToLeft.indexOf(select.value) >= 0 ? "rtl" : "ltr";
    });
  });

  // What is to be typed elsewhere is copied with one tap, where the browser may.
  if (navigator.clipboard) {
    document.querySelectorAll("[data-copies]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        var field = document.getElementById(button.getAttribute("data-copies"));
        field.select();
        navigator.clipboard.writeText(field.value).then(function () {
          button.textContent = button.getAttribute("data-copied");
        });
      });
    });
  }

  // What was typed and not saved is not lost by a wrong click.
  var typed = [];  // the forms of which not all is saved
  document.addEventListener("input", function (event) {
    var form = event.target.closest("form[method='post']");
    if (form && typed.indexOf(form) < 0) typed.push(form);
  });
  document.addEventListener("autosaved", function (event) {
    typed = typed.filter(function (form) { return form !== event.detail; });
  });
  document.addEventListener("submit", function () { typed = []; });
  window.addEventListener("beforeunload", function (event) {
    if (typed.length) event.preventDefault();
  });
}());
