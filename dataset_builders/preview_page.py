"""Look and filter of the preview's page; no file of a third party."""

STYLE = """
:root{color-scheme:light;--ink:#202228;--faint:#656a73;--line:#dfe1e6;--asked:#2662c8;--seen:#b9500f}
*{box-sizing:border-box}body{margin:0;background:#f6f6f3;color:var(--ink);font:14px/1.45 system-ui,sans-serif}
header{position:sticky;top:0;z-index:1;background:#fcfcfa;border-bottom:1px solid var(--line);padding:12px 20px}
h1{font-size:20px;margin:0}header p{margin:2px 0;color:var(--faint)}.asked{color:var(--asked)}.seen{color:var(--seen)}
form{display:flex;flex-wrap:wrap;gap:14px;align-items:center;margin-top:8px}input,select{font:inherit;padding:2px 6px}
input[type=number]{width:5.5em}output{color:var(--faint)}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(470px,100%),1fr));gap:14px;padding:16px 20px}
article{background:#fff;border:1px solid var(--line);border-radius:8px;padding:12px;min-width:0}article[hidden]{display:none}
h2{font-size:16px;margin:0 0 6px}h2 small{color:var(--faint);font-weight:400}
.look{display:flex;gap:8px;align-items:center}.look video{flex:none;width:130px;border-radius:4px;background:#d8d9dd}
.look img{flex:1;min-width:0;width:100%;border-radius:4px}
.caption{margin:6px 0;overflow-wrap:anywhere}.about{margin:6px 0 0;color:var(--faint);font-size:12px;overflow-wrap:anywhere}
.curves{display:flex;flex-wrap:wrap;gap:8px}svg text{font-size:10px;fill:var(--ink)}svg path{stroke:var(--line)}
polyline{fill:none;stroke-width:1.8}polyline.asked{stroke:var(--asked)}polyline.seen{stroke:var(--seen)}
dl{display:flex;flex-wrap:wrap;gap:4px 16px;margin:8px 0 0}dl div{display:flex;gap:5px}dt{color:var(--faint)}dd{margin:0}
dd.odd{color:#b3261e;font-weight:600}
"""

SCRIPT = """
const form = document.getElementById("filter"), page = document.getElementById("clips");
const clips = [...page.children];
function show() {
  const wanted = Object.fromEntries(new FormData(form));
  const words = wanted.words.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  for (const clip of clips) {
    const d = clip.dataset;
    const fits = (!wanted.class || d.class === wanted.class) && (!wanted.split || d.split === wanted.split)
      && (wanted.r === "" || (d.r !== "" && Number(d.r) >= Number(wanted.r))) && words.every(word => d.words.includes(word));
    clip.hidden = !fits;
    count += fits;
  }
  const key = clip => clip.dataset[wanted.order] === "" ? Infinity : Number(clip.dataset[wanted.order]);
  page.append(...[...clips].sort((a, b) => key(a) - key(b)));
  document.getElementById("count").textContent = `${count} shown`;
}
for (const video of page.querySelectorAll("video")) {
  const play = () => video.play(), stop = () => video.pause();
  for (const name of ["pointerenter", "focus", "click"]) video.addEventListener(name, play);
  for (const name of ["pointerleave", "blur"]) video.addEventListener(name, stop);
}
form.addEventListener("input", show);
form.addEventListener("submit", event => event.preventDefault());
show();
"""
