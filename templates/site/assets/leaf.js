// Buttons to leaf through the booklet. Without it, the pages are scrolled aside.
(function () {
  'use strict';
  var book = document.querySelector('.book');
  var pages = book && book.querySelector('.spreads');
  if (!pages) { return; }
  function button(label, sign, way, name) {
    var made = document.createElement('button');
    made.type = 'button';
    made.className = 'leaf ' + name;
    made.setAttribute('aria-label', label);
    made.textContent = sign;
    made.addEventListener('click', function () { pages.scrollBy({ left: way * pages.clientWidth, behavior: 'smooth' }); });
    book.appendChild(made);
    return made;
  }
  var back = button(book.getAttribute('data-back'), '‹', -1, 'back');
  var on = button(book.getAttribute('data-on'), '›', 1, 'on');
  function reach() {
    back.disabled = pages.scrollLeft < 4;
    on.disabled = pages.scrollLeft + pages.clientWidth > pages.scrollWidth - 4;
  }
  pages.addEventListener('scroll', reach, { passive: true });
  window.addEventListener('resize', reach);
  reach();
}());
