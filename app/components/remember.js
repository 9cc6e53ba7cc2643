export default function ({ data }) {
  document.cookie = `${data.name}=${data.value}; path=/; max-age=31536000; samesite=lax`;
  document.documentElement.lang = data.lang;
}
