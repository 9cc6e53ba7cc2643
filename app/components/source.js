export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const { focus, follow, ...rest } = data;
  let frame = root.querySelector(".frame");
  if (!frame) {
    frame = make("div", "frame", "", { role: "region", tabindex: "0" });
    root.append(frame);
  }
  const before = { start: Number(root.dataset.start), height: frame.scrollHeight, top: frame.scrollTop };
  const drawn = JSON.stringify(rest);
  if (root.dataset.drawn !== drawn) {
    root.dataset.drawn = drawn;
    root.dataset.start = data.start;
    frame.setAttribute("aria-label", data.label);
    const more = (name) => makeButton("more", data[name], () => setTriggerValue("more", name));
    frame.replaceChildren(
      ...(data.earlier ? [more("earlier")] : []),
      ...data.pieces.map(drawPiece),
      ...(data.later ? [more("later")] : []),
    );
  }
  if (root.dataset.focus === focus) {
    // More text above must not move what is being read.
    const grown = data.start < before.start ? frame.scrollHeight - before.height : 0;
    frame.scrollTop = before.top + grown;
    return;
  }
  root.dataset.focus = focus;
  const first = root.querySelector("mark.mark");
  if (!first) return;
  requestAnimationFrame(() => {
    const top = first.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTop += top - frame.clientHeight / 3;
    const box = first.getBoundingClientRect();
    if (follow && (box.top < 64 || box.bottom > window.innerHeight - 64))
      first.scrollIntoView({ block: "center" });
  });
}

function drawPiece([kind, content]) {
  if (kind !== "table") {
    const marked = (kind === "mark" || kind === "also") && content.trim();
    return make(marked ? "mark" : "span", kind, content);
  }
  const table = make("table");
  for (const row of content) {
    const line = make("tr");
    for (const cell of row) {
      const place = make("td");
      place.append(...cell.map(drawPiece));
      line.append(keepTogether(place));
    }
    table.append(line);
  }
  return table;
}
