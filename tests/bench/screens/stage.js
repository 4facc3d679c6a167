// A library, its server, a network in between and Chromium as screens: what the runs beside this file play on.
'use strict';
const childProcess = require('child_process');
const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');
const util = require('util');
const { chromium } = require('playwright-core');
const network = require('./network.js');

process.setMaxListeners(0);  // each stage ends its server when the run is ended
const execute = util.promisify(childProcess.execFile);
const sleep = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

// Runs in the page before its own scripts: clocks that can be set on, set wrong, and hurried. Nothing of the product is changed.
function clocks(start) {
  const real = { now: performance.now.bind(performance), date: Date, every: setInterval.bind(window), later: setTimeout.bind(window) };
  const set = window.clocks = { steady: 0, wall: start.wall, speed: start.speed };
  // The clock on the wall goes on when the page is loaded anew.
  try { set.wall += Number(localStorage.clocks) || 0; } catch (blank) { return; }
  const origin = real.now();
  performance.now = () => origin + (real.now() - origin) * set.speed + set.steady;
  const moment = () => real.date.now() + set.wall + (real.now() - origin) * (set.speed - 1);
  window.Date = class extends real.date {
    constructor(...given) { if (given.length === 0) { super(moment()); } else { super(...given); } }
    static now() { return moment(); }
  };
  window.setInterval = (what, time, ...rest) => real.every(what, time / set.speed, ...rest);
  window.setTimeout = (what, time, ...rest) => real.later(what, time / set.speed, ...rest);
  set.pass = (milliseconds) => {
    set.steady += milliseconds;
    set.wall += milliseconds;
    localStorage.clocks = String(set.wall - start.wall);
  };
}

// What a page can be asked, in the page.
function looks() {
  window.look = {
    list: () => { try { return JSON.parse(localStorage['inbeeld:lijst']); } catch (none) { return null; } },
    shows: () => [...document.querySelectorAll('.slide.shown img')].map((image) => image.alt),
    calm: () => document.getElementById('rust').className.includes('shown'),
    dark: () => document.getElementById('dicht').className.includes('on'),
    kept: async () => {
      const found = [];
      for (const name of await caches.keys()) {
        for (const request of await (await caches.open(name)).keys()) { found.push(new URL(request.url).pathname); }
      }
      return found;
    },
    has: async (id) => (await window.look.kept()).some((name) => name.includes('/beeld/' + id))
  };
}

// None of those that the kernel gives to whoever connects: between two starts of the server somebody would have it.
function freePort() {
  return new Promise((found) => {
    const port = 18000 + Math.floor(Math.random() * 12000);
    const probe = net.createServer();
    probe.on('error', () => found(freePort()));
    probe.listen(port, '127.0.0.1', () => probe.close(() => found(port)));
  });
}

class Stage {
  static async open(program, library, day) {
    const stage = new Stage();
    stage.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'screens-'));
    stage.library = path.join(stage.folder, 'library');
    fs.cpSync(library, stage.library, { recursive: true });
    for (const file of fs.readdirSync(stage.library)) {
      if (/^(leaders|screens)\.db/.test(file)) { fs.rmSync(path.join(stage.library, file)); }
    }
    stage.command = [program, '--library', stage.library, ...(day ? ['--at', day] : [])];
    stage.port = await freePort();
    stage.network = await network.open(stage.port);
    stage.contexts = [];
    process.on('exit', () => stage.child.kill('SIGKILL'));
    for (const end of ['SIGINT', 'SIGTERM']) { process.on(end, () => process.exit(130)); }
    stage.makers = {};
    const course = path.join(stage.folder, 'course.json');
    await stage.run('course', 'export', course);
    for (const photo of JSON.parse(fs.readFileSync(course)).photos) { stage.makers[photo.id] = photo.attribution && photo.attribution.person; }
    await stage.serve();
    return stage;
  }

  async run(...words) { return (await execute(this.command[0], [...this.command.slice(1), ...words])).stdout; }

  async serve() {
    this.child = childProcess.spawn(this.command[0], [...this.command.slice(1), 'serve', '--listen', '127.0.0.1:' + this.port], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.said = '';
    this.child.stderr.on('data', (text) => { this.said += text; });
    this.child.stdout.on('data', (text) => { this.said += text; });
    for (let tries = 0; !/Ctrl-C/.test(this.said); tries += 1) {
      if (tries > 400 || this.child.exitCode !== null) { throw new Error('the server did not open: ' + this.said); }
      await sleep(25);
    }
  }

  async stopServer(signal) {
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.kill(signal || 'SIGTERM');
    await gone;
  }

  serverMegabytes() {
    return Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${this.child.pid}/status`, 'utf8'))[1]) / 1024;
  }

  async addScreen(practice, ...wishes) {
    return /\/scherm\/[\w-]{22}/.exec(await this.run('screens', 'add', '--practice', practice, ...wishes))[0];
  }

  say(decision, photo) {
    return this.run('consent', decision, '--person', this.makers[photo], '--capacity', 'maker', '--purpose', 'practice_screen', '--scope', photo);
  }

  // Photos that one person can take away and give again: of others somebody else has a say too.
  async thatComeAndGo() {
    const seen = async () => {
      const rows = JSON.parse(await this.run('consent', 'matrix', '--json'));
      return rows.filter((row) => row.channel === 'practice_screen' && row.allow).map((row) => row.photo);
    };
    const all = (await seen()).filter((photo) => this.makers[photo]);
    for (const photo of all) { await this.say('withdraw', photo); }
    const stay = await seen();
    for (const photo of all) { await this.say('grant', photo); }
    const back = await seen();
    return all.filter((photo) => !stay.includes(photo) && back.includes(photo));
  }

  // Which photo has which address on the screens.
  async photos() {
    const { stdout } = await execute('sqlite3', [path.join(this.library, 'screens.db'),
      'SELECT DISTINCT photo, address FROM told JOIN screen ON told.list = screen.list']);
    return stdout.trim().split('\n').filter(Boolean).map((row) => ({ photo: row.split('|')[0], id: row.split('|')[1] }));
  }

  async oneOf() {
    const fit = await this.thatComeAndGo();
    return (await this.photos()).find((one) => fit.includes(one.photo));
  }

  async receipts() { return JSON.parse(await this.run('screens', 'receipts', '--json')); }

  address(root) { return `http://127.0.0.1:${this.network.port}${root}`; }

  // A screen with a profile of its own on disk, which stays when its browser is closed.
  async screen(root, wishes) {
    const wanted = { width: 1920, height: 1080, speed: 1, wall: 0, ...wishes };
    const profile = wanted.profile || fs.mkdtempSync(path.join(this.folder, 'profile-'));
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium', headless: true, viewport: { width: wanted.width, height: wanted.height },
      deviceScaleFactor: wanted.ratio || 1, screen: { width: wanted.width, height: wanted.height },
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info', '--js-flags=--expose-gc']
    });
    await context.addInitScript(clocks, { wall: wanted.wall, speed: wanted.speed });
    await context.addInitScript(looks);
    if (wanted.before) { await context.addInitScript(wanted.before); }
    const page = context.pages()[0] || await context.newPage();
    page.complaints = [];
    page.on('pageerror', (error) => page.complaints.push(String(error)));
    page.profile = profile;
    page.closeAll = async () => { await context.close(); this.contexts = this.contexts.filter((one) => one !== context); };
    this.contexts.push(context);
    await page.goto(this.address(root), { timeout: 60000, waitUntil: 'commit' }).catch(() => {});
    return page;
  }

  async close() {
    for (const context of this.contexts) { await context.close().catch(() => {}); }
    this.network.close();
    await this.stopServer('SIGKILL').catch(() => {});
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

// Looks again and again until it is so. Milliseconds that it took; throws when it does not become so.
async function until(what, asked, most) {
  const begun = Date.now();
  for (;;) {
    let so = false;
    try { so = await asked(); } catch (navigating) { so = false; }
    if (so) { return Date.now() - begun; }
    if (Date.now() - begun > (most || 30000)) { throw new Error('not within ' + (most || 30000) / 1000 + ' s: ' + what); }
    await sleep(50);
  }
}

const percentile = (numbers, part) => [...numbers].sort((a, b) => a - b)[Math.min(numbers.length - 1, Math.floor(numbers.length * part))];

module.exports = { Stage, sleep, until, percentile };
