// The inbox by keyboard. Every key presses something that stands on the page; without this script the same forms are
// sent and the same links followed. What a form or link marked for it brings back takes the place of the right side.
const work = document.getElementById("work");
const text = document.getElementById("text");
const live = document.getElementById("said");
const help = document.getElementById("help");
const keysOn = document.getElementById("keys-on");
let busy = false;

const panel = () => document.getElementById("panel");
const cards = () => [...work.querySelectorAll(".card")];
const open = () => cards().find((card) => card.open) ?? cards()[0];

// A sentence said twice must be heard twice: the region is emptied first.
function say(sentence) {
  live.textContent = "";
  if (sentence) requestAnimationFrame(() => { live.textContent = sentence; });
}

// Scroll a pane so that something in it stands in its middle; the page itself stays where it is.
function bringIn(pane, thing) {
  const [box, own] = [pane.getBoundingClientRect(), thing.getBoundingClientRect()];
  pane.scrollTop += own.top - box.top - Math.max(16, (box.height - own.height) / 3);
}

function light(scroll = true) {
  const counts = new Map(panel().dataset.counts.split(" ").filter(Boolean).map((pair) => pair.split(":")));
  const lit = panel().dataset.passage;
  for (const passage of text.querySelectorAll(".source-passage")) {
    const here = passage.dataset.passage === lit;
    passage.classList.toggle("is-current", here);
    if (here) passage.setAttribute("aria-current", "true");
    else passage.removeAttribute("aria-current");
    const mark = passage.querySelector(".passage-mark");
    const count = counts.get(passage.dataset.passage) ?? "0";
    mark.hidden = count === "0";
    if (mark.textContent !== count) {
      mark.setAttribute("aria-label", mark.getAttribute("aria-label").replace(/\d+(?!.*\d)/, count));
      mark.textContent = count;
    }
    if (here && scroll) bringIn(text, passage);
  }
}

function focusWork() {
  const wrong = work.querySelector(".card[open] [role=alert]")?.closest(".card");
  const target = (wrong ?? open())?.querySelector("summary") ?? document.getElementById("work-title");
  target.focus({ preventScroll: true });
  if (wrong) bringIn(work, wrong);
  else work.scrollTop = 0;
  if (target.getBoundingClientRect().bottom > innerHeight) target.scrollIntoView({ block: "nearest" });
}

async function swap(url, options = {}) {
  if (busy) return;
  busy = true;
  work.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(url, { ...options, headers: { "HX-Request": "true" }, credentials: "same-origin" });
    const body = await answer.text();
    const found = new DOMParser().parseFromString(body, "text/html").getElementById("panel");
    if (!found) { location.reload(); return; }
    work.replaceChildren(document.importNode(found, true));
    dress();
    light();
    focusWork();
    say(panel().dataset.said || document.getElementById("work-title").textContent);
    const address = new URL(location.href);
    if (panel().dataset.passage) address.searchParams.set("passage", panel().dataset.passage);
    else address.searchParams.delete("passage");
    history.replaceState(null, "", address);
  } catch {
    say(work.dataset.offline);
  } finally {
    busy = false;
    work.removeAttribute("aria-busy");
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-swap]");
  if (!form) return;
  event.preventDefault();
  swap(event.submitter?.getAttribute("formaction") ?? form.action, { method: "POST", body: new FormData(form, event.submitter) });
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-get], a.passage-mark");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    swap(link.href);
    return;
  }
  const step = event.target.closest("[data-step]");
  if (step) stepCandidate(Number(step.dataset.step));
});

function stepCandidate(by) {
  const all = cards();
  const next = all[Math.min(Math.max(all.indexOf(open()) + by, 0), all.length - 1)];
  if (!next) return;
  next.open = true;
  const summary = next.querySelector("summary");
  summary.focus({ preventScroll: true });
  bringIn(work, next);
}

// The quote above follows the sentences that are ticked: from the first to the last.
work.addEventListener("change", (event) => {
  if (event.target.name !== "sentence") return;
  const box = event.target.closest(".quoting");
  const boxes = [...box.querySelectorAll("[name=sentence]")];
  const ticked = boxes.map((each) => each.checked);
  const [first, last] = [ticked.indexOf(true), ticked.lastIndexOf(true)];
  const words = boxes.filter((_, at) => first >= 0 && at >= first && at <= last).map((each) => each.parentElement.textContent.trim());
  box.querySelector(".quoted").textContent = words.join(" ");
  say(words.join(" "));
});

const chooses = (target) => target.matches("input:not([type=checkbox], [type=radio]), textarea, select");

function press(key) {
  const inCard = open()?.querySelector(`[data-key="${key}"]`);
  const target = inCard ?? [...document.querySelectorAll(`[data-key="${key}"]`)].find((each) => !each.closest(".card") && !each.closest("[hidden]"));
  if (!target) return false;
  if (target.matches("[type=radio]")) {
    target.checked = true;
    say(target.parentElement.firstChild.nextSibling.textContent.trim());
  } else if (target.matches("summary")) {
    target.parentElement.open = !target.parentElement.open;
    (target.parentElement.open ? target.parentElement.querySelector("input") : target).focus();
  } else target.click();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (help.open || !keysOn.checked || event.ctrlKey || event.metaKey || event.altKey || chooses(event.target)) return;
  if (event.key.length === 1 && press(event.key)) event.preventDefault();
});

document.getElementById("help-open").addEventListener("click", () => help.showModal());

function dress() {
  for (const hidden of work.querySelectorAll(".for-script")) hidden.classList.add("is-on");
}

document.getElementById("key-tools").hidden = false;
document.documentElement.classList.add("has-keys");
keysOn.checked = localStorage.getItem("servanda-keys") !== "off";
document.body.classList.toggle("keys-off", !keysOn.checked);
keysOn.addEventListener("change", () => {
  localStorage.setItem("servanda-keys", keysOn.checked ? "on" : "off");
  document.body.classList.toggle("keys-off", !keysOn.checked);
});
dress();
light();
if (location.hash === "#work") focusWork();
