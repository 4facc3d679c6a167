// What a screen keeps, and what it forgets. node tests/server/screen_shelf_test.js
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const script = fs.readFileSync(path.join(__dirname, '../../templates/site/assets/screen-shelf.js'), 'utf8');
const soon = () => new Promise((done) => setTimeout(done, 5));

class Headers {
  constructor(mark) { this.mark = mark; }
  get(name) { return name === 'X-In-Beeld' && this.mark ? this.mark : null; }
}

// A screen whose network answers as `answers` says by address: { status, mark, type, after }.
function screen(answers) {
  const kept = new Map();
  const asked = [];
  const stored = {};
  const it = { kept, asked, stored, full: false, noted: [], answers };
  const cache = {
    put: async (what, response) => { if (it.full) { throw new Error('QuotaExceededError'); } await (it.writing || null); kept.set(String(what), response); },
    match: async (what) => kept.get(String(what)),
    delete: async (what) => { if (it.stuck) { throw new Error('the disk'); } return kept.delete(new URL(what.url || what, 'http://a').pathname); },
    keys: async () => [...kept.keys()].map((what) => ({ url: 'http://a' + what }))
  };
  class XMLHttpRequest {
    open(method, what) { this.what = what; asked.push(what); }
    getResponseHeader() { return this.mark || null; }
    async send() {
      const answer = answers(this.what);
      await (answer.after || null);
      Object.assign(this, { status: answer.status, mark: answer.mark, response: { type: answer.type } });
      this.onload();
      this.onloadend();
    }
  }
  const page = {
    caches: { open: async () => cache, keys: async () => ['inbeeld:/scherm/x'], delete: async () => true },
    XMLHttpRequest, URL, Promise, Object, Error, console,
    Response: class { constructor(blob) { this.content = blob; } blob() { return Promise.resolve(this.content); } },
    fetch: async (what) => { asked.push(what); const answer = answers(what); return { ok: answer.status === 200, redirected: false, headers: new Headers(answer.mark) }; },
    screen: { width: 1920, height: 1080 }, innerWidth: 1920, innerHeight: 1080,
    setTimeout: (what) => setTimeout(what, 0)
  };
  page.window = page;
  vm.createContext(page);
  vm.runInContext(script, page);
  it.me = {
    root: '/scherm/x', list: null, clean: '', empty: false, lease: { end: () => {} }, jitter: (time) => time, now: () => 0,
    note: (what) => it.noted.push(String(what)),
    store: {
      getItem: (key) => (key in stored ? stored[key] : null),
      setItem: (key, value) => { if (it.full) { throw new Error('QuotaExceededError'); } stored[key] = value; },
      removeItem: (key) => { delete stored[key]; }
    }
  };
  it.me.shelf = it.shelf = page.makeShelf(it.me);
  return it;
}

const photo = (id) => ({ id, beeld: '/scherm/x/beeld/' + id, groot: false });
const list = (...ids) => ({ inbeeld: 1, versie: ids.join(), fotos: ids.map(photo) });
const ours = () => ({ status: 200, mark: 'deel', type: 'image/jpeg' });
const pictures = (at) => [...at.kept.keys()].filter((what) => what.includes('/beeld/'));

async function wait(so) {
  for (let tries = 0; tries < 400 && !so(); tries += 1) { await soon(); }
  assert(so());
}

const cases = {
  'all that is on the list is fetched, once': async () => {
    const at = screen(ours);
    at.me.list = list('a', 'b', 'c');
    at.shelf.fetchMissing();
    await wait(() => pictures(at).length === 3);
    await soon();
    at.shelf.fetchMissing();
    await soon();
    assert.strictEqual(at.asked.length, 3);
  },
  'a list that changes while pictures are fetched is fetched at once': async () => {
    let arrive;
    const held = new Promise((done) => { arrive = done; });
    const at = screen((what) => ({ ...ours(), after: what.includes('/b/') ? held : null }));
    at.me.list = list('a', 'b', 'c');
    at.shelf.fetchMissing();
    await wait(() => at.asked.length === 2);
    at.me.list = list('d');
    at.shelf.fetchMissing();
    arrive();
    await wait(() => pictures(at).includes('/scherm/x/beeld/d/1920'));
    assert(!at.asked.includes('/scherm/x/beeld/c/1920'));
    assert(!pictures(at).includes('/scherm/x/beeld/b/1920'));
  },
  'a picture that did not come is tried again by itself': async () => {
    let tries = 0;
    const at = screen((what) => (what.includes('/b/') && (tries += 1) < 3 ? { status: 503, mark: 'deel' } : ours()));
    at.me.list = list('a', 'b', 'c');
    at.shelf.fetchMissing();
    await wait(() => pictures(at).length === 3);
  },
  'a picture that is withdrawn while it is under way is not kept': async () => {
    let arrive;
    const at = screen(() => ({ ...ours(), after: new Promise((done) => { arrive = done; }) }));
    at.me.list = list('a');
    at.shelf.picture(photo('a'), () => {}, () => {});
    await soon();
    at.me.list = list('b');
    arrive();
    await soon();
    assert.deepStrictEqual(pictures(at), []);
  },
  'a picture that is withdrawn while it is being written does not stay': async () => {
    let written;
    const at = screen(ours);
    at.writing = new Promise((done) => { written = done; });
    at.me.list = list('a');
    at.shelf.picture(photo('a'), () => {}, () => {});
    await soon();
    at.me.list = list('b');
    await at.shelf.purge(at.me.list.fotos);
    written();
    await soon();
    assert.deepStrictEqual(pictures(at), []);
  },
  'what a portal answers is not kept, whatever it calls it': async () => {
    for (const lie of [{ status: 200, type: 'text/html' }, { status: 200, type: 'image/gif' }, { status: 410, type: 'text/html' }]) {
      const at = screen(() => lie);
      at.me.list = list('a');
      let status = null;
      at.shelf.picture(photo('a'), () => assert.fail('it was shown'), (said) => { status = said; });
      await wait(() => status !== null);
      assert.strictEqual(status, 0);
      assert.deepStrictEqual(pictures(at), []);
      await assert.rejects(at.shelf.saveShell());
      assert.strictEqual(at.kept.size, 0);
    }
  },
  'the page and its scripts are kept all together or not at all': async () => {
    const at = screen((what) => ({ status: what.includes('wall') ? 502 : 200, mark: what.includes('assets') ? 'deel' : 'scherm' }));
    await assert.rejects(at.shelf.saveShell());
    assert.strictEqual(at.kept.size, 0);
    at.answers = null;
    const whole = screen((what) => ({ status: 200, mark: what.includes('assets') ? 'deel' : 'scherm' }));
    await whole.shelf.saveShell();
    assert.strictEqual(whole.kept.size, 9);
  },
  'where there is no room, the same pictures are not fetched again and again': async () => {
    const at = screen(ours);
    at.full = true;
    at.me.list = list('a', 'b', 'c');
    for (let times = 0; times < 5; times += 1) { at.shelf.fetchMissing(); await soon(); await soon(); }
    assert.strictEqual(at.asked.length, 1);
    assert(at.noted.length > 0);
    let shown = 0;
    at.shelf.picture(photo('b'), () => { shown += 1; }, () => {});
    await wait(() => shown === 1);
  },
  'where there is no room, no older list stays in the place of the new one': async () => {
    const at = screen(ours);
    at.shelf.keepList(list('a', 'b'));
    assert.strictEqual(at.shelf.keptList().versie, 'a,b');
    at.full = true;
    at.shelf.keepList(list('a'));
    assert.strictEqual(at.shelf.keptList(), null);
  },
  'a screen says that it is empty only once it is': async () => {
    const at = screen(ours);
    at.me.list = list('a');
    at.shelf.fetchMissing();
    await wait(() => pictures(at).length === 1);
    at.stuck = true;
    await assert.rejects(at.shelf.forget());
    assert.strictEqual(at.me.empty, false);
    at.stuck = false;
    await at.shelf.forget();
    assert.strictEqual(at.me.empty, true);
    assert.deepStrictEqual(pictures(at), []);
  },
  'a picture that cannot be shown is asked for anew': async () => {
    const at = screen(ours);
    at.me.list = list('a');
    at.shelf.picture(photo('a'), () => {}, () => {});
    await wait(() => pictures(at).length === 1);
    at.shelf.drop(photo('a'));
    await wait(() => pictures(at).length === 0);
    at.shelf.fetchMissing();
    await wait(() => pictures(at).length === 1);
  }
};

(async () => {
  for (const [sentence, run] of Object.entries(cases)) {
    await run();
    console.log('ok: ' + sentence);
  }
})().catch((error) => { console.error(error); process.exit(1); });
