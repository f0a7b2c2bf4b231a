
"use strict";
const tip = document.getElementById("tip");

function show(mark) {
  tip.textContent = mark.dataset.tip;
  tip.hidden = false;
  const place = mark.getBoundingClientRect();
  const middle = place.left + place.width / 2 - tip.offsetWidth / 2;
  tip.style.left = `${Math.max(4, Math.min(middle, innerWidth - tip.offsetWidth - 8))}px`;
  const below = place.bottom + 8;
  const above = place.top - tip.offsetHeight - 8;
  tip.style.top = `${below + tip.offsetHeight <= innerHeight || above < 0 ? below : above}px`;
}

function hide() {
  tip.hidden = true;
}

for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(enter, (event) => {
    const mark = event.target.closest?.("[data-tip]");
    if (mark) show(mark);
  });
  document.addEventListener(leave, hide);
}
document.addEventListener("click", (event) => {
  const mark = event.target.closest("[data-tip]:not([href])");
  if (mark) show(mark);
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
addEventListener("scroll", hide, {passive: true, capture: true});
