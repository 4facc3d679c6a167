// What a screen keeps for when the network fails: its list, the pictures on it, and the page itself. This is the one place that
// writes them and the one that forgets them. Plain ES2015 and old interfaces: televisions are old.
(function (exports) {
  'use strict';

  // me: the screen, with its address, list and lease.
  exports.makeShelf = function (me) {
    var hasCache = 'caches' in window;
    var cacheName = 'inbeeld:' + me.root;
    var listKey = 'inbeeld:lijst';
    var shell = [me.root, '/assets/screen.css', '/assets/screen.js', '/assets/screen-lease.js', '/assets/screen-shelf.js',
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

    function forget() {
      try { me.store.removeItem(listKey); } catch (gone) { me.note('opslag'); }
      me.lease.end();
      me.list = null;
      return purge([]);
    }

    var large = Math.max(screen.width, screen.height, window.innerWidth, window.innerHeight) * (window.devicePixelRatio || 1) > 2600;
    function address(photo) { return photo.beeld + '/' + (large && photo.groot ? '3840' : '1920'); }

    function load(what, then, failed) {
      var request = new XMLHttpRequest();
      request.open('GET', what);
      request.responseType = 'blob';
      request.timeout = 60000;
      request.onload = function () {
        var ours = request.status === 200 && request.response && /^image\//.test(request.response.type);
        if (ours) { then(request.response); } else { failed(request.status); }
      };
      request.onerror = request.ontimeout = function () { failed(0); };
      request.send();
    }

    function onList(photo) {
      return me.list !== null && me.list.fotos.some(function (other) { return other.id === photo.id; });
    }

    function picture(photo, then, failed) {
      var what = address(photo);
      function fromServer() {
        load(what, function (blob) {
          then(blob);
          // The list may have lost it while it was under way.
          if (hasCache && onList(photo)) { open(function (cache) { return cache.put(what, new Response(blob)); }).catch(me.note); }
        }, failed);
      }
      if (!hasCache) { fromServer(); return; }
      open(function (cache) { return cache.match(what); }).then(function (found) {
        if (found) { found.blob().then(then, fromServer); } else { fromServer(); }
      }).catch(fromServer);
    }

    // One after the other, so that a slow line is not full of pictures when the list is asked for.
    var fetching = false;
    function fetchMissing() {
      if (!hasCache || fetching || me.list === null) { return; }
      var photos = me.list.fotos;
      fetching = true;
      var at = 0;
      function one() {
        if (at >= photos.length || me.list === null || me.list.fotos !== photos) { fetching = false; purgeAgain(); return; }
        var photo = photos[at];
        at += 1;
        picture(photo, function () { setTimeout(one, 50); }, function () { setTimeout(one, me.jitter(2000)); });
      }
      one();
    }

    // A picture that came in after the list had lost it.
    function purgeAgain() { purge(me.list === null ? [] : me.list.fotos).catch(me.note); }

    function saveShell() {
      if (!hasCache) { return Promise.resolve(); }
      return open(function (cache) {
        return Promise.all(shell.map(function (what) {
          return fetch(what, { cache: 'no-store' }).then(function (response) {
            var ours = response.ok && !response.redirected && (what !== me.root || response.headers.get('X-In-Beeld') === 'scherm');
            return ours ? cache.put(what, response) : null;
          });
        }));
      });
    }

    function keepList(answer) {
      try { me.store.setItem(listKey, JSON.stringify(answer)); } catch (full) { me.note('opslag'); }
    }

    // What was kept, if it is a list of this screen's.
    function keptList() {
      function isOurs(photo) { return photo.beeld.indexOf(me.root + '/') === 0; }
      try {
        var kept = JSON.parse(me.store.getItem(listKey));
        return kept !== null && kept.inbeeld === 1 && kept.fotos.every(isOurs) ? kept : null;
      } catch (broken) { return null; }
    }

    return { hasCache: hasCache, saveShell: saveShell, purge: purge, forget: forget, picture: picture, onList: onList,
      fetchMissing: fetchMissing, keepList: keepList, keptList: keptList };
  };
}(this));
