// Words marked in a source go into the form that links them, with the place where they stand.
// Places are counted in characters (code points) of the stored text, as the server counts them.
const text = document.querySelector(".original-text");
const form = document.querySelector("form[data-linking]");
const bar = document.getElementById("picked");
let picked = null;

const count = (words) => [...words].length;

// Where a boundary of the selection lies in the stored text; null outside its words.
function place(node, offset) {
  const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
  if (!run || !text.contains(run)) return null;
  const before = document.createRange();
  before.selectNodeContents(run);
  before.setEnd(node, offset);
  return Number(run.dataset.start) + count(before.toString());
}

// The first and last runs of words that a selection touches, cut down to what it holds of them.
function within(range) {
  let start = null;
  let end = null;
  for (const run of text.querySelectorAll("[data-start]")) {
    if (!range.intersectsNode(run)) continue;
    const own = document.createRange();
    own.selectNodeContents(run);
    if (range.compareBoundaryPoints(Range.START_TO_START, own) > 0) own.setStart(range.startContainer, range.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, own) < 0) own.setEnd(range.endContainer, range.endOffset);
    if (own.collapsed) continue;
    start ??= place(own.startContainer, own.startOffset);
    end = place(own.endContainer, own.endOffset);
  }
  return start === null || end === null || start >= end ? null : { start, end };
}

// The marked words as they stand in the text: without numbers and notes, a paragraph a paragraph.
function words(range) {
  const copy = range.cloneContents();
  for (const extra of copy.querySelectorAll(".ref, .notes, .passage--furniture")) extra.remove();
  const passages = [...copy.querySelectorAll(".passage")];
  return (passages.length ? passages : [copy]).map((each) => each.textContent.trim()).join("\n\n");
}

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const found = range && range.intersectsNode(text) ? within(range) : null;
  if (!found) return;
  picked = { ...found, words: words(range).trim() };
  bar.querySelector(".words").textContent = `“${picked.words.replace(/\s+/g, " ")}”`;
  bar.hidden = !picked.words;
});

bar.querySelector("button").addEventListener("click", () => {
  form.elements.quote.value = picked.words;
  form.elements.start.value = picked.start;
  form.elements.end.value = picked.end;
  bar.hidden = true;
  form.scrollIntoView({ block: "start" });
  form.elements.subject.focus({ preventScroll: true });
});

// Words typed over are no longer those that were marked.
form.elements.quote.addEventListener("input", () => {
  form.elements.start.value = "";
  form.elements.end.value = "";
});
