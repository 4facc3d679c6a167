// When a screen is on. Counted is what the server's clock said last, in its time zone: on from there while the page is open, and
// after a start without network by the device's own clock, which is known not to have been set back while the lease runs. What
// that clock says by itself may be hours off, and is used only where there is nothing else.
(function (exports) {
  'use strict';

  exports.makeHours = function (me, wall) {
    var key = 'inbeeld:uren';
    var last = null;  // weekday and minute of the day, when our steady clock said `at`
    try {
      var kept = JSON.parse(me.store.getItem(key));
      if (me.lease.left() > 0 && kept !== null && isFinite(kept.wall)) {
        last = { weekday: kept.weekday, minute: kept.minute, at: me.now() - Math.max(0, wall() - kept.wall), change: kept.change };
      }
    } catch (broken) { last = null; }

    // change: when the clocks there are put forward or back, which may be while nothing is heard: in how many milliseconds (over),
    // and by how many minutes (minuten). Left out when that is not this week.
    function set(weekday, minute, at, change) {
      last = { weekday: weekday, minute: minute, at: at, change: change };
      var then = wall() - (me.now() - at);
      try {
        me.store.setItem(key, JSON.stringify({ weekday: weekday, minute: minute, wall: then, change: change }));
      } catch (full) { me.note('opslag'); }
    }

    function minutesNow() {
      var since = me.now() - last.at;
      var changed = last.change && since >= last.change.over ? last.change.minuten : 0;
      return Math.floor(since / 60000) + last.minute + changed;
    }

    // Monday is 1.
    function moment() {
      var here = new Date(wall());
      var minute = last === null ? here.getHours() * 60 + here.getMinutes() : minutesNow();
      var day = last === null ? (here.getDay() || 7) - 1 : last.weekday - 1 + Math.floor(minute / 1440);
      return { weekday: (day + 7) % 7 + 1, minute: (minute + 1440) % 1440 };
    }

    function isOpen() {
      if (me.list === null || me.list.open.length === 0) { return true; }
      var time = moment();
      return me.list.open.some(function (one) { return one.dag === time.weekday && time.minute >= one.van && time.minute < one.tot; });
    }

    return { set: set, moment: moment, isOpen: isOpen };
  };
}(this));
