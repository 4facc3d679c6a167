// A screen in a waiting room. It shows the slides of its list, keeps them for when the network fails, and drops a photo as soon
// as the list no longer holds it, or when nothing has been heard for as long as the list is good for.
// Plain ES2015 and old interfaces: televisions are old.
(function () {
  'use strict';

  var root = document.body.getAttribute('data-root');
  var build = document.body.getAttribute('data-build');
  var wall = document.getElementById('wand');
  var slides = [document.getElementById('een'), document.getElementById('twee')];
  var rest = document.getElementById('rust');
  var closed = document.getElementById('dicht');
  var hasCache = 'caches' in window;
  var cacheName = 'inbeeld:' + root;
  var listKey = 'inbeeld:lijst';
  var shell = [root, '/assets/screen.css', '/assets/screen.js', '/assets/screen-lease.js', '/assets/icon.svg'];
  var started = performance.now();

  var list = null;         // what the server said last, while it is good
  var hours = null;        // when that was: the server's weekday and minute, and our steady clock
  var fault = '';
  var faults = 0;

  function now() { return performance.now(); }
  function jitter(ms) { return ms * (0.7 + Math.random() * 0.6); }
  function note(what) { fault = String(what).slice(0, 100); }

  // --- what is kept over a restart ---

  var nothing = { getItem: function () { return null; }, setItem: function () {}, removeItem: function () {} };
  function storage(name) { try { return window[name] || nothing; } catch (forbidden) { return nothing; } }
  var store = storage('localStorage');
  var session = storage('sessionStorage');
  var lease = window.makeLease(store, Date.now, now, session.getItem('inbeeld:sessie') === '1');
  try { session.setItem('inbeeld:sessie', '1'); } catch (full) { note('opslag'); }

  function open(then) { return caches.open(cacheName).then(then); }

  // Everything that is not on the list goes, also what another address of this screen has left behind.
  function purge(photos) {
    if (!hasCache) { return Promise.resolve(); }
    var keep = {};
    shell.forEach(function (part) { keep[part] = true; });
    photos.forEach(function (photo) { keep[address(photo)] = true; });
    return caches.keys().then(function (names) {
      return Promise.all(names.filter(function (name) { return name.indexOf('inbeeld:') === 0 && name !== cacheName; })
        .map(function (name) { return caches.delete(name); }));
    }).then(function () {
      return open(function (cache) {
        return cache.keys().then(function (requests) {
          return Promise.all(requests.map(function (request) {
            return keep[new URL(request.url).pathname] ? null : cache.delete(request);
          }));
        });
      });
    });
  }

  function forget() {
    try { store.removeItem(listKey); } catch (gone) { note('opslag'); }
    lease.end();
    list = null;
    return purge([]);
  }

  // --- pictures ---

  var large = Math.max(screen.width, screen.height, window.innerWidth, window.innerHeight) * (window.devicePixelRatio || 1) > 2600;
  function address(photo) { return photo.beeld + '/' + (large && photo.groot ? '3840' : '1920'); }

  function load(what, then, failed) {
    var request = new XMLHttpRequest();
    request.open('GET', what);
    request.responseType = 'blob';
    request.timeout = 60000;
    request.onload = function () {
      var ours = request.status === 200 && request.response && /^image\//.test(request.response.type);
      if (ours) { then(request.response); } else { failed(request.status); }
    };
    request.onerror = request.ontimeout = function () { failed(0); };
    request.send();
  }

  function onList(photo) {
    return list !== null && list.fotos.some(function (other) { return other.id === photo.id; });
  }

  function picture(photo, then, failed) {
    var what = address(photo);
    function fromServer() {
      load(what, function (blob) {
        then(blob);
        // The list may have lost it while it was under way.
        if (hasCache && onList(photo)) { open(function (cache) { return cache.put(what, new Response(blob)); }).catch(note); }
      }, failed);
    }
    if (!hasCache) { fromServer(); return; }
    open(function (cache) { return cache.match(what); }).then(function (found) {
      if (found) { found.blob().then(then, fromServer); } else { fromServer(); }
    }).catch(fromServer);
  }

  // One after the other, so that a slow line is not full of pictures when the list is asked for.
  var fetching = false;
  function fetchMissing() {
    if (!hasCache || fetching || list === null) { return; }
    var photos = list.fotos;
    fetching = true;
    var at = 0;
    function one() {
      if (at >= photos.length || list === null || list.fotos !== photos) { fetching = false; purgeAgain(); return; }
      var photo = photos[at];
      at += 1;
      picture(photo, function () { setTimeout(one, 50); }, function () { setTimeout(one, jitter(2000)); });
    }
    one();
  }

  // A picture that came in after the list had lost it.
  function purgeAgain() { purge(list === null ? [] : list.fotos).catch(note); }

  // --- what is on the wall ---

  var held = [null, null];  // slides, as they are on the two elements
  var front = 0;
  var onShow = null;
  var loading = 0;          // since when; 0: not
  var turnsAt = 0;
  var at = -1;
  var shows = 0;
  var urls = [[], []];
  var half = null;

  function isUpright() {
    var turned = list !== null && list.gedraaid % 180 !== 0;
    var flat = turned ? window.innerHeight >= window.innerWidth : window.innerWidth >= window.innerHeight;
    return !flat;
  }

  function dress() {
    var turned = list === null ? 0 : list.gedraaid;
    var html = document.documentElement;
    html.classList.toggle('turned', turned % 180 !== 0);
    html.classList.toggle('upright', isUpright());
    html.classList.toggle('soft', list === null || list.overgang === 'zacht');
    // A few points aside each minute, so that nothing burns in.
    var step = Math.floor(now() / 60000) % 8;
    var aside = [[0, 0], [4, 0], [4, 4], [0, 4], [-4, 4], [-4, 0], [-4, -4], [0, -4]][step];
    wall.style.transform = 'translate(' + aside[0] + 'px,' + aside[1] + 'px) rotate(' + turned + 'deg)';
    rest.firstElementChild.style.transform = 'translate(' + aside[0] * 3 + '%,' + aside[1] * 5 + '%)';
  }

  function part(name, parent) {
    var made = document.createElement(name === 'img' || name === 'p' || name === 'span' ? name : 'div');
    if (made.tagName === 'DIV') { made.className = name; }
    parent.appendChild(made);
    return made;
  }

  function empty(which) {
    var slide = slides[which];
    slide.className = 'slide gone';
    slide.style.backgroundColor = '';
    while (slide.firstChild) {
      var pictures = slide.firstChild.getElementsByTagName('img');
      for (var i = 0; i < pictures.length; i += 1) { pictures[i].onload = pictures[i].onerror = null; pictures[i].removeAttribute('src'); }
      slide.removeChild(slide.firstChild);
    }
    urls[which].forEach(function (url) { URL.revokeObjectURL(url); });
    urls[which] = [];
    held[which] = null;
  }

  function goQuiet() {
    rest.className = 'neutral shown';
    empty(0);
    empty(1);
    onShow = null;
    loading = 0;
    clearTimeout(half);
  }

  function say(cell, photo, turn) {
    var text = photo.teksten[turn % photo.teksten.length];
    var said = cell.getElementsByClassName('said')[0];
    said.textContent = '';
    var title = part('p', said);
    title.className = 'title';
    title.textContent = text.titel;
    title.lang = text.titel_taal;
    said.dir = text.richting;
    if (text.bijschrift) {
      var caption = part('p', said);
      caption.className = 'caption';
      caption.textContent = text.bijschrift;
      caption.lang = text.taal;
    }
    cell.classList.toggle('long', text.titel.length > 46);
  }

  function fill(which, photos) {
    var slide = slides[which];
    slide.className = 'slide gone' + (photos.length > 1 ? ' pair' : '') + (shows % 2 ? ' other-side' : '');
    return photos.map(function (photo) {
      var cell = part('cell', slide);
      var image = part('img', part('photo', cell));
      image.alt = photo.alt || photo.teksten[0].titel;
      var words = part('words', cell);
      part('said', words);
      say(cell, photo, 0);
      if (photo.naam) {
        var name = part('p', words);
        name.className = 'name';
        name.textContent = photo.naam;
        photo.namen.forEach(function (own) {
          var other = part('span', name);
          other.className = 'own';
          other.lang = own.taal;
          other.dir = own.richting;
          other.textContent = own.naam;
        });
      }
      return image;
    });
  }

  // The photo's own colour, dark and dull, around it.
  function ground(slide, images) {
    try {
      var canvas = document.createElement('canvas');
      canvas.width = canvas.height = 1;
      var context = canvas.getContext('2d');
      context.drawImage(images[0], 0, 0, 1, 1);
      var c = context.getImageData(0, 0, 1, 1).data;
      var grey = (c[0] + c[1] + c[2]) / 3;
      var scale = 26 / Math.max(grey, 26);
      slide.style.backgroundColor = 'rgb(' + [0, 1, 2].map(function (i) {
        return Math.round((grey * 0.55 + c[i] * 0.45) * scale);
      }).join(',') + ')';
    } catch (old) { slide.style.backgroundColor = '#11110f'; }
  }

  // The other language, halfway.
  function inTurn(which, photos) {
    clearTimeout(half);
    if (!photos.some(function (photo) { return photo.teksten.length > 1; })) { return; }
    half = setTimeout(function () {
      var cells = slides[which].getElementsByClassName('cell');
      photos.forEach(function (photo, i) {
        if (photo.teksten.length < 2 || !cells[i]) { return; }
        var turn = 1 + Math.floor(shows / list.fotos.length) % (photo.teksten.length - 1);
        cells[i].getElementsByClassName('said')[0].classList.add('changing');
        setTimeout(function () {
          if (!cells[i]) { return; }
          say(cells[i], photo, turn);
          cells[i].getElementsByClassName('said')[0].classList.remove('changing');
        }, 650);
      });
    }, list.seconden * 500);
  }

  function reveal(which, photos, images) {
    loading = 0;
    if (!photos.every(onList) || lease.left() <= 0) { empty(which); return; }
    ground(slides[which], images);
    slides[which].className = slides[which].className.replace(' gone', ' shown');
    slides[1 - which].className = slides[1 - which].className.replace(' shown', '');
    rest.className = 'neutral';
    front = which;
    onShow = photos;
    shows += 1;
    turnsAt = now() + list.seconden * 1000;
    inTurn(which, photos);
    // Memory is given back once the old slide has faded.
    var old = 1 - which;
    setTimeout(function () { if (front === which && !loading) { empty(old); } }, 2500);
  }

  function show(photos) {
    var which = 1 - front;
    empty(which);
    held[which] = photos;
    loading = now();
    var mine = loading;
    var images = fill(which, photos);
    var ready = 0;
    function failed(status) {
      if (loading !== mine) { return; }
      loading = 0;
      empty(which);
      turnsAt = now() + jitter(1500);
      if (status === 410) { ask(); }
    }
    photos.forEach(function (photo, i) {
      picture(photo, function (blob) {
        if (loading !== mine) { return; }
        var url = URL.createObjectURL(blob);
        urls[which].push(url);
        images[i].onerror = failed;
        images[i].onload = function () {
          ready += 1;
          if (ready === photos.length && loading === mine) { reveal(which, photos, images); }
        };
        images[i].src = url;
      }, failed);
    });
  }

  function next() {
    var all = isUpright() ? list.rechtop : list.liggend;
    if (all.length === 0) { return; }
    at = (at + 1) % all.length;
    var photos = all[at].map(function (i) { return list.fotos[i]; });
    var same = onShow !== null && onShow.length === photos.length && onShow.every(function (photo, i) { return photo.id === photos[i].id; });
    if (same) { turnsAt = now() + list.seconden * 1000; return; }
    show(photos);
  }

  // Taken away at once, without a fade, also while it is fading or loading: somebody asked for it.
  function dropWhatIsGone() {
    held.forEach(function (photos, which) {
      if (photos === null || photos.every(onList)) { return; }
      if (which === front) { goQuiet(); turnsAt = 0; return; }
      loading = 0;
      empty(which);
    });
  }

  function isOpen() {
    if (list === null || list.open.length === 0) { return true; }
    var weekday, minute;
    if (hours !== null) {
      var later = Math.floor((now() - hours.at) / 60000) + hours.minute;
      weekday = (hours.weekday - 1 + Math.floor(later / 1440)) % 7 + 1;
      minute = later % 1440;
    } else {
      var here = new Date();
      weekday = here.getDay() || 7;
      minute = here.getHours() * 60 + here.getMinutes();
    }
    return list.open.some(function (one) { return one.dag === weekday && minute >= one.van && minute < one.tot; });
  }

  // --- talking with the server ---

  var asking = false;
  var missed = 0;
  var askAt = 0;
  var contact = -Infinity;

  function take(answer, asked) {
    var before = list;
    lease.renew(answer.geldig * 1000, asked);
    contact = now();
    hours = { weekday: answer.weekdag, minute: answer.minuut, at: asked };
    list = before !== null && before.versie === answer.versie ? before : answer;
    list.geldig = answer.geldig;
    if (list !== before) {
      at = Math.min(at, list.fotos.length);
      try { store.setItem(listKey, JSON.stringify(answer)); } catch (full) { note('opslag'); }
      dropWhatIsGone();
      purge(list.fotos).then(function () { beat(); fetchMissing(); }, function (error) { note(error); });
    } else {
      fetchMissing();
    }
    if (answer.uitgave !== build) { renewPage(answer.uitgave); }
  }

  function ask() {
    if (asking) { return; }
    asking = true;
    var echo = Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);
    var asked = now();  // an answer is good from the question on, however long it was under way
    var request = new XMLHttpRequest();
    request.open('GET', root + '/lijst?n=' + echo);
    request.timeout = 8000;
    request.onload = function () {
      var answer = null;
      try { answer = JSON.parse(request.responseText); } catch (foreign) { answer = null; }
      // Ours, and to this very question: not out of a cache, not from a box that answers everything.
      if (!answer || answer.inbeeld !== 1 || answer.echo !== echo) { missed += 1; return; }
      missed = 0;
      if (request.status === 410) { goQuiet(); forget().then(function () { beat('weg'); }, note); askAt = now() + jitter(600000); return; }
      try { take(answer, asked); } catch (broken) { note(broken); }
    };
    request.onerror = request.ontimeout = function () { missed += 1; };
    request.onloadend = function () {
      asking = false;
      var usual = streaming() ? 60000 : (list === null ? 5000 : list.vraag_na * 1000);
      askAt = Math.max(askAt, now() + jitter(missed > 0 ? Math.min(5000 * Math.pow(2, missed - 1), 120000) : usual));
    };
    request.send();
  }

  function askSoon() { askAt = 0; ask(); }

  var beatAt = 0;
  function beat(state) {
    beatAt = now() + jitter(60000);
    var memory = performance.memory ? Math.round(performance.memory.usedJSHeapSize / 1048576) : 0;
    var request = new XMLHttpRequest();
    request.open('POST', root + '/melding');
    request.setRequestHeader('Content-Type', 'application/json');
    request.timeout = 8000;
    request.send(JSON.stringify({
      versie: list === null ? '' : list.versie,
      toont: onShow === null ? '' : onShow.map(function (photo) { return photo.id; }).join(' '),
      staat: state || (lease.left() <= 0 ? 'verlopen' : (!isOpen() ? 'dicht' : (onShow === null ? 'rust' : 'speelt'))),
      uitgave: build, maat: window.innerWidth + 'x' + window.innerHeight, fout: fault, geheugen: memory,
      loopt: Math.round((now() - started) / 1000)
    }));
    fault = '';
  }

  var stream = null;
  var streamHeard = -Infinity;
  var streamAt = 0;
  var streamMissed = 0;
  function streaming() { return now() - streamHeard < 45000; }

  function listen() {
    if (!('EventSource' in window)) { return; }
    if (stream !== null) { stream.close(); }
    stream = new EventSource(root + '/stroom');
    streamAt = now();
    function heard() { streamHeard = now(); streamMissed = 0; }
    stream.addEventListener('ping', heard);
    stream.addEventListener('lijst', function (event) {
      heard();
      if (list === null || event.data !== list.versie) { askSoon(); }
    });
    stream.addEventListener('weg', askSoon);
    stream.onerror = function () { hangUp(); };
  }

  // A stream over Wi-Fi that is half open tells nothing; so it is closed when no ping has come.
  function hangUp() {
    if (stream !== null) { stream.close(); stream = null; }
    streamHeard = -Infinity;
    streamMissed += 1;
    streamAt = now() + 1000 + Math.random() * Math.min(4000 * streamMissed, 60000);
  }

  function keepStream() {
    if (stream === null) { if (now() > streamAt) { listen(); } return; }
    if (now() - streamAt > 45000 && !streaming()) { hangUp(); }
  }

  // --- keeping well ---

  function saveShell() {
    if (!hasCache) { return Promise.resolve(); }
    return open(function (cache) {
      return Promise.all(shell.map(function (what) {
        return fetch(what, { cache: 'no-store' }).then(function (response) {
          var ours = response.ok && !response.redirected && (what !== root || response.headers.get('X-In-Beeld') === 'scherm');
          return ours ? cache.put(what, response) : null;
        });
      }));
    });
  }

  function reload(why) {
    note(why);
    lease.save();
    location.reload();
  }

  // Once for each build, so that a page that does not become the new one does not load itself for ever.
  function renewPage(wanted) {
    if (session.getItem('inbeeld:uitgave') === wanted) { return; }
    try { session.setItem('inbeeld:uitgave', wanted); } catch (full) { return; }
    setTimeout(function () { saveShell().then(function () { reload('uitgave'); }, note); }, jitter(1500));
  }

  // Again and again something wrong: from the beginning, later each time.
  function stumble(what) {
    note(what);
    faults += 1;
    if (faults !== 5) { return; }
    var times = Number(session.getItem('inbeeld:herstart')) || 0;
    try { session.setItem('inbeeld:herstart', String(times + 1)); } catch (full) { times = 6; }
    setTimeout(function () { reload('fouten'); }, jitter(Math.min(15000 * Math.pow(2, times), 1800000)));
  }
  window.addEventListener('error', function (event) { if (event.message) { stumble(event.message); } });
  window.addEventListener('unhandledrejection', function (event) { stumble(event.reason); });

  function atNight() {
    var up = now() - started;
    if (up < 2 * 3600000 || now() - contact > 90000 || hours === null) { return; }
    var minute = (hours.minute + Math.floor((now() - hours.at) / 60000)) % 1440;
    var heavy = performance.memory && performance.memory.usedJSHeapSize > 300 * 1048576;
    if (heavy || (minute === 240 && up > 12 * 3600000)) { reload('nacht'); }
  }

  var awake = null;
  function stayAwake() {
    if (!navigator.wakeLock || document.visibilityState !== 'visible' || awake !== null) { return; }
    navigator.wakeLock.request('screen').then(function (lock) {
      awake = lock;
      lock.addEventListener('release', function () { awake = null; });
    }, function () { awake = null; });
  }
  document.addEventListener('visibilitychange', stayAwake);

  function serveOffline() {
    if (!hasCache || !navigator.serviceWorker) { return; }
    var script = root + '/sw.js';
    if (window.trustedTypes) {
      script = window.trustedTypes.createPolicy('sw', { createScriptURL: function (url) { return url; } }).createScriptURL(script);
    }
    navigator.serviceWorker.register(script, { scope: root }).then(function (registered) {
      registered.update().catch(function () { /* later */ });
      return saveShell();
    }).catch(note);
  }

  var savedAt = 0;
  function tick() {
    dress();
    if (lease.left() <= 0) {
      if (list !== null || onShow !== null) { list = null; goQuiet(); forget().catch(note); beat('verlopen'); }
    }
    var shut = !isOpen();
    closed.className = shut ? 'closed on' : 'closed';
    if (shut) { if (onShow !== null) { goQuiet(); } }
    else if (list === null || list.fotos.length === 0) { if (onShow !== null) { goQuiet(); } }
    else if (loading !== 0) { if (now() - loading > 70000) { loading = 0; empty(1 - front); } }
    else if (now() >= turnsAt) { next(); }
    if (now() >= askAt) { ask(); }
    if (now() >= beatAt) { beat(); }
    keepStream();
    if (now() - savedAt > 20000) { savedAt = now(); lease.save(); stayAwake(); atNight(); }
  }

  // What was kept, while it is still good.
  if (lease.left() > 0) {
    try { list = JSON.parse(store.getItem(listKey)); } catch (broken) { list = null; }
    if (list !== null && (list.inbeeld !== 1 || list.fotos.some(function (photo) { return photo.beeld.indexOf(root + '/') !== 0; }))) { list = null; }
  }
  if (list === null) { forget().catch(note); }
  beatAt = now() + 3000;
  serveOffline();
  stayAwake();
  setInterval(function () { try { tick(); } catch (error) { stumble(error); } }, 250);
  tick();
}());
