export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const { focus, follow, ...rest } = data;
  const drawn = drawOnce(root, rest, () => [bar(data, setTriggerValue), sheet(data)]);
  if (!drawn && root.dataset.focus === focus) return;
  root.dataset.focus = focus;
  const frame = root.querySelector(".frame");
  const first = root.querySelector(".box.mark");
  if (!first) return;
  requestAnimationFrame(() => {
    const top = first.getBoundingClientRect().top - frame.getBoundingClientRect().top;
    frame.scrollTop += top - frame.clientHeight / 3;
    const box = first.getBoundingClientRect();
    if (follow && (box.top < 64 || box.bottom > window.innerHeight - 64))
      first.scrollIntoView({ block: "center" });
  });
}

function bar(data, setTriggerValue) {
  const line = make("div", "bar");
  const turn = (label, step) => {
    const button = makeButton("", label, () => setTriggerValue("turn", step));
    button.disabled = !label;
    return button;
  };
  line.append(turn(data.before, -1), make("span", "", data.label), turn(data.after, 1));
  return line;
}

function sheet(data) {
  const frame = make("div", "frame", "", { role: "region", tabindex: "0", "aria-label": data.label });
  const page = make("div", "sheet");
  page.append(
    make("img", "", "", {
      src: `data:image/webp;base64,${data.picture}`,
      alt: data.label,
      // Known before it is unpacked, so that nothing jumps.
      width: Math.round(data.width),
      height: Math.round(data.height),
    }),
  );
  for (const { kind, left, top, width, height } of data.boxes) {
    const box = make("div", `box ${kind}`, "", { "aria-hidden": "true" });
    Object.assign(box.style, {
      left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%`,
    });
    page.append(box);
  }
  frame.append(page);
  return frame;
}
