// What goes wrong in waiting rooms, one after the other, with Chromium as the screen. Exit code 1 when the screen did not do as it should.
//   NODE_PATH=FOLDER/node_modules node tests/bench/screens/trouble.js PROGRAM LIBRARY [DAY [WORDS OF A CASE]]
'use strict';
const assert = require('assert');
const { Stage, sleep, until } = require('./stage.js');

const hour = 3600000;
const shows = (page) => page.evaluate(() => window.look.shows().join());
const calm = (page) => page.evaluate(() => window.look.calm());
const photosKept = (page) => page.evaluate(async () => (await window.look.kept()).filter((name) => name.includes('/beeld/')).length);
const holds = (page, id) => page.evaluate((which) => window.look.has(which), id);
const pass = (page, time) => page.evaluate((some) => window.clocks.pass(some), time);

async function hung(stage, ...wishes) {
  const root = await stage.addScreen('r1', ...wishes);
  const page = await stage.screen(root);
  page.root = root;
  await until('all is kept', async () => await photosKept(page) === await page.evaluate(() => window.look.list().fotos.length), 60000);
  await until('something is on show', async () => await shows(page) !== '');
  return page;
}

// Slides go on, with whatever is kept.
async function plays(page) {
  for (let times = 0; times < 3; times += 1) {
    const before = await shows(page);
    await pass(page, 13000);
    await until('the next slide', async () => { const now = await shows(page); return now !== '' && now !== before; }, 20000);
  }
}

// While the network is bad somebody withdraws; then it is well again.
async function recovers(stage, page, make, mend) {
  const { photo, id } = await stage.oneOf();
  await make();
  await stage.say('withdraw', photo);
  try {
    await plays(page);
    const begun = Date.now();
    await page.reload({ waitUntil: 'commit', timeout: 60000 }).catch(() => {});
    await until('it starts from what it keeps', async () => await shows(page) !== '', 40000);
    const started = Date.now() - begun;
    await plays(page);
    await mend();
    const took = await until('what was withdrawn is gone', async () => !await holds(page, id), 60000);
    await until('the leaders know', async () => {
      const receipt = (await stage.receipts()).find((one) => one.photo === photo);
      return receipt === undefined || receipt.waiting_for.length === 0 || !receipt.waiting_for.includes(page.id);
    }, 60000);
    await until('it plays', async () => await shows(page) !== '');
    assert.deepStrictEqual(page.complaints, []);
    return `starts without network in ${started} ms, recovers in ${took} ms`;
  } finally { await mend(); await stage.say('grant', photo); }
}

async function withNetwork(stage, mode) {
  const page = await hung(stage);
  return [page, await recovers(stage, page, () => stage.network.become(mode), () => stage.network.become('well'))];
}

const cases = {};
for (const mode of ['cut', 'hangs', 'portal', 'portal of any type', 'portal that sends on', 'portal with 404', 'portal with 410',
  'portal with a pixel', 'error 500', 'error 503']) {
  cases['the network: ' + mode] = (stage) => withNetwork(stage, mode);
}

Object.assign(cases, {
  'a slow network': async (stage) => {
    const page = await hung(stage);
    return [page, await recovers(stage, page, () => stage.network.slow(1500, 8000), () => stage.network.slow(0, 0))];
  },
  'the server is killed and comes back': async (stage) => {
    const page = await hung(stage);
    await stage.stopServer('SIGKILL');
    await plays(page);
    await stage.serve();
    const { photo, id } = await stage.oneOf();
    const begun = Date.now();
    await stage.say('withdraw', photo);
    await until('what was withdrawn is gone', async () => !await holds(page, id), 60000);
    const took = Date.now() - begun;
    await stage.say('grant', photo);
    return [page, `recovers in ${took} ms`];
  },
  'away for longer than the lease, which ends in time': async (stage) => {
    const page = await hung(stage, '--lease', '1h', '--turned', '90');
    await stage.network.become('cut');
    await pass(page, hour - 120000);  // and it was heard some time before the network was cut
    await sleep(2000);
    await plays(page);
    await pass(page, 120000);
    await until('it is neutral', () => calm(page), 3000);
    await until('nothing is kept', async () => await photosKept(page) === 0, 3000);
    assert.strictEqual(await page.evaluate(() => window.look.list()), null);
    await page.reload({ waitUntil: 'commit' });
    await sleep(2000);
    assert(await calm(page));
    assert(await page.evaluate(() => document.documentElement.classList.contains('turned')), 'what is neutral lies on its side');
    await stage.network.become('well');
    const took = await until('it plays again', async () => await shows(page) !== '', 60000);
    return [page, `plays again after ${took} ms`];
  },
  'the clock is set back': async (stage) => {
    const page = await hung(stage, '--lease', '1h');
    await stage.network.become('cut');
    await page.evaluate(() => { window.clocks.wall -= 50 * 3600000; });
    await plays(page);
    await page.evaluate(() => { window.clocks.steady += 3600000; });
    await until('it is neutral', () => calm(page), 3000);
    await until('nothing is kept', async () => await photosKept(page) === 0, 3000);
    await stage.network.become('well');
    await until('it plays again', async () => await shows(page) !== '', 60000);
    return [page, 'ends by the steady clock'];
  },
  'the clock is set forward': async (stage) => {
    const page = await hung(stage);
    await page.evaluate(() => { window.clocks.wall += 100 * 3600000; });
    await sleep(600);
    const took = await until('it plays again', async () => await shows(page) !== '' && await photosKept(page) > 3, 20000);
    return [page, `asks at once, plays after ${took} ms`];
  },
  'the storage is full': async (stage) => {
    const root = await stage.addScreen('r1');
    const before = (await stage.network.asked()).beeld || 0;
    const page = await stage.screen(root, { before: () => {
      Cache.prototype.put = () => Promise.reject(new DOMException('no room', 'QuotaExceededError'));
      Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    } });
    await until('something is on show', async () => await shows(page) !== '');
    await plays(page);
    await sleep(70000);
    const asked = (await stage.network.asked()).beeld - before;
    assert(asked < 25, `${asked} pictures were fetched`);
    const { photo } = await stage.oneOf();
    const alt = await page.evaluate(() => window.look.shows().join());
    await stage.say('withdraw', photo);
    await sleep(3000);
    await stage.say('grant', photo);
    return [page, `${asked} pictures fetched in more than a minute, of which ${alt ? 'one' : 'none'} on show`];
  },
  'the address is taken away': async (stage) => {
    const page = await hung(stage);
    const id = JSON.parse(await stage.run('screens', 'list', '--json')).pop().screen;
    const begun = Date.now();
    await stage.run('screens', 'revoke', id);
    await until('it is neutral', () => calm(page), 10000);
    await until('nothing is kept', async () => await photosKept(page) === 0, 10000);
    const took = Date.now() - begun;
    await until('it has told so', async () => JSON.parse(await stage.run('screens', 'list', '--json')).pop().state === 'weg', 10000);
    return [page, `empty after ${took} ms`];
  },
  'the address is taken away while the device is off': async (stage) => {
    const page = await hung(stage);
    const id = JSON.parse(await stage.run('screens', 'list', '--json')).pop().screen;
    await page.closeAll();
    await stage.run('screens', 'revoke', id);
    const again = await stage.screen(page.root, { profile: page.profile });
    await until('nothing is kept', async () => await photosKept(again) === 0, 15000);
    assert(await calm(again));
    await until('it has told so', async () => JSON.parse(await stage.run('screens', 'list', '--json')).pop().state === 'weg', 10000);
    return [again, 'empties itself at the next start'];
  },
  'a photo is withdrawn while the device is off': async (stage) => {
    const page = await hung(stage);
    await page.closeAll();
    const { photo, id } = await stage.oneOf();
    await stage.say('withdraw', photo);
    const again = await stage.screen(page.root, { profile: page.profile, before: () => {
      window.seen = {};
      setInterval(() => { if (window.look) { window.look.shows().forEach((name) => { window.seen[name] = true; }); } }, 20);
    } });
    const alt = await again.evaluate((which) => { const one = (window.look.list() || { fotos: [] }).fotos.find((each) => each.id === which); return one && one.alt; }, id);
    await until('it plays', async () => await shows(again) !== '', 10000);
    await until('it is gone', async () => !await holds(again, id), 10000);
    assert(!(await again.evaluate(() => Object.keys(window.seen))).includes(alt));
    await stage.say('grant', photo);
    return [again, 'is not shown when it starts'];
  },
  'the browser is started without network': async (stage) => {
    const page = await hung(stage);
    await page.closeAll();
    await stage.network.become('cut');
    const begun = Date.now();
    const again = await stage.screen(page.root, { profile: page.profile });
    await until('it plays', async () => await shows(again) !== '', 20000);
    const took = Date.now() - begun;
    await plays(again);
    await stage.network.become('well');
    return [again, `plays ${took} ms after the browser was started`];
  },
  'its scripts do not come at the first start': async (stage) => {
    const root = await stage.addScreen('r1');
    let cut = true;
    const page = await stage.screen('/robots.txt');
    await page.route('**/assets/screen*.js*', (route) => (cut ? route.abort() : route.continue()));
    await page.goto(stage.address(root), { waitUntil: 'commit' });
    const asked = (await stage.network.asked()).page;
    await sleep(2000);
    cut = false;
    const took = await until('it has loaded itself anew', async () => (await stage.network.asked()).page > asked && await shows(page) !== '', 330000);
    await page.unroute('**/assets/screen*.js*');
    return [page, `loads itself anew after ${Math.round(took / 1000)} s`];
  },
  'the leaders have it load itself anew': async (stage) => {
    const page = await hung(stage);
    const id = JSON.parse(await stage.run('screens', 'list', '--json')).pop().screen;
    await page.evaluate(() => { window.old = true; });
    await stage.run('screens', 'reload', id);
    const took = await until('it is a new page', async () => !await page.evaluate(() => window.old === true), 20000);
    await until('it plays', async () => await shows(page) !== '');
    await page.evaluate(() => { window.old = true; });
    await sleep(8000);
    assert(await page.evaluate(() => window.old), 'it loaded itself once more');
    return [page, `a new page after ${took} ms, and only one`];
  },
  'it is closed and opened': async (stage) => {
    const page = await hung(stage);
    const id = JSON.parse(await stage.run('screens', 'list', '--json')).pop().screen;
    // In an hour, which may be tomorrow, by the server's clock: its day may have been set.
    const now = JSON.parse(await page.evaluate(() => localStorage['inbeeld:uren']));
    const opens = (now.weekday - 1) * 1440 + now.minute + 60;
    const day = ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo'][Math.floor(opens / 1440) % 7];
    const clock = (minutes) => [Math.floor((opens + minutes) / 60) % 24, (opens + minutes) % 60].map((part) => String(part).padStart(2, '0')).join(':');
    await stage.run('screens', 'set', id, '--hours', `${day} ${clock(0)}-${clock(20)}`);
    await until('it is dark', () => page.evaluate(() => window.look.dark()), 10000);
    await stage.network.become('cut');
    await pass(page, 65 * 60000);
    await until('it plays', async () => !await page.evaluate(() => window.look.dark()) && await shows(page) !== '', 20000);
    await pass(page, 20 * 60000);
    await until('it is dark again', () => page.evaluate(() => window.look.dark()), 5000);
    await stage.network.become('well');
    await stage.run('screens', 'set', id, '--hours', '');
    await until('it plays', async () => !await page.evaluate(() => window.look.dark()) && await shows(page) !== '', 100000);
    return [page, 'also without network'];
  }
});

async function main() {
  const [program, library, day, ...words] = process.argv.slice(2);
  let wrong = 0;
  for (const [name, run] of Object.entries(cases)) {
    if (!name.includes(words.join(' '))) { continue; }
    const stage = await Stage.open(program, library, day);
    try {
      const [page, said] = await run(stage);
      if (page.complaints.length > 0) { throw new Error(page.complaints.join('; ')); }
      console.log(`well: ${name}: ${said}`);
    } catch (error) {
      wrong += 1;
      console.log(`WRONG: ${name}: ${error.message}`);
    }
    await stage.close();
  }
  process.exit(wrong > 0 ? 1 : 0);
}

main().catch((error) => { console.error(error); process.exit(1); });
