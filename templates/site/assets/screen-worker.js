// Brings the screen's own page when there is no network. It keeps nothing itself: the page writes the cache, so that there is
// one place that forgets.
'use strict';

var root = self.registration.scope;
var patience = 8000;

self.addEventListener('install', function () { self.skipWaiting(); });
self.addEventListener('activate', function (event) { event.waitUntil(self.clients.claim()); });

function kept(request) {
  return caches.match(request, { ignoreSearch: true, ignoreVary: true });
}

// Only an answer that says it is ours: some networks answer everything with a page of their own.
function isOurs(response, isPage) {
  var mark = response.headers.get('X-In-Beeld');
  return response.ok && !response.redirected && (isPage ? mark === 'scherm' : mark !== null);
}

function sorry() {
  return new Response('<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="30"><title>In Beeld</title>' +
    '<body bgcolor="#1d3557">', { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

self.addEventListener('fetch', function (event) {
  var request = event.request;
  var address = new URL(request.url);
  var isPage = request.mode === 'navigate' && request.url.split('?')[0] === root;
  var isPart = address.origin === self.location.origin && address.pathname.indexOf('/assets/') === 0;
  if (request.method !== 'GET' || !(isPage || isPart)) { return; }
  event.respondWith(new Promise(function (answer) {
    var late = setTimeout(function () {
      kept(request).then(function (found) { if (found) { answer(found); } });
    }, patience);
    fetch(request).then(function (response) {
      if (isOurs(response, isPage)) { return response; }
      // An address that was taken away, too: the page that was kept hears of it, forgets everything and tells so.
      return kept(request).then(function (found) {
        return found || (isPage && response.headers.get('X-In-Beeld') === null ? sorry() : response);
      });
    }, function () {
      return kept(request).then(function (found) { return found || (isPage ? sorry() : Response.error()); });
    }).then(function (response) { clearTimeout(late); answer(response); });
  }));
});
