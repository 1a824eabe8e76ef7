// A slider beside the number of the year: it moves the number at once and shows the scenario when it is let go. Keys
// wait until they rest, so that a year is not asked for at each press. Without this script the number does it all.
const number = document.getElementById("year");
const slide = document.getElementById("year-slide");
const REST = 600; // milliseconds
const WHERE = "corridor-year-slid";
let waiting;
let held = false;

function send() {
  if (number.value === number.defaultValue) return;
  sessionStorage.setItem(WHERE, String(scrollY));
  number.form.requestSubmit();
}

// The next page begins where the last one was left, with the slider in hand.
function goOn() {
  const where = sessionStorage.getItem(WHERE);
  if (where === null) return;
  sessionStorage.removeItem(WHERE);
  scrollTo(0, Number(where));
  slide.focus({ preventScroll: true });
}

if (number && slide) {
  slide.closest("[hidden]").hidden = false;
  slide.addEventListener("pointerdown", () => { held = true; });
  slide.addEventListener("keydown", () => { held = false; });
  slide.addEventListener("input", () => { number.value = slide.value; clearTimeout(waiting); });
  slide.addEventListener("change", () => { clearTimeout(waiting); waiting = setTimeout(send, held ? 0 : REST); });
  number.addEventListener("input", () => { slide.value = number.value; });
  addEventListener("pageshow", () => { slide.value = number.value; });
  goOn();
}
