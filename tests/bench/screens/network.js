// A network that can be made worse: stands between a screen and its server, and does what networks in waiting rooms do.
'use strict';
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

exports.open = async function (target) {
  const sockets = new Set();
  const made = { mode: 'well', delay: 0, perSecond: 0, asked: {}, log: [] };

  function pass(request, response) {
    const on = http.request({ host: '127.0.0.1', port: target(), path: request.url, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        if (made.perSecond === 0) { response.flushHeaders(); answer.pipe(response); return; }
        const chunks = [];
        let ended = false;
        answer.on('data', (bytes) => {
          const size = Math.max(200, Math.floor(made.perSecond / 10));
          for (let at = 0; at < bytes.length; at += size) { chunks.push(bytes.subarray(at, at + size)); }
        });
        answer.on('end', () => { ended = true; });
        const drip = setInterval(() => {
          if (chunks.length > 0) { response.write(chunks.shift()); } else if (ended) { clearInterval(drip); response.end(); }
        }, 100);
        response.on('close', () => clearInterval(drip));
      });
    on.on('error', () => request.socket.destroy());
    response.on('close', () => on.destroy());
    request.pipe(on);
  }

  const server = http.createServer((request, response) => {
    const what = request.url.replace(/\?.*/, '').split('/').slice(3, 4)[0] || request.url.replace(/\?.*/, '').slice(0, 20);
    made.asked[what] = (made.asked[what] || 0) + 1;
    if (made.mode === 'hangs') { return; }
    if (lies[made.mode]) { lies[made.mode](request, response); return; }
    if (made.delay === 0) { pass(request, response); return; }
    setTimeout(() => pass(request, response), made.delay);
  });
  server.on('connection', (socket) => {
    if (made.mode === 'cut') { socket.destroy(); return; }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  made.port = server.address().port;
  // 'well', 'cut', 'hangs', or one of the lies. What is open is broken off, except where it only falls silent.
  made.become = (mode) => {
    made.mode = mode;
    if (mode !== 'hangs') { for (const socket of sockets) { socket.destroy(); } }
  };
  made.slow = (delay, perSecond) => { made.delay = delay; made.perSecond = perSecond; for (const socket of sockets) { socket.destroy(); } };
  made.close = () => { for (const socket of sockets) { socket.destroy(); } server.close(); };
  return made;
};
