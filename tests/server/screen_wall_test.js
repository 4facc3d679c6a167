// How a screen stands that has forgotten everything. node tests/server/screen_wall_test.js
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const script = fs.readFileSync(path.join(__dirname, '../../templates/site/assets/screen-wall.js'), 'utf8');

// A page of so many pixels, and what its device keeps.
function device(width, height) {
  const kept = {};
  const store = { getItem: (key) => (key in kept ? kept[key] : null), setItem: (key, value) => { kept[key] = value; } };
  return function start(list) {
    const classes = {};
    const element = () => ({ style: {}, className: '', firstElementChild: { style: {} } });
    const elements = { wand: element(), een: element(), twee: element(), rust: element(), dicht: element() };
    const page = { document: {
      getElementById: (id) => elements[id],
      documentElement: { classList: { toggle: (name, on) => { classes[name] = on; } } }
    } };
    page.window = { innerWidth: width, innerHeight: height };
    vm.runInNewContext(script, page);
    const me = { list, store, now: () => 0, note: () => assert.fail() };
    const wall = page.makeWall(me);
    wall.dress();
    return { me, wall, classes, turned: () => /rotate\((\d+)deg\)/.exec(elements.wand.style.transform)[1] };
  };
}

const list = (gedraaid) => ({ gedraaid, overgang: 'zacht' });

const cases = {
  'it turns as the leaders say': () => {
    const screen = device(1920, 1080)(list(90));
    assert.strictEqual(screen.turned(), '90');
    assert.deepStrictEqual(screen.classes, { turned: true, upright: true, soft: true });
  },
  'with its list gone it stays as it hangs, also when it starts then': () => {
    const start = device(1920, 1080);
    const screen = start(list(270));
    screen.me.list = null;
    screen.wall.dress();
    assert.strictEqual(screen.turned(), '270');
    const later = start(null);
    assert.strictEqual(later.turned(), '270');
    assert.strictEqual(later.classes.upright, true);
  },
  'hung otherwise, it forgets how it hung': () => {
    const start = device(1920, 1080);
    start(list(90));
    start(list(0));
    assert.strictEqual(start(null).turned(), '0');
  },
  'one that was never told lies as its picture does': () => {
    assert.deepStrictEqual(device(1080, 1920)(null).classes, { turned: false, upright: true, soft: true });
  }
};

for (const [sentence, run] of Object.entries(cases)) {
  run();
  console.log('ok: ' + sentence);
}
