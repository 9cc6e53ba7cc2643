// A closed drawer gives the focus back to what had it when it was drawn. In a table that is the stand-in
// of a cell, which chooses the cell when it is focused: one that was opened before, whose source would
// open again. The table as a whole is focused instead, and keeps the cell that it is at.
const RESTORED = "react-aria-focus-scope-restore";

export default function () {
  const toTable = (event) => {
    const table = event.target.closest("canvas");
    if (!table || table === event.target) return;
    event.preventDefault();
    table.focus({ preventScroll: true });
  };
  document.addEventListener(RESTORED, toTable);
  return () => document.removeEventListener(RESTORED, toTable);
}
