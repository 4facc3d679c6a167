// What a screen's browser needs after thousands of slides, while photos come and go.
//   NODE_PATH=FOLDER/node_modules node tests/bench/screens/slides.js PROGRAM LIBRARY [DAY [SLIDES [SPEED [SHAPE]]]]
// The page's clocks run SPEED times as fast (30). Four screens, or those whose name begins with SHAPE: 1080p and 4K, each lying and upright; every 200 slides somebody
// withdraws or gives a photo. Told is what the heap holds after its garbage is collected, what is in the document, the memory of the
// browser's processes and the size of the cache; the growth is from the first fifth of the slides to the last. Looking on costs the
// page some memory too, the first thousand times; that is spent before the first slide counts.
'use strict';
const childProcess = require('child_process');
const fs = require('fs');
const { Stage, sleep, until } = require('./stage.js');

// In the page: counts slides as they appear.
function count() {
  window.slides = 0;
  let last = '';
  const begin = setInterval(() => {
    const wall = document.getElementById('wand');
    if (wall === null) { return; }
    clearInterval(begin);
    new MutationObserver(() => {
      const shown = [...document.querySelectorAll('.slide.shown img')].map((image) => image.src).join();
      if (shown !== last && shown !== '') { window.slides += 1; last = shown; }
    }).observe(wall, { subtree: true, attributes: true, attributeFilter: ['class'] });
  }, 100);
}

// Of all processes of the browser with this profile: megabytes that are theirs alone.
function memory(profile) {
  const own = { renderer: 0, all: 0 };
  for (const row of childProcess.execFileSync('ps', ['-eo', 'pid,args', 'ww'], { encoding: 'utf8' }).split('\n')) {
    const pid = /^\s*(\d+)/.exec(row);
    if (pid === null || !row.includes(profile)) { continue; }
    try {
      const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid[1]}/smaps_rollup`, 'utf8'))[1]);
      own.all += kilobytes / 1024;
      if (row.includes('--type=renderer')) { own.renderer += kilobytes / 1024; }
    } catch (gone) { /* it ended meanwhile */ }
  }
  return own;
}

async function measure(page, talk) {
  await talk.send('HeapProfiler.collectGarbage');
  await talk.send('HeapProfiler.collectGarbage');
  const { usedSize } = await talk.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await talk.send('Memory.getDOMCounters');
  const inCache = await page.evaluate(async () => (await navigator.storage.estimate()).usage / 1048576);
  const kept = await page.evaluate(async () => (await window.look.kept()).filter((name) => name.includes('/beeld/')).length);
  const listed = await page.evaluate(() => window.look.list().fotos.length);
  return { slides: await page.evaluate(() => window.slides), heap: usedSize / 1048576, nodes, listeners: jsEventListeners, inCache, kept, listed, ...memory(page.profile) };
}

async function play(stage, root, wishes, slides, fit) {
  const page = await stage.screen(root, { ...wishes, before: count });
  const talk = await page.context().newCDPSession(page);
  await until('slides', () => page.evaluate(() => window.slides > 30), 120000);
  for (let times = 0; times < 1000; times += 1) { await page.evaluate(() => window.slides); }
  const rows = [];
  const step = Math.max(20, Math.floor(slides / 15));
  let withdrawn = null;
  for (let next = step; next <= slides; next += step) {
    let before = -1;
    while (await page.evaluate(() => window.slides) < next) {
      await sleep(3000);
      const reached = await page.evaluate(() => window.slides);
      if (Math.floor(reached / 200) !== Math.floor(before / 200) && before >= 0) {
        if (withdrawn !== null) { await stage.say('grant', withdrawn); withdrawn = null; } else {
          withdrawn = fit[reached % fit.length];
          await stage.say('withdraw', withdrawn);
        }
      }
      before = reached;
    }
    rows.push(await measure(page, talk));
    const row = rows[rows.length - 1];
    console.log(`  ${row.slides} slides: heap ${row.heap.toFixed(2)} MB, ${row.nodes} nodes, ${row.listeners} listeners, renderer ` +
      `${row.renderer.toFixed(0)} MB, browser ${row.all.toFixed(0)} MB, cache ${row.inCache.toFixed(1)} MB, ${row.kept} of ${row.listed} photos kept`);
  }
  if (withdrawn !== null) { await stage.say('grant', withdrawn); }
  const fifth = Math.max(1, Math.floor(rows.length / 5));
  const mean = (part, key) => part.reduce((sum, row) => sum + row[key], 0) / part.length;
  for (const key of ['heap', 'nodes', 'renderer', 'all', 'inCache']) {
    const first = mean(rows.slice(0, fifth), key);
    const last = mean(rows.slice(-fifth), key);
    console.log(`  ${key}: from ${first.toFixed(2)} to ${last.toFixed(2)}, ${((last / first - 1) * 100).toFixed(1)} %`);
  }
  console.log(`  complaints: ${page.complaints.join('; ') || 'none'}`);
  await page.closeAll();
}

async function main() {
  const [program, library, day, slides, speed, shape] = process.argv.slice(2);
  const stage = await Stage.open(program, library, day);
  const fit = await stage.thatComeAndGo();
  const hasty = { speed: Number(speed || 30) };
  for (const [name, wishes, turned] of [
    ['1080p', { width: 1920, height: 1080 }, '0'], ['hung upright, 1080p', { width: 1920, height: 1080 }, '90'],
    ['4K', { width: 3840, height: 2160 }, '0'], ['upright 4K', { width: 2160, height: 3840 }, '0']]) {
    if (!name.startsWith(shape || '')) { continue; }
    console.log(name);
    const root = await stage.addScreen('r1', '--turned', turned, '--seconds', '8');
    await play(stage, root, { ...wishes, ...hasty }, Number(slides || 3000), fit);
  }
  console.log(`server: ${stage.serverMegabytes().toFixed(0)} MB`);
  await stage.close();
  process.exit();
}

main().catch((error) => { console.error(error); process.exit(1); });
