export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  drawOnce(root, data, () => {
    const table = make("table");
    if (data.caption) table.append(make("caption", "", data.caption));
    const head = make("tr");
    for (const { label, kind } of data.columns) head.append(make("th", kind, label, { scope: "col" }));
    const header = make("thead");
    header.append(head);
    const body = make("tbody");
    data.rows.forEach((cells, row) => {
      const line = make("tr", "", "", { "data-row": String(row) });
      cells.forEach((cell, column) => {
        const { kind } = data.columns[column];
        const place = make("td", kind);
        if (kind === "text") {
          // A metric is printed once for all rows in a row that share it.
          if (row > 0 && data.rows[row - 1][column] === cell) return;
          let next = row + 1;
          while (next < data.rows.length && data.rows[next][column] === cell) next += 1;
          place.rowSpan = next - row;
        }
        if (kind === "source") {
          place.append(makeButton("chip", cell, () => setTriggerValue("open", row), {
            "aria-label": `${data.openLabel} ${cell}`,
          }));
        } else if (kind === "nature") {
          place.append(make("span", data.forecasts[row] ? "tag forecast" : "tag", cell));
        } else {
          place.textContent = cell;
        }
        line.append(keepTogether(place));
      });
      body.append(line);
    });
    table.append(header, body);
    const frame = make("div", "frame", "", { tabindex: "0", role: "region", "aria-label": data.label });
    frame.append(table);
    return [frame];
  });
}
