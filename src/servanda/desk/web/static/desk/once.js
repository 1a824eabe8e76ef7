// What is sent once is made once: while a form is on its way, a second press of its button is not sent. Forms that a
// script sends itself are left to that script.
const LONGEST = 20_000; // milliseconds; then nothing came of it, and it may be sent again
const sent = new Map();

function free(form) {
  clearTimeout(sent.get(form));
  sent.delete(form);
  form.removeAttribute("aria-busy");
}

addEventListener("submit", (event) => {
  const form = event.target;
  const method = event.submitter?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get";
  if (event.defaultPrevented || method.toLowerCase() !== "post") return;
  if (sent.has(form)) {
    event.preventDefault();
    return;
  }
  form.setAttribute("aria-busy", "true");
  sent.set(form, setTimeout(free, LONGEST, form));
});

// The page that the way back leads to may be as it was left.
addEventListener("pageshow", () => [...sent.keys()].forEach(free));
