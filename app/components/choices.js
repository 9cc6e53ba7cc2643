export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  drawOnce(root, data, () => {
    const list = make("ul", "", "", { "aria-label": data.label });
    for (const text of data.texts) {
      const item = make("li");
      item.append(makeButton("", text, () => setTriggerValue("choose", text)));
      list.append(item);
    }
    return [list];
  });
}
