// How fast a withdrawn photo is off a screen, out of its cache, and known to the leaders to be so.
//   NODE_PATH=FOLDER/node_modules node tests/bench/screens/withdrawals.js PROGRAM LIBRARY [DAY [TIMES]]
// PROGRAM is a release build, LIBRARY one with photos (./demo --no-serve makes one; its DAY is 2026-07-02); a copy is used.
'use strict';
const { Stage, sleep, until, percentile } = require('./stage.js');

// In the page: when this photo was last on the wall, and when it was last in the cache.
function watch(photo) {
  window.lost = new Promise((told) => {
    const times = {};
    const look = async () => {
      if (!times.wall && !window.look.shows().includes(photo.alt)) { times.wall = Date.now(); }
      if (!times.cache && !(await window.look.has(photo.id))) { times.cache = Date.now(); }
      if (times.wall && times.cache) { told(times); } else { setTimeout(look, 5); }
    };
    look();
  });
}

async function main() {
  const [program, library, day, times] = process.argv.slice(2);
  const stage = await Stage.open(program, library, day);
  const fit = await stage.thatComeAndGo();
  const screens = [];
  for (const practice of ['r1', 'r2', 'r1']) { screens.push(await stage.screen(await stage.addScreen(practice))); }
  const full = async (page) => {
    const list = await page.evaluate(() => window.look.list());
    const kept = await page.evaluate(() => window.look.kept());
    return list !== null && list.fotos.every((photo) => kept.some((name) => name.includes(photo.id)));
  };
  for (const page of screens) { await until('everything is kept', () => full(page)); }
  const took = { command: [], wall: [], cache: [], receipt: [], 'back again': [] };
  for (let round = 0; round < Number(times || 36); round += 1) {
    const page = screens[round % screens.length];
    let photo, name;
    await until('one of them is on show', async () => {
      const [list, shown] = await page.evaluate(() => [window.look.list(), window.look.shows()]);
      photo = list.fotos.find((one) => (one.alt || one.teksten[0].titel) === shown[0]);
      name = photo && (await stage.photos()).find((one) => one.id === photo.id).photo;
      return fit.includes(name);
    }, 60000);
    for (const each of screens) { await each.evaluate(watch, { id: photo.id, alt: photo.alt || photo.teksten[0].titel }); }
    const begun = Date.now();
    await stage.say('withdraw', name);
    took.command.push(Date.now() - begun);
    const lost = await Promise.all(screens.map((each) => each.evaluate(() => window.lost)));
    took.wall.push(...lost.map((one) => one.wall - begun));
    took.cache.push(...lost.map((one) => one.cache - begun));
    await until('all receipts are in', async () => {
      const receipt = (await stage.receipts()).find((one) => one.photo === name);
      return receipt && receipt.screens === screens.length && receipt.gone === screens.length;
    });
    took.receipt.push(Date.now() - begun);
    const known = Date.now();
    await stage.say('grant', name);
    for (const each of screens) { await until('it is kept again', () => each.evaluate((id) => window.look.has(id), photo.id)); }
    took['back again'].push(Date.now() - known);
    process.stderr.write(`${round + 1}: ${name} off the walls after ${Math.max(...lost.map((one) => one.wall)) - begun} ms\n`);
    await sleep(300);
  }
  for (const [what, numbers] of Object.entries(took)) {
    console.log(`${what}: ${numbers.length} times, p50 ${percentile(numbers, 0.5)} ms, p99 ${percentile(numbers, 0.99)} ms, most ${Math.max(...numbers)} ms`);
  }
  for (const page of screens) { console.log('complaints: ' + (page.complaints.join('; ') || 'none')); }
  await stage.close();
  process.exit();
}

main().catch((error) => { console.error(error); process.exit(1); });
