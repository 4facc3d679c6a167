// What a screen keeps for when the network fails: its list, the pictures on it, and the page itself. This is the one place that
// writes them and the one that forgets them. Plain ES2015 and old interfaces: televisions are old.
(function (exports) {
  'use strict';

  // me: the screen, with its address, list and lease.
  exports.makeShelf = function (me) {
    var hasCache = 'caches' in window;
    var cacheName = 'inbeeld:' + me.root;
    var listKey = 'inbeeld:lijst';
    var shell = [me.root, '/assets/screen.css', '/assets/screen.js', '/assets/screen-lease.js', '/assets/screen-hours.js', '/assets/screen-shelf.js',
      '/assets/screen-wall.js', '/assets/screen-talk.js', '/assets/icon.svg'];

    function open(then) { return caches.open(cacheName).then(then); }

    // Everything that is not on the list goes, also what another address of this screen has left behind.
    function purge(photos) {
      if (!hasCache) { return Promise.resolve(); }
      var keep = {};
      shell.forEach(function (part) { keep[part] = true; });
      photos.forEach(function (photo) { keep[address(photo)] = true; });
      return caches.keys().then(function (names) {
        return Promise.all(names.filter(function (name) { return name.indexOf('inbeeld:') === 0 && name !== cacheName; })
          .map(function (name) { return caches.delete(name); }));
      }).then(function () {
        return open(function (cache) {
          return cache.keys().then(function (requests) {
            return Promise.all(requests.map(function (request) {
              return keep[new URL(request.url).pathname] ? null : cache.delete(request);
            }));
          });
        });
      });
    }

    // Said of an answer by nobody but our server; boxes on the way answer with pages and pixels of their own.
    function isOurs(response, what) {
      var mark = response.headers.get('X-In-Beeld');
      return response.ok && !response.redirected && (what === me.root ? mark === 'scherm' : mark !== null);
    }

    function removeList() {
      try { me.store.removeItem(listKey); } catch (gone) { me.note('opslag'); }
    }

    function forget() {
      removeList();
      me.lease.end();
      me.list = null;
      me.clean = '';
      return purge([]).then(function () { me.empty = me.list === null; });
    }

    var large = Math.max(screen.width, screen.height, window.innerWidth, window.innerHeight) * (window.devicePixelRatio || 1) > 2600;
    function address(photo) { return photo.beeld + '/' + (large && photo.groot ? '3840' : '1920'); }

    // Never the same twice, and two at most, so that a slow line is not full of pictures when the list is asked for.
    var underWay = {};
    function load(what, then, failed) {
      if (underWay[what] || Object.keys(underWay).length > 1) { failed(-1); return; }
      underWay[what] = true;
      var request = new XMLHttpRequest();
      request.open('GET', what);
      request.responseType = 'blob';
      request.timeout = 240000;
      request.onload = function () {
        var ours = request.getResponseHeader('X-In-Beeld') !== null;
        var picture = ours && request.status === 200 && request.response && /^image\//.test(request.response.type);
        if (picture) { then(request.response); } else { failed(ours ? request.status : 0); }
      };
      request.onerror = request.ontimeout = function () { failed(0); };
      request.onloadend = function () { delete underWay[what]; };
      request.send();
    }

    function onList(photo) {
      return me.list !== null && me.list.fotos.some(function (other) { return other.id === photo.id; });
    }

    // Where there is no room, nothing is fetched ahead for a while: each slide comes from the server when its turn is there.
    var fullAt = -Infinity;
    function isFull() { return me.now() - fullAt < 3600000; }

    // The list may have lost it while it was under way, or while it was being written.
    function put(photo, what, blob) {
      if (!hasCache || isFull() || !onList(photo)) { return Promise.resolve(); }
      return open(function (cache) {
        return cache.put(what, new Response(blob)).then(function () { return onList(photo) ? null : cache.delete(what); });
      }).catch(function (error) { fullAt = me.now(); me.note(error); });
    }

    // One that came whole and still cannot be shown is not kept: it is asked for anew.
    function drop(photo) {
      if (hasCache) { open(function (cache) { return cache.delete(address(photo)); }).catch(me.note); }
    }

    function picture(photo, then, failed) {
      var what = address(photo);
      function fromServer() {
        load(what, function (blob) { put(photo, what, blob); then(blob); }, failed);
      }
      if (!hasCache) { fromServer(); return; }
      open(function (cache) { return cache.match(what); }).then(function (found) {
        if (found) { return found.blob().then(then, fromServer); }
        fromServer();
      }).catch(fromServer);
    }

    // One after the other.
    var fetching = false;
    function fetchMissing() {
      if (!hasCache || fetching || me.list === null) { return; }
      fetching = true;
      open(function (cache) { return cache.keys(); }).then(function (requests) {
        var there = {};
        requests.forEach(function (request) { there[new URL(request.url).pathname] = true; });
        if (shellKept && !there[me.root]) { saveShell().catch(me.note); }  // a browser that needs room throws away everything of ours
        return me.list === null ? [] : me.list.fotos.filter(function (photo) { return !there[address(photo)]; });
      }).then(fetchAll, me.note).then(function () { fetching = false; });
    }

    function fetchAll(photos) {
      var listed = me.list;
      var missed = 0;
      function one(photo) { return fetchOne(photo).then(function (came) { if (!came) { missed += 1; } }); }
      return photos.reduce(function (before, photo) {
        return before.then(function () {
          return me.list === null || me.list !== listed || isFull() ? null : one(photo);
        });
      }, Promise.resolve()).then(function () {
        if (me.list === null || (me.list === listed && missed === 0)) { return; }
        setTimeout(fetchMissing, me.list === listed ? me.jitter(15000) : 0);  // one did not come, or the list has changed
      });
    }

    function fetchOne(photo) {
      return new Promise(function (done) {
        var what = address(photo);
        load(what, function (blob) { put(photo, what, blob).then(function () { setTimeout(function () { done(true); }, 50); }); },
          function () { setTimeout(function () { done(false); }, me.jitter(2000)); });
      });
    }

    var shellKept = false;
    // All of it or nothing, so that no page is kept with the scripts of another release.
    function saveShell() {
      if (!hasCache) { return Promise.resolve(); }
      return Promise.all(shell.map(function (what) {
        return fetch(what, { cache: 'no-store' }).then(function (response) {
          if (!isOurs(response, what)) { throw new Error('vreemd antwoord'); }
          return response;
        });
      })).then(function (parts) {
        return open(function (cache) {
          return Promise.all(parts.map(function (part, i) { return cache.put(shell[i], part); }));
        }).then(function () { shellKept = true; }, me.note);
      });
    }

    function keepList(answer) {
      // An older one does not stay in its place: it may hold what is withdrawn.
      try { me.store.setItem(listKey, JSON.stringify(answer)); } catch (full) { removeList(); me.note('opslag'); }
    }

    // What was kept, if it is a list of this screen's.
    function keptList() {
      function isOfThis(photo) { return photo.beeld.indexOf(me.root + '/') === 0; }
      try {
        var kept = JSON.parse(me.store.getItem(listKey));
        return kept !== null && kept.inbeeld === 1 && kept.fotos.every(isOfThis) ? kept : null;
      } catch (broken) { return null; }
    }

    return { hasCache: hasCache, saveShell: saveShell, purge: purge, forget: forget, picture: picture, drop: drop, onList: onList,
      fetchMissing: fetchMissing, keepList: keepList, keptList: keptList };
  };
}(this));
