import { palette } from '../figure/look.ts';

/** Swaps the colours of the curves for those that stand out on dark paper; CSS outranks SVG's own attributes. */
const darkCurves = palette
  .map(({ light, dark }) => `[stroke="${light}"]{stroke:${dark}}[fill="${light}"]{fill:${dark}}`)
  .join('');

/** The style of a picture that stands on its own. */
export const pictureStyle: string = `svg{color:#16181d;background:#fff}@media (prefers-color-scheme:dark){svg{color:#e6e6e3;background:#14161a}${darkCurves}}`;

/** The style of a report: paper by day, slate by night, and plain when printed. */
export const pageStyle: string = `
:root{color-scheme:light dark;--ink:#16181d;--quiet:#55585f;--rule:#c9ccd1;--paper:#fff;--tint:#f4f5f6;--good:#00663f;--bad:#a81c1c;--badtint:#fbeaea;--link:#0b4f8a}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e6e3;--quiet:#a3a7ad;--rule:#3b3f46;--paper:#14161a;--tint:#1d2026;--good:#5fd0a0;--bad:#ff8f85;--badtint:#3a1e1e;--link:#8cc2f2}${darkCurves}}
*{box-sizing:border-box}
html{font:17px/1.55 Charter,"Bitstream Charter","Source Serif 4",Georgia,"DejaVu Serif",serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0 auto;padding:3rem 1.5rem 5rem;max-width:66rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem;font-weight:600}
h2{font-size:1.35rem;line-height:1.3;margin:3.2rem 0 .3rem;font-weight:600}
h3{font-size:1.05rem;margin:2rem 0 .4rem;font-weight:600}
p{margin:.6rem 0;max-width:44rem}
a{color:var(--link)}
a:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}
.quiet{color:var(--quiet)}
.lead{font-size:1.1rem}
.good{color:var(--good)}
.bad{color:var(--bad)}
.verdict{white-space:nowrap;font-weight:600}
.scroll{overflow-x:auto;margin:.7rem 0}
table{border-collapse:collapse;font-size:.86rem;line-height:1.4;border-top:2px solid var(--ink);border-bottom:2px solid var(--ink)}
caption{text-align:left;padding:0 0 .5rem;font-size:.95rem;max-width:44rem}
th,td{padding:.32rem 1rem .32rem 0;text-align:left;vertical-align:baseline;font-weight:400}
thead th{border-bottom:1px solid var(--ink);font-weight:600;vertical-align:bottom}
tbody th[scope=rowgroup]{padding-top:.9rem;font-weight:600;border-bottom:1px solid var(--rule)}
tbody+tbody{border-top:1px solid var(--rule)}
table.checks{width:100%;min-width:46rem}
.number{text-align:right;font-variant-numeric:tabular-nums lining-nums;white-space:nowrap}
th:last-child,td:last-child{padding-right:0}
tr.fails{background:var(--badtint)}
figure{margin:1.8rem 0;break-inside:avoid}
figure svg{display:block;width:100%;max-width:44rem;height:auto}
figcaption{max-width:44rem;font-size:.92rem;margin-top:.5rem}
dl{display:grid;grid-template-columns:6.5rem 1fr;gap:.15rem 1.2rem;font-size:.92rem;margin:.8rem 0;max-width:44rem}
dt{color:var(--quiet)}
dd{margin:0}
footer{margin-top:4rem;padding-top:.8rem;border-top:1px solid var(--rule);font-size:.88rem}
@media print{html{font-size:10.5pt;background:#fff}body{max-width:none;padding:0}a{color:inherit;text-decoration:none}.scroll{overflow:visible}tr,figure{break-inside:avoid}h2,h3{break-after:avoid}}
`.replaceAll('\n', '');
