// One question at a time without loading pages: keys, swipe, shuffle. Links do the same without this.

const stage = document.querySelector("[data-stage]");
const slides = [...stage.querySelectorAll("[data-slide]")];
const dots = [...stage.querySelectorAll(".dots li")];
const number = stage.querySelector("[data-number]");
const shuffle = stage.querySelector("[data-shuffle]");
let order = slides.map((_, index) => index);
let place = Math.max(0, slides.findIndex((slide) => !slide.hidden));

function show(wanted) {
  place = (wanted + slides.length) % slides.length;
  slides.forEach((slide, index) => { slide.hidden = index !== order[place]; });
  dots.forEach((dot, index) => dot.classList.toggle("done", index <= place));
  number.textContent = place + 1;
  stage.dataset.phase = slides[order[place]].dataset.phase;
}

stage.addEventListener("click", (event) => {
  const step = event.target.closest("[data-step]");
  if (!step) return;
  event.preventDefault();
  show(place + Number(step.dataset.step));
});

if (shuffle && slides.length > 2) {
  shuffle.hidden = false;
  shuffle.addEventListener("click", () => {
    const seen = order[place];
    for (let index = order.length - 1; index > 0; index -= 1) {
      const other = Math.floor(Math.random() * (index + 1));
      [order[index], order[other]] = [order[other], order[index]];
    }
    // A shuffle that shows the same question again would look broken.
    if (order[0] === seen) order.push(order.shift());
    show(0);
  });
}

let start = null;
stage.addEventListener("pointerdown", (event) => { start = event.isPrimary ? event : null; });
stage.addEventListener("pointerup", (event) => {
  if (!start) return;
  const across = event.clientX - start.clientX;
  const along = event.clientY - start.clientY;
  if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(along)) show(place + (across < 0 ? 1 : -1));
  start = null;
});
