export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const { active, fresh, ...rest } = data;
  const cite = (marker, label) =>
    makeButton("chip", marker, () => setTriggerValue("cite", marker), {
      "data-marker": marker,
      title: label,
      "aria-label": label,
    });
  drawOnce(root, rest, () => [
    status(data.status, data.copy),
    ...data.blocks.map((block) => drawBlock(block, cite)),
    ...[data.formulas, data.warnings].filter((part) => part.lines.length).map(drawPart),
    ...drawSources(data.sources, cite),
  ]);
  for (const button of root.querySelectorAll("[data-marker]")) {
    const on = button.dataset.marker === active;
    button.classList.toggle("active", on);
    button.setAttribute("aria-pressed", String(on));
  }
  // The rest of the turn, and what is below it on a telephone, is drawn in the moments after, and
  // only then there is room to scroll.
  if (fresh && !root.dataset.shown) {
    const turn = (root.getRootNode().host ?? root).closest('[class*="st-key-kb-turn-"]') ?? root;
    const below = turn.closest(".stHorizontalBlock")?.lastElementChild;
    const scroll = (waits) => {
      if (waits && below?.offsetParent === null) setTimeout(scroll, 120, waits - 1);
      else turn.scrollIntoView({ block: "start", behavior: "smooth" });
    };
    setTimeout(scroll, 120, 10);
  }
  root.dataset.shown = "yes";
}

function status({ kind, label }, copy) {
  const line = make("div", "head");
  const said = make("div", `status ${kind}`);
  said.append(make("span", "dot", "", { "aria-hidden": "true" }), make("span", "", label));
  line.append(said);
  // Browsers lend the clipboard to pages of this machine and to encrypted ones.
  if (navigator.clipboard) {
    const button = makeButton("copy", copy.label, async () => {
      await navigator.clipboard.writeText(copy.text);
      button.textContent = copy.done;
      setTimeout(() => (button.textContent = copy.label), 2000);
    });
    button.setAttribute("aria-live", "polite");
    line.append(button);
  }
  return line;
}

function drawBlock({ kind, runs }, cite) {
  const block = make("p", kind);
  for (const [type, text, label] of runs) {
    if (type === "cite") block.append(cite(text, label));
    else if (type === "text") block.append(text);
    else block.append(make(type === "value" ? "strong" : "span", type, text));
  }
  return block;
}

function drawPart({ kind, label, lines }) {
  const part = make("div", `part ${kind}`);
  part.append(make("div", "label", label), ...lines.map((line) => make("div", "", line)));
  return part;
}

function drawSources({ label, items }, cite) {
  if (!items.length) return [];
  const list = make("ol", "sources", "", { "aria-label": label });
  for (const { markers, title, where } of items) {
    const item = make("li");
    const place = make("span", "place", title);
    if (where) place.append(make("span", "where", ` › ${where}`));
    item.append(...markers.map(([marker, told]) => cite(marker, told)), place);
    list.append(item);
  }
  return [list];
}
