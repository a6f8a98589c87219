// @ts-check
// Keys of the queue and the coding screen, and words selected in a report. Without it every form works all the same.

const OFF = "sayso-keys-off";
const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("keys"));
const off = /** @type {HTMLInputElement | null} */ (document.getElementById("keys-off"));

/** What a selection in a report is, in code points of its text. @typedef {{at: string, words: string}} Chosen */
/** @type {Chosen | null} */
let chosen = null;

/** The number of code points before a place inside a paragraph.
 * @param {Element} paragraph @param {Node} node @param {number} offset @returns {number} */
function before(paragraph, node, offset) {
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  return Array.from(range.toString()).length;
}

/** Where a node stands in a report: its paragraph. @param {Node | null} node @returns {HTMLElement | null} */
function paragraphOf(node) {
  const element = node instanceof Element ? node : node?.parentElement;
  return element?.closest("[data-start]") ?? null;
}

function remember() {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return;
  const range = selection.getRangeAt(0);
  const first = paragraphOf(range.startContainer);
  const last = paragraphOf(range.endContainer) ?? first;
  if (!first || !last) return;
  const start = Number(first.dataset.start) + before(first, range.startContainer, range.startOffset);
  const end = Number(last.dataset.start) + before(last, range.endContainer, range.endOffset);
  if (start < end) chosen = { at: `${start}-${end}`, words: selection.toString().slice(0, 500) };
}
document.addEventListener("selectionchange", remember);

/** Put what was selected into a form. @param {HTMLFormElement} form */
function fill(form) {
  const words = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("words"));
  const at = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("at"));
  if (!words || !at) return;
  if (chosen && form.dataset.filled !== chosen.words) {
    words.value = chosen.words;
    at.value = chosen.at;
    form.dataset.filled = chosen.words;
  }
  words.addEventListener("input", () => { at.value = ""; }, { once: true });
}

/** Make a form that was just opened ready to be written in. @param {HTMLDetailsElement} details */
function ready(details) {
  const form = details.open ? details.querySelector("form.change-form") : null;
  if (!(form instanceof HTMLFormElement)) return;
  fill(form);
  const first = form.querySelector("input:not([type=hidden])");
  if (first instanceof HTMLElement) first.focus();
}
for (const details of document.querySelectorAll("details")) details.addEventListener("toggle", () => ready(details));

/** @returns {HTMLElement[]} */
const rows = () => Array.from(document.querySelectorAll(".field, [data-task]"));

/** @param {number} step */
function move(step) {
  const all = rows();
  if (all.length === 0) return;
  const now = all.findIndex((row) => row === document.activeElement || row.contains(document.activeElement));
  const next = all[Math.min(Math.max(now + step, 0), all.length - 1)] ?? all[0];
  next.focus();
}

/** Press what has a key, in the row that has the focus or on the page. @param {string} key @returns {boolean} */
function press(key) {
  const row = document.activeElement?.closest(".field");
  const scope = row && "aex".includes(key) ? row : document;
  if (!row && "aex".includes(key)) return false;
  const found = scope.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (found instanceof HTMLElement) found.click();
  // The event of its opening comes later: letters that are typed at once belong to the form already.
  if (found?.parentElement instanceof HTMLDetailsElement) ready(found.parentElement);
  return found !== null;
}

/** @param {KeyboardEvent} event */
function keyed(event) {
  const target = event.target;
  const typing = target instanceof HTMLElement && target.closest("input:not([type=radio], [type=checkbox]), select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey || typing || dialog?.open) return;
  if (localStorage.getItem(OFF) === "1" && event.key !== "?") return;
  const focus = document.querySelector(`[data-focus="${CSS.escape(event.key)}"]`);
  if (event.key === "?" && dialog) dialog.showModal();
  else if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
  else if (focus instanceof HTMLElement) focus.focus();
  else if (/^[1-9]$/.test(event.key)) choose(Number(event.key) - 1);
  else if (!press(event.key)) return;
  event.preventDefault();
}

/** Choose a proposed value, and put it. @param {number} number */
function choose(number) {
  const choice = document.querySelectorAll(".proposals input[type=radio]")[number];
  if (!(choice instanceof HTMLInputElement) || choice.value === "") return;
  choice.checked = true;
  choice.form?.requestSubmit();
}

document.addEventListener("keydown", keyed);
if (off) {
  off.checked = localStorage.getItem(OFF) === "1";
  off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "1" : "0"));
}
for (const button of document.querySelectorAll(".help-keys")) {
  if (!(button instanceof HTMLElement)) continue;
  button.hidden = false;
  button.addEventListener("click", () => dialog?.showModal());
}
document.documentElement.dataset.keys = "ready"; // the page answers keys from here on
