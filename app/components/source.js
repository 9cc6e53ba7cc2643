// The text of a document with marked spans. Text is only ever set as textContent: nothing of a
// document becomes markup.
export default function ({ parentElement, data }) {
  const frame = parentElement.querySelector(".frame");
  const text = parentElement.querySelector(".text");
  frame.style.maxHeight = data.height;
  frame.setAttribute("aria-label", data.label);
  const pieces = data.pieces.map(([kind, content]) => {
    const piece = document.createElement(kind.startsWith("mark") ? "mark" : "span");
    piece.className = kind;
    piece.textContent = content;
    return piece;
  });
  text.replaceChildren(...pieces);
  if (frame.dataset.focus === data.focus) return;
  frame.dataset.focus = data.focus;
  const first = text.querySelector(".mark");
  if (!first) return;
  requestAnimationFrame(() => {
    const top = first.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTop += top - frame.clientHeight / 3;
    const box = first.getBoundingClientRect();
    if (box.top < 0 || box.bottom > window.innerHeight) first.scrollIntoView({ block: "center" });
  });
}
