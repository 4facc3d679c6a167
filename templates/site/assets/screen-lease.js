// How long a screen may go on showing people's photos without hearing from the server. The clock of a television may be old,
// and somebody may set it back; neither makes the time longer. Counted is the most that any clock says: the one that only
// runs on while the page is open, and the one on the wall from the last contact on. What cannot be told counts as over.
(function (exports) {
  'use strict';

  var longest = 7 * 24 * 3600 * 1000;
  var slack = 5000;  // by so much clocks are put right by their network

  // store: getItem, setItem, removeItem. wall, steady: milliseconds. sameSession: the browser has not been closed since.
  exports.makeLease = function (store, wall, steady, sameSession) {
    var key = 'inbeeld:huur';
    var state = null;  // given: length in ms; from: wall clock at contact; used: ms since; seen: wall clock, last written
    var mark = steady();

    function number(value) { return typeof value === 'number' && isFinite(value); }

    function keep() {
      try { store.setItem(key, JSON.stringify(state)); } catch (full) { /* then it ends with the page */ }
    }

    function drop() {
      state = null;
      try { store.removeItem(key); } catch (closed) { /* it was not kept either */ }
    }

    function takeUp() {
      var kept = null;
      try { kept = JSON.parse(store.getItem(key)); } catch (broken) { kept = null; }
      var sound = kept && number(kept.given) && number(kept.from) && number(kept.used) && number(kept.seen) && kept.used >= 0;
      var now = wall();
      // A clock that stands before what it said itself: nobody knows how long it was off.
      if (!sound || now < kept.seen - slack || kept.given > longest) { drop(); return; }
      state = kept;
      state.used = Math.max(state.used + Math.max(0, now - state.seen), now - state.from);
      // A computer without a battery for its clock may wake with the time of when it slept. Each such start costs a quarter.
      if (!sameSession) { state.used += state.given / 4; }
      state.seen = now;
      keep();
    }

    function count() {
      if (state === null) { return; }
      var now = steady();
      state.used = Math.max(state.used + Math.max(0, now - mark), wall() - state.from);
      mark = now;
    }

    takeUp();
    return {
      // asked: steady clock when the question left; the answer is good from then on.
      renew: function (milliseconds, asked) {
        var late = Math.max(0, steady() - asked);
        mark = steady();
        state = { given: Math.min(milliseconds, longest), from: wall() - late, used: late, seen: wall() };
        keep();
      },
      left: function () {
        count();
        return state === null ? 0 : Math.max(0, state.given - state.used);
      },
      save: function () {
        count();
        if (state !== null) { state.seen = wall(); keep(); }
      },
      end: drop
    };
  };
}(this));
