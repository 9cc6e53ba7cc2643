export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  drawOnce(root, data, () => {
    const list = make("ol", "", "", { "aria-label": data.label });
    data.passages.forEach((passage, number) => {
      const item = make("li");
      const open = makeButton("open", "", () => setTriggerValue("open", number), {
        "aria-label": `${data.openLabel}: ${passage.title} ${passage.where}`,
      });
      open.append(make("span", "title", passage.title), make("span", "where", passage.where));
      const text = make("p");
      for (const [kind, piece] of passage.pieces)
        text.append(kind === "mark" ? make("mark", "", piece) : piece.replace(/\n\s*\n/g, "\n"));
      item.append(open, text);
      if (passage.parts.length) item.append(score(data.scoreLabel, passage));
      list.append(item);
    });
    return [list];
  });
}

function score(label, passage) {
  const details = make("details");
  details.append(make("summary", "", `${label} ${passage.score}`));
  const list = make("dl");
  for (const [name, value] of passage.parts) list.append(make("dt", "", name), make("dd", "", value));
  details.append(list);
  return details;
}
