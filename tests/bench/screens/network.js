// A network that can be made worse: stands between a screen and its server, and does what networks in waiting rooms do. It is a
// process of its own, so that nothing waits for whoever looks on.
'use strict';
const { fork } = require('child_process');
const http = require('http');

const portal = '<!doctype html><title>Welkom</title><h1>Gratis wifi</h1><p>Vink de voorwaarden aan.</p>';
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

// What is answered instead of the server's own words.
const lies = {
  portal: (request, response) => { response.writeHead(200, { 'Content-Type': 'text/html' }); response.end(portal); },
  'portal of any type': (request, response) => {
    const type = /sw\.js|\.js/.test(request.url) ? 'text/javascript' : /\.css/.test(request.url) ? 'text/css' :
      /stroom/.test(request.url) ? 'text/event-stream' : /lijst/.test(request.url) ? 'application/json' : 'text/html';
    response.writeHead(200, { 'Content-Type': type });
    response.end(portal);
  },
  'portal that sends on': (request, response) => {
    if (request.url === '/login') { lies.portal(request, response); return; }
    response.writeHead(302, { Location: '/login' });
    response.end();
  },
  'portal with 404': (request, response) => { response.writeHead(404, { 'Content-Type': 'text/html' }); response.end(portal); },
  'portal with 410': (request, response) => { response.writeHead(410, { 'Content-Type': 'text/html' }); response.end(portal); },
  'portal with a pixel': (request, response) => { response.writeHead(200, { 'Content-Type': 'image/gif' }); response.end(pixel); },
  'error 500': (request, response) => { response.writeHead(500, { 'Content-Type': 'text/html' }); response.end('<h1>500</h1>'); },
  'error 503': (request, response) => { response.writeHead(503, { 'Retry-After': '30' }); response.end('busy'); }
};

function stand(target) {
  const sockets = new Set();
  const now = { mode: 'well', delay: 0, perSecond: 0 };
  const asked = {};

  function drip(answer, response) {
    const chunks = [];
    let ended = false;
    answer.on('data', (bytes) => {
      const size = Math.max(200, Math.floor(now.perSecond / 10));
      for (let at = 0; at < bytes.length; at += size) { chunks.push(bytes.subarray(at, at + size)); }
    });
    answer.on('end', () => { ended = true; });
    const drop = setInterval(() => {
      if (chunks.length > 0) { response.write(chunks.shift()); } else if (ended) { clearInterval(drop); response.end(); }
    }, 100);
    response.on('close', () => clearInterval(drop));
  }

  function pass(request, response) {
    // A connection that the server is just closing would be asked in vain.
    const options = { host: '127.0.0.1', port: target, path: request.url, method: request.method, headers: request.headers, agent: false };
    const on = http.request(options, (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      response.flushHeaders();
      if (now.perSecond === 0) { answer.pipe(response); } else { drip(answer, response); }
    });
    on.on('error', () => request.socket.destroy());
    response.on('close', () => on.destroy());
    request.pipe(on);
  }

  const server = http.createServer((request, response) => {
    const steps = request.url.replace(/\?.*/, '').split('/');
    const what = steps[1] === 'assets' ? steps[2] : steps[3] || 'page';
    asked[what] = (asked[what] || 0) + 1;
    if (now.mode === 'hangs') { return; }
    if (lies[now.mode]) { lies[now.mode](request, response); return; }
    setTimeout(() => pass(request, response), now.delay);
  });
  server.on('connection', (socket) => {
    if (now.mode === 'cut') { socket.destroy(); return; }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
  process.on('disconnect', () => process.exit());
  process.on('message', (wanted) => {
    Object.assign(now, wanted);
    // What is open is broken off, except where it only falls silent.
    if (wanted.mode !== undefined && wanted.mode !== 'hangs') { for (const socket of sockets) { socket.destroy(); } }
    process.send({ asked });
  });
}

// become: 'well', 'cut', 'hangs' or one of the lies. slow: milliseconds before each answer, and bytes a second of it.
exports.open = function (target) {
  return new Promise((ready) => {
    const child = fork(__filename, [String(target)]);
    const tell = (wanted) => new Promise((done) => { child.once('message', (said) => done(said.asked)); child.send(wanted); });
    child.once('message', ({ port }) => ready({
      port,
      become: (mode) => tell({ mode }),
      slow: (delay, perSecond) => tell({ delay, perSecond }),
      asked: () => tell({}),
      close: () => child.kill()
    }));
  });
};

if (require.main === module) { stand(Number(process.argv[2])); }
