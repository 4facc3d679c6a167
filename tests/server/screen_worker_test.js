// What a screen's service worker answers with, on good networks and bad. node tests/server/screen_worker_test.js
'use strict';
const assert = require('assert');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const script = fs.readFileSync(path.join(__dirname, '../../templates/site/assets/screen-worker.js'), 'utf8');
const root = 'http://a/scherm/x';

class Response {
  constructor(text, { status = 200, mark = null, redirected = false } = {}) {
    Object.assign(this, { text, status, ok: status < 300, redirected, headers: { get: () => mark } });
  }
}

// kept: addresses that are in the cache. network: what it answers; null: it is cut; 'hangs': it never answers.
function started(kept, network) {
  const heard = {};
  const at = { network };
  const worker = {
    registration: { scope: root }, location: { origin: 'http://a' }, skipWaiting() {},
    addEventListener: (name, act) => { heard[name] = act; },
    caches: { match: async (request) => (kept.includes(new URL(request.url).pathname) ? new Response('kept') : undefined) },
    fetch: async () => {
      if (at.network === null) { throw new TypeError('Failed to fetch'); }
      return at.network === 'hangs' ? new Promise(() => {}) : at.network;
    },
    Response: Object.assign(class extends Response {}, { error: () => new Response('error', { status: 0 }) }),
    URL, Promise, clearTimeout, setTimeout: (what) => setTimeout(what, 0)
  };
  worker.self = worker;
  vm.runInNewContext(script, worker);
  at.ask = async (address, cache) => {
    let answer = 'not ours to answer';
    heard.fetch({
      request: { url: 'http://a' + address, method: 'GET', mode: address.startsWith('/assets') ? 'no-cors' : 'navigate', cache: cache || 'default' },
      respondWith: (promise) => { answer = promise; }
    });
    return answer === 'not ours to answer' ? answer : (await answer).text;
  };
  return at;
}

const asked = (address, kept, network) => started(kept, network).ask(address);

const page = '/scherm/x';
const part = '/assets/screen.js?build';
const kept = ['/scherm/x', '/assets/screen.js'];
const portal = new Response('portal');

const cases = {
  'the server brings the newest': async () => {
    assert.strictEqual(await asked(page, kept, new Response('new', { mark: 'scherm' })), 'new');
    assert.strictEqual(await asked(part, kept, new Response('new', { mark: 'deel' })), 'new');
  },
  'without network there is what was kept, of whichever release': async () => {
    assert.strictEqual(await asked(page, kept, null), 'kept');
    assert.strictEqual(await asked(part, kept, null), 'kept');
  },
  'a portal that answers everything is not believed': async () => {
    for (const lie of [portal, new Response('gone', { status: 410 }), new Response('not found', { status: 404 }),
      new Response('sent on', { redirected: true, mark: 'scherm' }), new Response('busy', { status: 503 })]) {
      assert.strictEqual(await asked(page, kept, lie), 'kept', lie.text);
      assert.strictEqual(await asked(part, kept, lie), 'kept', lie.text);
    }
  },
  'a network that says nothing is not waited for long': async () => {
    assert.strictEqual(await asked(page, kept, 'hangs'), 'kept');
  },
  'a page and its scripts are of one release, also when the network comes and goes': async () => {
    const at = started(kept, null);
    assert.strictEqual(await at.ask(page), 'kept');
    at.network = new Response('new', { mark: 'deel' });
    assert.strictEqual(await at.ask(part), 'kept');
    assert.strictEqual(await at.ask(part, 'no-store'), 'not ours to answer');
    assert.strictEqual(await at.ask('/assets/screen-new.js'), 'new');
    at.network = new Response('new', { mark: 'scherm' });
    assert.strictEqual(await at.ask(page), 'new');
    assert.strictEqual(await at.ask(part), 'new');
  },
  'where nothing was kept, the screen tries again by itself': async () => {
    for (const answer of [null, portal, new Response('bad gateway', { status: 502 })]) {
      assert.match(await asked(page, [], answer), /http-equiv="refresh"/);
    }
  },
  'an address that was taken away still opens the page that forgets everything': async () => {
    const gone = new Response('weg', { status: 410, mark: 'deel' });
    assert.strictEqual(await asked(page, kept, gone), 'kept');
    assert.strictEqual(await asked(page, [], gone), 'weg');
  },
  'pictures and lists are left to the page': async () => {
    assert.strictEqual(await asked('/scherm/x/lijst', kept, null), 'not ours to answer');
    assert.strictEqual(await asked('/scherm/x/beeld/a', kept, null), 'not ours to answer');
  }
};

(async () => {
  for (const [sentence, run] of Object.entries(cases)) {
    await run();
    console.log('ok: ' + sentence);
  }
})().catch((error) => { console.error(error); process.exit(1); });
