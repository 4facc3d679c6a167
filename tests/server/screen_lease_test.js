// How long a screen may go on without contact, whatever its clock says. node tests/server/screen_lease_test.js
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const hour = 3600 * 1000;
const script = fs.readFileSync(path.join(__dirname, '../../templates/site/assets/screen-lease.js'), 'utf8');

// A device: what it keeps, its clock on the wall, and its steady clock, which begins anew with each start.
function device() {
  const kept = {};
  const store = {
    getItem: (key) => (key in kept ? kept[key] : null),
    setItem: (key, value) => { kept[key] = value; },
    removeItem: (key) => { delete kept[key]; }
  };
  const clock = { wall: 1782979200000, steady: 0 };
  const start = (sameSession) => {
    const page = {};
    clock.steady = 0;
    vm.runInNewContext(script, page);
    return page.makeLease(store, () => clock.wall, () => clock.steady, sameSession);
  };
  const pass = (time) => { clock.wall += time; clock.steady += time; };
  return { kept, clock, start, pass };
}

function leased(length) {
  const made = device();
  made.lease = made.start(true);
  made.lease.renew(length, made.clock.steady);
  return made;
}

const cases = {
  'without contact there is nothing to show': () => {
    assert.strictEqual(device().start(true).left(), 0);
  },
  'it ends when its time is over': () => {
    const at = leased(24 * hour);
    at.pass(23 * hour);
    assert.strictEqual(at.lease.left(), hour);
    at.pass(hour);
    assert.strictEqual(at.lease.left(), 0);
  },
  'contact makes it whole again': () => {
    const at = leased(24 * hour);
    at.pass(23 * hour);
    at.lease.renew(24 * hour, at.clock.steady);
    assert.strictEqual(at.lease.left(), 24 * hour);
  },
  'an answer that was long under way counts from the question': () => {
    const at = leased(24 * hour);
    const asked = at.clock.steady;
    at.pass(hour);
    at.lease.renew(24 * hour, asked);
    assert.strictEqual(at.lease.left(), 23 * hour);
  },
  'a clock that is set back does not make it longer': () => {
    const at = leased(24 * hour);
    at.pass(20 * hour);
    at.clock.wall -= 19 * hour;
    assert.strictEqual(at.lease.left(), 4 * hour);
  },
  'a clock that is set forward ends it': () => {
    const at = leased(24 * hour);
    at.clock.wall += 30 * hour;
    assert.strictEqual(at.lease.left(), 0);
  },
  'time when the page was not open counts': () => {
    const at = leased(24 * hour);
    at.lease.save();
    at.clock.wall += 10 * hour;
    assert.strictEqual(at.start(true).left(), 14 * hour);
  },
  'a start with a clock older than it was costs all of it': () => {
    const at = leased(24 * hour);
    at.pass(hour);
    at.lease.save();
    at.clock.wall -= 2 * hour;
    assert.strictEqual(at.start(true).left(), 0);
  },
  'each start of the browser costs a quarter, so that four are the end': () => {
    const at = leased(24 * hour);
    for (let starts = 1; starts <= 4; starts += 1) {
      assert.strictEqual(at.start(false).left(), 24 * hour - starts * 6 * hour);
    }
    at.lease.save();
  },
  'nobody gives more than seven days': () => {
    assert.strictEqual(leased(30 * 24 * hour).lease.left(), 7 * 24 * hour);
  },
  'what was kept and cannot be read counts as over': () => {
    for (const broken of ['', '{', '{"given":1}', '{"given":1e99,"from":0,"used":0,"seen":0}', '{"given":9,"from":0,"used":-9,"seen":0}', 'null']) {
      const at = device();
      at.kept['inbeeld:huur'] = broken;
      assert.strictEqual(at.start(true).left(), 0, broken);
    }
  },
  'ended is ended, also after a restart': () => {
    const at = leased(24 * hour);
    at.lease.save();
    at.lease.end();
    assert.strictEqual(at.lease.left(), 0);
    assert.strictEqual(at.start(true).left(), 0);
  }
};

for (const [sentence, run] of Object.entries(cases)) {
  run();
  console.log('ok: ' + sentence);
}
