// How a screen talks with its server: it asks for its list, hears of changes over a stream while that works, and tells what it
// shows.
(function (exports) {
  'use strict';

  exports.makeTalk = function (me) {
    var asking = false;
    var again = false;
    var missed = 0;
    var askAt = 0;

    function take(answer, asked) {
      var before = me.list;
      me.lease.renew(answer.geldig * 1000, asked);
      me.contact = me.now();
      me.hours.set(answer.weekdag, answer.minuut, asked, answer.verzet);
      me.list = before !== null && before.versie === answer.versie ? before : answer;
      me.list.geldig = answer.geldig;
      me.empty = false;
      me.wall.goOn();
      if (me.list !== before) {
        me.clean = '';
        me.shelf.keepList(answer);
        me.wall.takeList();
      }
      if (me.clean !== me.list.versie) { clean(); } else { me.shelf.fetchMissing(); }
      if (answer.uitgave !== me.build) { me.renewPage(answer.uitgave); }
    }

    // Only when the cache has forgotten what is not on the list is the server told so; until then it is tried again.
    function clean() {
      var list = me.list;
      me.shelf.purge(list.fotos).then(function () {
        if (me.list !== list) { return; }
        me.clean = list.versie;
        beat();
        me.shelf.fetchMissing();
      }, me.note);
    }

    // Our address is no address any more.
    function goAway() {
      me.wall.goQuiet();
      me.shelf.forget().then(function () { beat('weg'); }, me.note);
      askAt = me.now() + me.jitter(600000);
    }

    function ask() {
      if (asking) { return; }
      asking = true;
      again = false;
      var echo = Math.random().toString(36).slice(2) + Math.random().toString(36).slice(2);
      var asked = me.now();  // an answer is good from the question on, however long it was under way
      var request = new XMLHttpRequest();
      request.open('GET', me.root + '/lijst?n=' + echo);
      request.timeout = Math.min(8000 * (missed + 1), 60000);  // a slow line may take longer, once that is known
      request.onload = function () {
        var answer = null;
        try { answer = JSON.parse(request.responseText); } catch (foreign) { answer = null; }
        // Ours, and to this very question: not out of a cache, not from a box that answers everything.
        if (!answer || answer.inbeeld !== 1 || answer.echo !== echo) { missed += 1; me.wall.goOn(); return; }
        missed = 0;
        if (request.status === 410) { goAway(); return; }
        try { take(answer, asked); } catch (broken) { me.note(broken); }
      };
      request.onerror = request.ontimeout = function () { missed += 1; me.wall.goOn(); };
      request.onloadend = function () {
        asking = false;
        var usual = streaming() ? 60000 : (me.list === null ? 5000 : me.list.vraag_na * 1000);
        if (again && missed === 0) { askAt = 0; return; }
        askAt = Math.max(askAt, me.now() + me.jitter(missed > 0 ? Math.min(5000 * Math.pow(2, missed - 1), 120000) : usual));
      };
      request.send();
    }

    // What is under way already may have been answered before the news.
    function askSoon() {
      again = asking;
      askAt = 0;
      ask();
    }

    function stateNow() {
      if (me.lease.left() <= 0) { return me.empty ? 'verlopen' : 'rust'; }  // 'verlopen' says that nothing is left here
      if (!me.hours.isOpen()) { return 'dicht'; }
      return me.wall.onShow().length === 0 ? 'rust' : 'speelt';
    }

    var beatAt = 0;
    function beat(state) {
      beatAt = me.now() + me.jitter(60000);
      var memory = performance.memory ? Math.round(performance.memory.usedJSHeapSize / 1048576) : 0;
      var request = new XMLHttpRequest();
      request.open('POST', me.root + '/melding');
      request.setRequestHeader('Content-Type', 'application/json');
      request.timeout = 8000;
      request.send(JSON.stringify({
        versie: me.clean,
        toont: me.wall.onShow().map(function (photo) { return photo.id; }).join(' '),
        staat: state || stateNow(),
        uitgave: me.build, maat: window.innerWidth + 'x' + window.innerHeight, fout: me.fault, geheugen: memory,
        loopt: Math.round((me.now() - me.started) / 1000)
      }));
      me.fault = '';
    }

    var stream = null;
    var streamHeard = -Infinity;
    var streamAt = 0;
    var streamMissed = 0;
    function streaming() { return me.now() - streamHeard < 45000; }

    function listen() {
      if (!('EventSource' in window)) { return; }
      if (stream !== null) { stream.close(); }
      stream = new EventSource(me.root + '/stroom');
      streamAt = me.now();
      function heard() {
        streamHeard = me.now();
        streamMissed = 0;
        if (missed > 0) { askSoon(); }  // it is there again
      }
      stream.addEventListener('ping', heard);
      stream.addEventListener('lijst', function (event) {
        heard();
        if (me.list === null || event.data !== me.list.versie) { askSoon(); }
      });
      stream.addEventListener('weg', askSoon);
      stream.onerror = function () { hangUp(); };
    }

    // A stream over Wi-Fi that is half open tells nothing; so it is closed when no ping has come.
    function hangUp() {
      if (stream !== null) { stream.close(); stream = null; }
      streamHeard = -Infinity;
      streamMissed += 1;
      streamAt = me.now() + 1000 + Math.random() * Math.min(4000 * streamMissed, 8000);
    }

    function keepStream() {
      if (stream === null) { if (me.now() > streamAt) { listen(); } return; }
      if (me.now() - streamAt > 45000 && !streaming()) { hangUp(); }
    }

    // Whatever is due now.
    function turn() {
      if (me.now() >= askAt) { ask(); }
      if (me.now() >= beatAt) { beat(); }
      keepStream();
    }

    // The device has its network back.
    window.addEventListener('online', function () { hangUp(); streamAt = 0; askSoon(); });

    beatAt = me.now() + 3000;
    return { ask: ask, askSoon: askSoon, beat: beat, turn: turn };
  };
}(this));
