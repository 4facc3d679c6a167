// When a screen is on, over midnights and with clocks that are wrong. node tests/server/screen_hours_test.js
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const script = fs.readFileSync(path.join(__dirname, '../../templates/site/assets/screen-hours.js'), 'utf8');
const minutes = 60000;

// A device whose wall clock says this, with a lease or without.
function device(wall, open) {
  const kept = {};
  const clock = { wall, steady: 1000 };
  const store = { getItem: (key) => kept[key] || null, setItem: (key, value) => { kept[key] = value; } };
  const start = (lease) => {
    const page = { Date };
    vm.runInNewContext(script, page);
    clock.steady = 1000;
    return page.makeHours({ store, now: () => clock.steady, lease: { left: () => lease }, list: { open }, note: () => assert.fail() }, () => clock.wall);
  };
  const pass = (time) => { clock.wall += time; clock.steady += time; };
  return { clock, start, pass };
}

const evening = [{ dag: 6, van: 1200, tot: 1440 }, { dag: 7, van: 0, tot: 120 }, { dag: 7, van: 1200, tot: 1440 }, { dag: 1, van: 0, tot: 120 }];

const cases = {
  'it goes on and off by the server, not by the device': () => {
    const at = device(0, [{ dag: 3, van: 480, tot: 1080 }]);
    const hours = at.start(1);
    hours.set(3, 479, at.clock.steady);
    assert.strictEqual(hours.isOpen(), false);
    at.pass(minutes);
    assert.strictEqual(hours.isOpen(), true);
    at.pass(599 * minutes);
    assert.strictEqual(hours.isOpen(), true);
    at.pass(minutes);
    assert.strictEqual(hours.isOpen(), false);
  },
  'hours go on over midnight, also from Sunday to Monday': () => {
    const at = device(0, evening);
    const hours = at.start(1);
    hours.set(7, 1435, at.clock.steady);
    at.pass(10 * minutes);
    assert.deepStrictEqual({ ...hours.moment() }, { weekday: 1, minute: 5 });
    assert.strictEqual(hours.isOpen(), true);
    at.pass(115 * minutes);
    assert.strictEqual(hours.isOpen(), false);
    at.pass(24 * 60 * minutes * 5);
    assert.deepStrictEqual({ ...hours.moment() }, { weekday: 6, minute: 120 });
  },
  'when the clocks change, the next answer counts': () => {
    const at = device(0, [{ dag: 7, van: 120, tot: 180 }]);
    const hours = at.start(1);
    hours.set(7, 179, at.clock.steady);
    at.pass(minutes);
    assert.strictEqual(hours.isOpen(), false);
    hours.set(7, 120, at.clock.steady);  // three o'clock is two o'clock once more
    assert.strictEqual(hours.isOpen(), true);
  },
  'clocks are put forward while nothing is heard: the night has 23 hours': () => {
    const at = device(0, [{ dag: 6, van: 1320, tot: 1440 }, { dag: 7, van: 0, tot: 240 }]);  // Saturday 22:00 until four
    const hours = at.start(1);
    hours.set(6, 1380, at.clock.steady, { over: 180 * minutes, minuten: 60 });  // at two it is three
    at.pass(180 * minutes - 1);
    assert.deepStrictEqual({ ...hours.moment() }, { weekday: 7, minute: 119 });
    at.pass(1);
    assert.deepStrictEqual({ ...hours.moment() }, { weekday: 7, minute: 180 });
    at.pass(59 * minutes);
    assert.strictEqual(hours.isOpen(), true);
    at.pass(minutes);
    assert.strictEqual(hours.isOpen(), false);  // five hours after eleven
  },
  'clocks are put back while nothing is heard, also when it starts then: the night has 25 hours': () => {
    const at = device(Date.UTC(2019, 0, 1, 12, 0), [{ dag: 6, van: 1320, tot: 1440 }, { dag: 7, van: 0, tot: 240 }]);
    at.start(1).set(6, 1380, at.clock.steady, { over: 240 * minutes, minuten: -60 });  // at three it is two
    at.clock.wall += 240 * minutes;
    const hours = at.start(1);
    assert.deepStrictEqual({ ...hours.moment() }, { weekday: 7, minute: 120 });
    at.pass(119 * minutes);
    assert.strictEqual(hours.isOpen(), true);
    at.pass(minutes);
    assert.strictEqual(hours.isOpen(), false);  // six hours after eleven
    at.pass(24 * 60 * minutes);
    assert.deepStrictEqual({ ...hours.moment() }, { weekday: 1, minute: 240 });
  },
  'clocks that are put back at midnight bring the day before back': () => {
    const at = device(0, []);
    const hours = at.start(1);
    hours.set(1, 1439, at.clock.steady, { over: minutes, minuten: -60 });
    at.pass(minutes);
    assert.deepStrictEqual({ ...hours.moment() }, { weekday: 1, minute: 1380 });
    hours.set(1, 0, at.clock.steady, { over: minutes, minuten: -60 });
    at.pass(minutes);
    assert.deepStrictEqual({ ...hours.moment() }, { weekday: 7, minute: 1381 });
  },
  'after a start without network it counts on from the last answer': () => {
    const at = device(Date.UTC(2019, 0, 1, 12, 0), [{ dag: 3, van: 480, tot: 1080 }]);
    at.start(1).set(3, 600, at.clock.steady);
    at.clock.wall += 8 * 60 * minutes;
    assert.strictEqual(at.start(1).isOpen(), false);
    at.clock.wall += 14 * 60 * minutes;
    assert.deepStrictEqual({ ...at.start(1).moment() }, { weekday: 4, minute: 480 });
  },
  'without a lease what was kept does not count': () => {
    const at = device(new Date(2026, 6, 1, 10, 0).getTime(), [{ dag: 3, van: 480, tot: 1080 }]);
    at.start(1).set(1, 0, at.clock.steady);
    assert.deepStrictEqual({ ...at.start(0).moment() }, { weekday: 3, minute: 600 });
  },
  'without hours it is always on': () => {
    assert.strictEqual(device(0, []).start(1).isOpen(), true);
  }
};

for (const [sentence, run] of Object.entries(cases)) {
  run();
  console.log('ok: ' + sentence);
}
