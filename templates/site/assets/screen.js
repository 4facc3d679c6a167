// A screen in a waiting room. It shows the slides of its list, keeps them for when the network fails, and drops a photo as soon
// as the list no longer holds it, or when nothing has been heard for as long as the list is good for.
// Plain ES2015 and old interfaces: televisions are old.
(function () {
  'use strict';

  // A page and scripts of two releases, or a script that did not come: once more from the beginning.
  if (!window.makeLease || !window.makeHours || !window.makeShelf || !window.makeWall || !window.makeTalk) {
    setTimeout(function () { location.reload(); }, 20000 + Math.random() * 20000);
    return;
  }

  // The page says that it loads itself anew after some minutes, should its scripts not come. They have.
  window.stop();

  function now() { return performance.now(); }
  function jitter(ms) { return ms * (0.7 + Math.random() * 0.6); }
  function note(what) { me.fault = String(what).slice(0, 100); }

  var nothing = { getItem: function () { return null; }, setItem: function () {}, removeItem: function () {} };
  function storage(name) { try { return window[name] || nothing; } catch (forbidden) { return nothing; } }

  var me = {
    root: document.body.getAttribute('data-root'),
    build: document.body.getAttribute('data-build'),
    list: null,           // what the server said last, while it is good
    clean: '',            // version of the list beside which nothing else is kept any more
    empty: false,         // nothing is kept at all
    contact: -Infinity,
    fault: '',
    started: now(),
    store: storage('localStorage'),
    session: storage('sessionStorage'),
    now: now, jitter: jitter, note: note, renewPage: renewPage
  };
  var faults = 0;
  me.lease = window.makeLease(me.store, Date.now, now, me.session.getItem('inbeeld:sessie') === '1');
  try { me.session.setItem('inbeeld:sessie', '1'); } catch (full) { note('opslag'); }
  me.hours = window.makeHours(me, Date.now);
  me.shelf = window.makeShelf(me);
  me.wall = window.makeWall(me);
  me.talk = window.makeTalk(me);

  // --- keeping well ---

  // Where no worker brings the page, a browser that does not find it shows its own error, and stays with that.
  function reload(why) {
    note(why);
    me.lease.save();
    if (navigator.serviceWorker && navigator.serviceWorker.controller) { location.reload(); return; }
    var request = new XMLHttpRequest();
    request.open('GET', me.root);
    request.timeout = 20000;
    request.onload = function () { if (request.getResponseHeader('X-In-Beeld') === 'scherm') { location.reload(); } };
    request.onloadend = function () { setTimeout(function () { reload(why); }, jitter(60000)); };
    request.send();
  }

  // Once for each build, so that a page that does not become the new one does not load itself for ever.
  function renewPage(wanted) {
    if (me.session.getItem('inbeeld:uitgave') === wanted) { return; }
    try { me.session.setItem('inbeeld:uitgave', wanted); } catch (full) { return; }
    setTimeout(function () {
      me.shelf.saveShell().then(function () { reload('uitgave'); }, function (error) {
        note(error);
        me.session.removeItem('inbeeld:uitgave');  // it did not come whole: with the next list once more
      });
    }, jitter(1500));
  }

  // Again and again something wrong: from the beginning, later each time.
  function stumble(what) {
    note(what);
    faults += 1;
    if (faults !== 5) { return; }
    var times = Number(me.session.getItem('inbeeld:herstart')) || 0;
    try { me.session.setItem('inbeeld:herstart', String(times + 1)); } catch (full) { times = 6; }
    setTimeout(function () { reload('fouten'); }, jitter(Math.min(15000 * Math.pow(2, times), 1800000)));
  }
  window.addEventListener('error', function (event) { if (event.message) { stumble(event.message); } });
  window.addEventListener('unhandledrejection', function (event) { stumble(event.reason); });

  function atNight() {
    var up = now() - me.started;
    if (up < 2 * 3600000 || now() - me.contact > 90000) { return; }
    var minute = me.hours.moment().minute;
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
    if (!me.shelf.hasCache || !navigator.serviceWorker) { return; }
    var script = me.root + '/sw.js';
    if (window.trustedTypes) {
      script = window.trustedTypes.createPolicy('sw', { createScriptURL: function (url) { return url; } }).createScriptURL(script);
    }
    // So that the browser does not throw it away when it needs room.
    if (navigator.storage && navigator.storage.persist) { navigator.storage.persist().catch(note); }
    navigator.serviceWorker.register(script, { scope: me.root }).then(function (registered) {
      registered.update().catch(function () { /* later */ });
      return me.shelf.saveShell();
    }).catch(note);
  }

  var savedAt = 0;
  function tick() {
    me.wall.dress();
    if (me.lease.left() <= 0 && (me.list !== null || me.wall.onShow().length > 0)) {
      me.list = null;
      me.wall.goQuiet();
      me.talk.askSoon();  // perhaps it was only the clock that was put right
      me.shelf.forget().then(function () { if (me.empty) { me.talk.beat('verlopen'); } }).catch(note);
    }
    me.wall.turn();
    me.talk.turn();
    if (now() - savedAt > 20000) { savedAt = now(); me.lease.save(); stayAwake(); atNight(); }
  }

  // What was kept, while it is still good.
  if (me.lease.left() > 0) { me.list = me.shelf.keptList(); }
  if (me.list === null) { me.shelf.forget().catch(note); }
  serveOffline();
  stayAwake();
  setInterval(function () { try { tick(); } catch (error) { stumble(error); } }, 250);
  tick();
}());
