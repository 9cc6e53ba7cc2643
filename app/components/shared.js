// Put before every component. Texts are only ever set as textContent.
function make(tag, className = "", text = "", attributes = {}) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

// A year, a name or a number is not broken over lines in a narrow column.
const LONGEST_UNBROKEN = 8;

function keepTogether(cell) {
  if (cell.textContent.trim().length <= LONGEST_UNBROKEN) cell.classList.add("unbroken");
  return cell;
}

function makeButton(className, text, onClick, attributes = {}) {
  const button = make("button", className, text, { type: "button", ...attributes });
  button.addEventListener("click", onClick);
  return button;
}

// Draws anew only where the data changed: a button that was pressed keeps the focus.
function drawOnce(root, data, draw) {
  const drawn = JSON.stringify(data);
  if (root.dataset.drawn === drawn) return false;
  root.dataset.drawn = drawn;
  root.replaceChildren(...draw());
  // What stands below is not seen before it has its place (style.css).
  const host = root.getRootNode().host ?? root;
  host.closest('[data-testid="stElementContainer"]')?.setAttribute("data-drawn", "");
  // Chinese characters take the shapes of the language that is said to be theirs.
  if (/[\u3400-\u9fff]/.test(root.textContent)) root.lang = "zh-CN";
  return true;
}
