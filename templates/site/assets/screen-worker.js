// Brings the screen's own page when there is no network. It keeps nothing itself: the page writes the cache, so that there is
// one place that forgets.
'use strict';

var root = self.registration.scope;
var patience = 2500;
var pageWasKept = false;

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
  // What is asked for anew, to be kept, comes from nowhere else.
  if (request.method !== 'GET' || request.cache === 'no-store' || !(isPage || isPart)) { return; }
  // The scripts that were kept belong to the page that was kept.
  if (!isPage && pageWasKept) {
    event.respondWith(kept(request).then(function (found) { return found || fetch(request); }));
    return;
  }
  event.respondWith(new Promise(function (answered) {
    var done = false;
    function answer(response, wasKept) {
      if (isPage && !done) { pageWasKept = wasKept; }
      done = true;
      answered(response);
    }
    function orKept(other) {
      return kept(request).then(function (found) { answer(found || other(), Boolean(found)); });
    }
    var late = setTimeout(function () { kept(request).then(function (found) { if (found) { answer(found, true); } }); }, patience);
    fetch(request).then(function (response) {
      if (isOurs(response, isPage)) { answer(response, false); return null; }
      // An address that was taken away, too: the page that was kept hears of it, forgets everything and tells so.
      return orKept(function () { return isPage && response.headers.get('X-In-Beeld') === null ? sorry() : response; });
    }, function () {
      return orKept(function () { return isPage ? sorry() : Response.error(); });
    }).then(function () { clearTimeout(late); });
  }));
});
