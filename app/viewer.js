// Runs in the frame of streamlit-pdf-viewer, which draws these parts anew now and then, and leaves out
// what a keyboard and a screen reader need of them. Its own words are English, so these are.
new MutationObserver(() => {
  const give = (selector, attributes) => {
    const part = document.querySelector(selector);
    for (const [name, value] of Object.entries(part ? attributes : {})) {
      if (part.getAttribute(name) !== value) part.setAttribute(name, value);
    }
  };
  const isOpen = String(Boolean(document.querySelector(".zoom-panel")));
  give(".scrolling-container", { tabindex: "0", role: "region", "aria-label": "Pages" });
  give(".zoom-button", { "aria-expanded": isOpen, title: "Zoom" });
  give(".zoom-input", { "aria-label": "Zoom in percent" });
}).observe(document, { childList: true, subtree: true });
