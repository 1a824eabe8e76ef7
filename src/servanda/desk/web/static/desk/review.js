// The review of a reading by keyboard, and words marked in the text taken into a correction.
const list = document.getElementById("proposals");
const text = document.getElementById("text");
const keysOn = document.getElementById("keys-on");
let current = null;
let wanted = null; // where to stand once htmx has put a proposal anew

const leaves = () => [...list.querySelectorAll(".proposal")].filter((item) => !item.querySelector(":scope > ol"));

function stand(item, { focus = true, scroll = true } = {}) {
  if (!item) return;
  for (const old of document.querySelectorAll(".is-current")) old.classList.remove("is-current");
  current = item.dataset.id;
  item.classList.add("is-current");
  if (focus) item.focus({ preventScroll: true });
  if (scroll) item.scrollIntoView({ block: "nearest" });
  let first = null;
  for (const mark of text.querySelectorAll("mark")) {
    if (!mark.dataset.keys.split(" ").includes(current)) continue;
    mark.classList.add("is-current");
    first ??= mark;
  }
  if (scroll) first?.scrollIntoView({ block: "nearest" });
}

const here = () => document.getElementById(`p-${current}`);

function step(by) {
  const items = leaves();
  const at = items.findIndex((item) => item.dataset.id === current);
  stand(items[Math.min(Math.max(at + by, 0), items.length - 1)]);
}

function nextPending() {
  const items = leaves();
  const at = items.findIndex((item) => item.dataset.id === current);
  return items.slice(at + 1).find((item) => item.dataset.decision === "pending") ?? here();
}

function press(key) {
  const button = here()?.querySelector(`:scope > form [data-do="${key}"]`);
  if (!button) return;
  wanted = key === "a" || key === "d" ? "next" : "form";
  button.click();
}

const typing = (target) => target.closest("input:not([type=checkbox]), textarea, select");

document.addEventListener("keydown", (event) => {
  if (!keysOn.checked || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if ("acsdu".includes(event.key)) press(event.key);
  else return;
  event.preventDefault();
});

list.addEventListener("click", (event) => {
  const item = event.target.closest(".proposal");
  if (!item) return;
  const key = event.target.closest("[data-do]")?.dataset.do;
  if (key) wanted = key === "a" || key === "d" ? "next" : "form";
  stand(item, { focus: false, scroll: false });
});

text.addEventListener("click", (event) => {
  const mark = event.target.closest("mark");
  if (mark && getSelection().isCollapsed) stand(document.getElementById(`p-${mark.dataset.keys.split(" ")[0]}`), { focus: false });
});

// Words marked in the text go into the open correction.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-take]")) return;
  const words = marked;
  const field = event.target.closest("form").querySelector("[name=quote]");
  if (words && field) field.value = words;
  field?.focus();
});

let marked = "";
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (!selection.isCollapsed && text.contains(selection.anchorNode) && text.contains(selection.focusNode)) {
    marked = selection.toString().replace(/\s+/g, " ").trim();
  }
});

function dress() {
  for (const hint of document.querySelectorAll(".take[hidden]")) hint.hidden = false;
  for (const item of list.querySelectorAll(".proposal")) {
    for (const mark of text.querySelectorAll("mark")) {
      if (mark.dataset.keys.split(" ")[0] === item.dataset.id) mark.dataset.decision = item.dataset.decision;
    }
  }
}

document.addEventListener("htmx:after:swap", () => {
  dress();
  const field = list.querySelector("form.edit textarea");
  if (wanted === "form" && field) {
    stand(field.closest(".proposal"), { focus: false });
    field.focus();
  } else if (wanted === "next") stand(nextPending());
  else stand(here()?.querySelector(".proposal") ?? here());
  wanted = null;
});

document.getElementById("keys").hidden = false;
keysOn.checked = localStorage.getItem("servanda-keys") !== "off";
keysOn.addEventListener("change", () => localStorage.setItem("servanda-keys", keysOn.checked ? "on" : "off"));
dress();
const asked = location.hash.startsWith("#p-") ? document.getElementById(location.hash.slice(1)) : null;
stand(asked ?? leaves().find((item) => item.dataset.decision === "pending") ?? leaves()[0], { focus: Boolean(asked) });
list.querySelector("form.edit textarea")?.focus();
