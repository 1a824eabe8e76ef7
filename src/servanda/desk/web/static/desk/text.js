// The text with notes in its margin: pointing at one lights the other.
const lit = (key, on) => {
  for (const mark of document.querySelectorAll("mark.lit")) {
    if (mark.dataset.keys.split(" ").includes(key)) mark.classList.toggle("is-lit", on);
  }
  document.getElementById(`c-${key}`)?.classList.toggle("is-lit", on);
};

const keysOf = (target) => {
  const place = target.closest?.("[data-keys], [data-key]");
  return place ? (place.dataset.keys ?? place.dataset.key).split(" ") : [];
};

for (const [name, on] of [["mouseover", true], ["mouseout", false], ["focusin", true], ["focusout", false]]) {
  document.querySelector(".body")?.addEventListener(name, (event) => {
    for (const key of keysOf(event.target)) lit(key, on);
  });
}
