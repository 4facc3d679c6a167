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
    onShow = null;
    loading = false;
  }

  function show(photo) {
    var slide = slides[1 - front];
    empty(slide);
    loading = true;
    var picture = slide.querySelector('img');
    picture.onload = function () {
      loading = false;
      var still = list.some(function (other) { return address(other) === address(photo); });
      if (!still || expired()) { empty(slide); return; }
      slide.className = 'slide shown';
      slides[front].className = 'slide';
      rest.className = 'neutral';
      front = 1 - front;
      onShow = address(photo);
      turnsAt = now() + turn;
    };
    picture.onerror = function () {
      loading = false;
      empty(slide);
      turnsAt = now() + pause;
    };
    picture.alt = photo.alt || photo.titel;
    slide.querySelector('.title').textContent = photo.titel;
    slide.querySelector('.name').textContent = photo.naam;
    picture.src = address(photo);
  }

  function next() {
    var at = list.map(address).indexOf(onShow);
    return list[(at + 1) % list.length];
  }

  function expired() { return now() - heard > lease; }

  // Taken away at once, without a fade: somebody asked for it.
  function dropWhatIsGone() {
    var may = list.map(address);
    if (onShow !== null && may.indexOf(onShow) < 0) { goQuiet(); turnsAt = 0; }
  }

  function ask() {
    var request = new XMLHttpRequest();
    request.open('GET', listAddress);
    request.timeout = 5000;
    request.onload = function () {
      if (request.status === 404 || request.status === 410) { list = []; goQuiet(); return; }
      if (request.status !== 200) { return; }
      var answer;
      try { answer = JSON.parse(request.responseText); } catch (broken) { return; }
      list = answer.fotos;
      heard = now();
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
    if (loading || now() < turnsAt) { return; }
    if (onShow !== null && list.length === 1) { return; }
    show(next());
  }, 250);

  ask();
}());
