// When a screen asks for its list. node tests/server/screen_talk_test.js
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const script = fs.readFileSync(path.join(__dirname, '../../templates/site/assets/screen-talk.js'), 'utf8');

// A screen whose lists are answered when the test says so.
function screen() {
  const it = { now: 1000, asked: [], streams: [], beats: [], taken: [] };
  class XMLHttpRequest {
    open(method, what) { this.method = method; this.what = what; }
    setRequestHeader() {}
    send(body) {
      if (this.method === 'POST') { it.beats.push(JSON.parse(body)); return; }
      const echo = /n=(.*)/.exec(this.what)[1];
      it.asked.push({
        answer: (version) => {
          Object.assign(this, { status: 200, responseText: JSON.stringify({ inbeeld: 1, echo, versie: version, geldig: 3600, vraag_na: 20, weekdag: 1, minuut: 0, fotos: [], uitgave: 'b' }) });
          this.onload();
          this.onloadend();
        },
        fail: () => { this.onerror(); this.onloadend(); }
      });
    }
  }
  class EventSource {
    constructor() { this.heard = {}; it.streams.push(this); }
    addEventListener(name, act) { this.heard[name] = act; }
    close() { this.closed = true; }
  }
  const page = { XMLHttpRequest, EventSource, Math, JSON, Promise, performance: {}, innerWidth: 1, innerHeight: 1, addEventListener: (name, act) => { it[name] = act; } };
  page.window = page;
  vm.runInNewContext(script, page);
  it.me = {
    root: '/scherm/x', build: 'b', list: null, clean: '', empty: false, contact: 0, fault: '', started: 0,
    now: () => it.now, jitter: (time) => time, note: (what) => assert.fail(what), renewPage: () => assert.fail(),
    lease: { renew: () => {}, left: () => 1 }, hours: { set: () => {}, isOpen: () => true },
    wall: { takeList: () => it.taken.push(it.me.list.versie), goOn: () => {}, goQuiet: () => {}, onShow: () => [] },
    shelf: { keepList: () => {}, fetchMissing: () => {}, purge: () => (it.stuck ? Promise.reject('the disk') : Promise.resolve()) }
  };
  it.talk = page.makeTalk(it.me);
  it.pass = (time) => { it.now += time; it.talk.turn(); };
  return it;
}

const settled = () => new Promise((done) => setTimeout(done, 0));

const cases = {
  'news is asked for at once': async () => {
    const at = screen();
    at.talk.turn();
    at.asked[0].answer('one');
    at.pass(1000);
    at.streams[0].heard.lijst({ data: 'two' });
    assert.strictEqual(at.asked.length, 2);
    at.asked[1].answer('two');
    assert.deepStrictEqual(at.taken, ['one', 'two']);
    at.streams[0].heard.lijst({ data: 'two' });
    at.pass(1000);
    assert.strictEqual(at.asked.length, 2);
  },
  'news that comes while a list is under way is asked for after it': async () => {
    const at = screen();
    at.talk.turn();
    at.asked[0].answer('one');
    at.pass(1000);
    at.streams[0].heard.lijst({ data: 'two' });
    at.streams[0].heard.lijst({ data: 'three' });
    assert.strictEqual(at.asked.length, 2);
    at.asked[1].answer('two');
    at.pass(250);
    assert.strictEqual(at.asked.length, 3);
    at.asked[2].answer('three');
    assert.strictEqual(at.taken[2], 'three');
    at.pass(250);
    assert.strictEqual(at.asked.length, 3);
  },
  'a list is told to be kept to only once the cache has forgotten the rest': async () => {
    const at = screen();
    at.stuck = true;
    at.me.note = (what) => { at.noted = what; };
    at.talk.turn();
    at.asked[0].answer('one');
    await settled();
    at.pass(5000);
    assert.strictEqual(at.beats.pop().versie, '');
    at.stuck = false;
    at.pass(60000);
    at.asked[1].answer('one');
    await settled();
    assert.strictEqual(at.beats.pop().versie, 'one');
  },
  'a server that does not answer is asked less and less, and at once when the network is back': async () => {
    const at = screen();
    at.talk.turn();
    for (let times = 0; times < 6; times += 1) { at.asked[times].fail(); at.now += 130000; at.talk.turn(); }
    assert.strictEqual(at.asked.length, 7);
    at.asked[6].fail();
    at.pass(60000);
    assert.strictEqual(at.asked.length, 7);
    at.online();
    assert.strictEqual(at.asked.length, 8);
  }
};

(async () => {
  for (const [sentence, run] of Object.entries(cases)) {
    await run();
    console.log('ok: ' + sentence);
  }
})().catch((error) => { console.error(error); process.exit(1); });
