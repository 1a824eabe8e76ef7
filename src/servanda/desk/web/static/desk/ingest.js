// What is chosen to be taken in, named before it is sent: how many files, and which are too large.
const form = document.getElementById("take-in");
const chosen = document.getElementById("chosen");
const words = document.getElementById("chosen-words").dataset;
const field = form.querySelector("input[type=file]");

function line(text, wrong = false) {
  const made = document.createElement("p");
  made.textContent = text;
  if (wrong) made.className = "wrong";
  return made;
}

function tell() {
  const files = [...field.files];
  const told = files.length > 1 ? [line(`${files.length} ${words.files}`)] : [];
  for (const file of files) {
    if (file.size > Number(form.dataset.largest)) told.push(line(`${file.name}: ${words.tooLarge}`, true));
  }
  if (files.length > Number(form.dataset.most)) told.push(line(words.tooMany, true));
  chosen.replaceChildren(...told);
  chosen.hidden = told.length === 0;
}

field.after(chosen);
field.addEventListener("change", tell);
form.addEventListener("submit", (event) => {
  if (field.files.length > Number(form.dataset.most)) event.preventDefault();
});
tell();
