// What is on a screen's wall: one slide fades into the next, with words in turn, and what is no longer on the list is taken away
// at once.
(function (exports) {
  'use strict';

  exports.makeWall = function (me) {
    var wall = document.getElementById('wand');
    var slides = [document.getElementById('een'), document.getElementById('twee')];
    var rest = document.getElementById('rust');
    var closed = document.getElementById('dicht');

    var held = [null, null];  // slides, as they are on the two elements
    var front = 0;
    var onShow = null;
    var loading = 0;          // since when; 0: not
    var turnsAt = me.now() + 1500;  // what is kept waits a moment for news: it may have been withdrawn meanwhile
    var at = -1;
    var shows = 0;
    var urls = [[], []];
    var half = null;

    // How it hangs says nothing of anybody: that stays when everything else is forgotten, so that what is shown then stands upright.
    var hangs = 0;
    try { hangs = Number(me.store.getItem('inbeeld:stand')) || 0; } catch (closed) { hangs = 0; }
    function turnedBy() {
      if (me.list !== null && me.list.gedraaid !== hangs) {
        hangs = me.list.gedraaid;
        try { me.store.setItem('inbeeld:stand', String(hangs)); } catch (full) { me.note('opslag'); }
      }
      return hangs;
    }

    function isUpright() {
      var flat = turnedBy() % 180 !== 0 ? window.innerHeight >= window.innerWidth : window.innerWidth >= window.innerHeight;
      return !flat;
    }

    function dress() {
      var turned = turnedBy();
      var html = document.documentElement;
      html.classList.toggle('turned', turned % 180 !== 0);
      html.classList.toggle('upright', isUpright());
      html.classList.toggle('soft', me.list === null || me.list.overgang === 'zacht');
      // A few points aside each minute, so that nothing burns in.
      var step = Math.floor(me.now() / 60000) % 8;
      var aside = [[0, 0], [4, 0], [4, 4], [0, 4], [-4, 4], [-4, 0], [-4, -4], [0, -4]][step];
      wall.style.transform = 'translate(' + aside[0] + 'px,' + aside[1] + 'px) rotate(' + turned + 'deg)';
      rest.firstElementChild.style.transform = 'translate(' + aside[0] * 3 + '%,' + aside[1] * 5 + '%)';
    }

    function part(name, parent) {
      var made = document.createElement(name === 'img' || name === 'p' || name === 'span' ? name : 'div');
      if (made.tagName === 'DIV') { made.className = name; }
      parent.appendChild(made);
      return made;
    }

    function empty(which) {
      var slide = slides[which];
      slide.className = 'slide gone';
      slide.style.backgroundColor = '';
      while (slide.firstChild) {
        var pictures = slide.firstChild.getElementsByTagName('img');
        for (var i = 0; i < pictures.length; i += 1) { pictures[i].onload = pictures[i].onerror = null; pictures[i].removeAttribute('src'); }
        slide.removeChild(slide.firstChild);
      }
      urls[which].forEach(function (url) { URL.revokeObjectURL(url); });
      urls[which] = [];
      held[which] = null;
    }

    function goQuiet() {
      rest.className = 'neutral shown';
      empty(0);
      empty(1);
      onShow = null;
      loading = 0;
      clearTimeout(half);
    }

    function say(cell, photo, turn) {
      var text = photo.teksten[turn % photo.teksten.length];
      var said = cell.getElementsByClassName('said')[0];
      said.textContent = '';
      var title = part('p', said);
      title.className = 'title';
      title.textContent = text.titel;
      title.lang = text.titel_taal;
      said.dir = text.richting;
      if (text.bijschrift) {
        var caption = part('p', said);
        caption.className = 'caption';
        caption.textContent = text.bijschrift;
        caption.lang = text.taal;
      }
      cell.classList.toggle('long', text.titel.length > 46);
    }

    function fill(which, photos) {
      var slide = slides[which];
      slide.className = 'slide gone' + (photos.length > 1 ? ' pair' : '') + (shows % 2 ? ' other-side' : '');
      return photos.map(function (photo) {
        var cell = part('cell', slide);
        var image = part('img', part('photo', cell));
        image.alt = photo.alt || photo.teksten[0].titel;
        var words = part('words', cell);
        part('said', words);
        say(cell, photo, 0);
        if (photo.naam) {
          var name = part('p', words);
          name.className = 'name';
          name.textContent = photo.naam;
          photo.namen.forEach(function (own) {
            var other = part('span', name);
            other.className = 'own';
            other.lang = own.taal;
            other.dir = own.richting;
            other.textContent = own.naam;
          });
        }
        return image;
      });
    }

    // The photo's own colour, dark and dull, around it.
    function ground(slide, images) {
      try {
        var canvas = document.createElement('canvas');
        canvas.width = canvas.height = 1;
        var context = canvas.getContext('2d');
        context.drawImage(images[0], 0, 0, 1, 1);
        var c = context.getImageData(0, 0, 1, 1).data;
        var grey = (c[0] + c[1] + c[2]) / 3;
        var scale = 26 / Math.max(grey, 26);
        slide.style.backgroundColor = 'rgb(' + [0, 1, 2].map(function (i) {
          return Math.round((grey * 0.55 + c[i] * 0.45) * scale);
        }).join(',') + ')';
      } catch (old) { slide.style.backgroundColor = '#11110f'; }
    }

    // The other language, halfway.
    function inTurn(which, photos) {
      clearTimeout(half);
      if (!photos.some(function (photo) { return photo.teksten.length > 1; })) { return; }
      half = setTimeout(function () {
        var cells = slides[which].getElementsByClassName('cell');
        photos.forEach(function (photo, i) {
          if (photo.teksten.length < 2 || !cells[i]) { return; }
          var turn = 1 + Math.floor(shows / me.list.fotos.length) % (photo.teksten.length - 1);
          cells[i].getElementsByClassName('said')[0].classList.add('changing');
          setTimeout(function () {
            if (!cells[i] || held[which] !== photos) { return; }
            say(cells[i], photo, turn);
            cells[i].getElementsByClassName('said')[0].classList.remove('changing');
          }, 650);
        });
      }, me.list.seconden * 500);
    }

    function reveal(which, photos, images) {
      loading = 0;
      if (!photos.every(me.shelf.onList) || me.lease.left() <= 0) { empty(which); return; }
      ground(slides[which], images);
      slides[which].className = slides[which].className.replace(' gone', ' shown');
      slides[1 - which].className = slides[1 - which].className.replace(' shown', '');
      rest.className = 'neutral';
      front = which;
      onShow = photos;
      shows += 1;
      turnsAt = me.now() + me.list.seconden * 1000;
      inTurn(which, photos);
      // Memory is given back once the old slide has faded.
      var old = 1 - which;
      setTimeout(function () { if (front === which && !loading) { empty(old); } }, 2500);
    }

    function show(photos) {
      var which = 1 - front;
      empty(which);
      held[which] = photos;
      loading = me.now();
      var mine = loading;
      var images = fill(which, photos);
      var ready = 0;
      function failed(status) {
        if (loading !== mine) { return; }
        loading = 0;
        empty(which);
        turnsAt = me.now() + me.jitter(1500);
        if (status === 410) { me.talk.ask(); }
      }
      photos.forEach(function (photo, i) {
        me.shelf.picture(photo, function (blob) {
          if (loading !== mine) { return; }
          var url = URL.createObjectURL(blob);
          urls[which].push(url);
          images[i].onerror = function () { me.shelf.drop(photo); failed(0); };
          images[i].onload = function () {
            ready += 1;
            if (ready === photos.length && loading === mine) { reveal(which, photos, images); }
          };
          images[i].src = url;
        }, failed);
      });
    }

    function next() {
      var all = isUpright() ? me.list.rechtop : me.list.liggend;
      if (all.length === 0) { return; }
      at = (at + 1) % all.length;
      var photos = all[at].map(function (i) { return me.list.fotos[i]; });
      var same = onShow !== null && onShow.length === photos.length && onShow.every(function (photo, i) { return photo.id === photos[i].id; });
      if (same) { turnsAt = me.now() + me.list.seconden * 1000; return; }
      show(photos);
    }

    // Taken away at once, without a fade, also while it is fading or loading: somebody asked for it.
    function dropWhatIsGone() {
      held.forEach(function (photos, which) {
        if (photos === null || photos.every(me.shelf.onList)) { return; }
        if (which === front) { goQuiet(); turnsAt = 0; return; }
        loading = 0;
        empty(which);
      });
    }

    // Whatever is due now.
    function turn() {
      var shut = !me.hours.isOpen();
      closed.className = shut ? 'closed on' : 'closed';
      if (shut || me.list === null || me.list.fotos.length === 0) { if (onShow !== null) { goQuiet(); } return; }
      if (loading !== 0) { if (me.now() - loading > 15000) { loading = 0; empty(1 - front); } return; }  // it comes into the cache yet
      if (me.now() >= turnsAt) { next(); }
    }

    // A list that is new: where it goes on, and what may not stay.
    function takeList() {
      at = Math.min(at, me.list.fotos.length);
      dropWhatIsGone();
      goOn();
    }

    function goOn() {
      if (onShow === null && loading === 0) { turnsAt = 0; }
    }

    return { dress: dress, goQuiet: goQuiet, goOn: goOn, takeList: takeList, turn: turn,
      onShow: function () { return onShow === null ? [] : onShow; } };
  };
}(this));
