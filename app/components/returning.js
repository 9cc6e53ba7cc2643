// A link opened before signing in is opened again after it; the provider leads to the first page.
const WANTED = "kb_wanted";

export default function ({ data }) {
  if (!data.admitted) {
    sessionStorage.setItem(WANTED, location.href);
    return;
  }
  const wanted = sessionStorage.getItem(WANTED);
  sessionStorage.removeItem(WANTED);
  if (wanted && wanted !== location.href) location.replace(wanted);
}
