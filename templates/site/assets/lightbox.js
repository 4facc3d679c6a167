// The photos large, to swipe through. Without it, each photo is a link to a page of its own.
import PhotoSwipeLightbox from '/assets/photoswipe-lightbox.esm.min.js';

// Nobody waits for how it looks before the photos are there.
function styled() {
  return new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = '/assets/photoswipe.css';
    link.onload = link.onerror = done;
    document.head.append(link);
  });
}

const wall = document.querySelector('.wall');
if (wall) {
  const say = wall.dataset;
  const looks = styled();
  // Where lines begin on the right, the next photo is on the left, on the wall and for arrows and fingers alike.
  const leftward = document.documentElement.dir === 'rtl';
  const links = [...wall.querySelectorAll('a.tile')];
  const turned = (index) => (leftward ? links.length - 1 - index : index);
  const lightbox = new PhotoSwipeLightbox({
    gallery: '.wall',
    children: 'a.tile',
    pswpModule: () => looks.then(() => import('/assets/photoswipe.esm.min.js')),
    closeTitle: say.close, zoomTitle: say.zoom, arrowPrevTitle: leftward ? say.on : say.back, arrowNextTitle: leftward ? say.back : say.on, counter: !leftward, errorMsg: say.error,
    bgOpacity: 0.96,
    paddingFn: (size) => ({ top: 24, bottom: size.y > 500 ? 110 : 64, left: 16, right: 16 }),
    showHideAnimationType: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'none' : 'zoom'
  });
  lightbox.addFilter('clickedIndex', turned);
  lightbox.addFilter('itemData', (item, index) => {
    const link = links[turned(index)];
    if (!link) { return item; }
    const sharp = link.querySelector('.sharp');
    return Object.assign(item, { element: link, src: link.dataset.large, srcset: sharp.srcset, w: Number(link.dataset.width), h: Number(link.dataset.height), alt: sharp.alt, msrc: sharp.currentSrc });
  });
  lightbox.addFilter('thumbEl', (thumb, item) => (item.element ? item.element.querySelector('.sharp') : thumb));
  lightbox.on('uiRegister', () => {
    lightbox.pswp.element.setAttribute('aria-label', say.lightbox);
    lightbox.pswp.ui.registerElement({
      name: 'words', order: 9, isButton: false, appendTo: 'root',
      onInit: (box, pswp) => {
        box.setAttribute('aria-live', 'polite');
        pswp.on('change', () => {
          const link = pswp.currSlide.data.element;
          box.textContent = '';
          link.querySelectorAll('.title, .name').forEach((words) => box.append(words.cloneNode(true)));
        });
      }
    });
  });
  lightbox.init();
}
