// A screen in a waiting room. Asks every few seconds what may be shown; drops a photo as soon as the list no longer
// holds it, and every photo when nothing has been heard for as long as the list said it was good for.
// Plain ES2015: televisions are old.
(function () {
  'use strict';

  var listAddress = document.body.getAttribute('data-list');
  var slides = [document.getElementById('een'), document.getElementById('twee')];
  var rest = document.getElementById('rust');

  var list = [];           // what may be shown now
  var onShow = null;       // address of the photo on screen, or null
  var front = 0;           // which slide that is
  var heard = -Infinity;   // when the list was last heard of; a clock that cannot be set back
  var lease = 0;
  var pause = 3000;
  var turn = 10000;
  var turnsAt = 0;
  var loading = false;
  var loadingSince = 0;
  var held = [null, null]; // address of the photo in each slide
  var tried = null;        // the photo that was tried last, shown or not

  function now() { return performance.now(); }

  function address(photo) { return photo.beeld; }

  function empty(slide) {
    slide.className = 'slide gone';
    var picture = slide.querySelector('img');
    picture.onload = picture.onerror = null;
    picture.removeAttribute('src');
    slide.querySelector('.title').textContent = '';
    slide.querySelector('.name').textContent = '';
  }

  function goQuiet() {
    rest.className = 'neutral shown';
    slides.forEach(empty);
    held = [null, null];
    onShow = null;
    loading = false;
  }

  function show(photo) {
    var back = 1 - front;
    var slide = slides[back];
    empty(slide);
    held[back] = tried = address(photo);
    loading = true;
    loadingSince = now();
    var picture = slide.querySelector('img');
    picture.onload = function () {
      loading = false;
      var still = list.some(function (other) { return address(other) === address(photo); });
      if (!still || expired()) { held[back] = null; empty(slide); return; }
      slide.className = 'slide shown';
      slides[front].className = 'slide';
      rest.className = 'neutral';
      front = 1 - front;
      onShow = address(photo);
      turnsAt = now() + turn;
    };
    picture.onerror = function () {
      loading = false;
      held[back] = null;
      empty(slide);
      turnsAt = now() + pause;
    };
    picture.alt = photo.alt || photo.titel;
    slide.querySelector('.title').textContent = photo.titel;
    slide.querySelector('.name').textContent = photo.naam;
    picture.src = address(photo);
  }

  function next() {
    var at = list.map(address).indexOf(tried);
    return list[(at + 1) % list.length];
  }

  function expired() { return now() - heard > lease; }

  // Taken away at once, without a fade, also while it is still fading or loading: somebody asked for it.
  function dropWhatIsGone() {
    var may = list.map(address);
    held.forEach(function (photo, at) {
      if (photo === null || may.indexOf(photo) >= 0) { return; }
      if (photo === onShow) { goQuiet(); turnsAt = 0; return; }
      if (loading && at !== front) { loading = false; }
      held[at] = null;
      empty(slides[at]);
    });
  }

  function ask() {
    var request = new XMLHttpRequest();
    var asked = now();  // an answer is good from the question on, however long it was under way
    request.open('GET', listAddress);
    request.timeout = 5000;
    request.onload = function () {
      if (request.status === 404 || request.status === 410) { list = []; goQuiet(); return; }
      if (request.status !== 200) { return; }
      var answer;
      try { answer = JSON.parse(request.responseText); } catch (broken) { return; }
      list = answer.fotos;
      heard = asked;
      lease = answer.geldig * 1000;
      pause = answer.vraag_na * 1000;
      turn = answer.seconden * 1000;
      dropWhatIsGone();
    };
    request.onloadend = function () { setTimeout(ask, pause); };
    request.send();
  }

  setInterval(function () {
    if (expired()) { list = []; if (onShow !== null || loading) { goQuiet(); } return; }
    if (list.length === 0) { if (onShow !== null) { goQuiet(); } return; }
    if (loading && now() - loadingSince > 8000) { loading = false; held[1 - front] = null; empty(slides[1 - front]); }
    if (loading || now() < turnsAt) { return; }
    if (onShow !== null && list.length === 1) { return; }
    show(next());
  }, 250);

  ask();
}());
