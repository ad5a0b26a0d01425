"""How the report looks, beyond what every page has."""

from __future__ import annotations

from typing import Final

from hybridequiz.export.page_style import PAGE_STYLE

_OWN: Final = """
:root { --fill: #1f5f9e; --track: #e4e7ed; --edge: #b9bfca; }
@media (prefers-color-scheme: dark) { :root { --fill: #7fb2ea; --track: #33363e; --edge: #5a606c; } }
h1 { font-size: clamp(1.5rem, 5vw, 2.25rem); margin-bottom: .5rem; }
h3 { margin-top: 2rem; }
h3 small { font-weight: normal; font-size: .8em; color: var(--soft); }
nav ul { columns: 18rem; padding-left: 1.25rem; }
.warning { border: 2px solid currentcolor; padding: .5rem .75rem; }
.beside-each-other { --least: 19rem; display: grid; gap: 0 2rem; align-items: start;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--least)), 1fr)); }
.roomy { --least: 28rem; }
.beside-each-other > * { min-width: 0; }
.beside-each-other > article h3 { margin-top: .5rem; }
.beside-each-other:not(.roomy) > div:only-child { grid-column: 1 / -1; max-width: 34rem; }
table { table-layout: fixed; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .75rem .3rem 0; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; hyphens: auto; }
th { font-weight: normal; }
thead th { color: var(--soft); border-bottom-width: 2px; vertical-align: bottom; }
th[scope=rowgroup] { color: var(--soft); padding-top: .75rem; }
th.beside { padding-left: 1rem; }
.groups:not(.even) thead th:first-child { width: 30%; }
.groups thead th.n { width: 4.5rem; }
.parts thead th:first-child { width: 50%; }
article > .parts { max-width: 34rem; }
.wide.two { max-width: 48rem; }
.wide table { table-layout: auto; }
.wide { background: linear-gradient(to right, var(--paper) 40%, transparent) 0 0 / 2.5rem 100% no-repeat local,
  linear-gradient(to left, var(--paper) 40%, transparent) 100% 0 / 2.5rem 100% no-repeat local,
  linear-gradient(to right, var(--edge), transparent) 0 0 / .9rem 100% no-repeat scroll,
  linear-gradient(to left, var(--edge), transparent) 100% 0 / .9rem 100% no-repeat scroll; }
thead th[scope=colgroup] { border-bottom-width: 1px; }
.wide > .even { table-layout: fixed; min-width: calc(9rem + var(--columns) * 6.5rem); }
.even thead th:first-child { width: 9rem; }
@media (min-width: 60rem) { .even:not(.groups) thead th:first-child { width: 16rem; } }
.wide th, .wide td { overflow-wrap: break-word; }
.counts { max-width: 34rem; }
.wide > .counts { max-width: none; }
.counts thead th:first-child { width: 60%; }
.wide .counts td, .wide .counts th.n { min-width: 5rem; padding-left: .75rem; }
.annex table { font-size: .875rem; line-height: 1.4; }
.annex th, .annex td { padding-top: .1rem; padding-bottom: .1rem; border-bottom-style: dotted; }
.annex th[scope=rowgroup] { padding-top: .5rem; }
details { border-bottom: 1px solid var(--line); padding: .4rem 0; }
summary { cursor: pointer; font-weight: 600; }
summary:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px; }
.answers, .asked { break-inside: avoid; max-width: 44rem; margin: 1rem 0; }
.answers caption span { font-size: .95em; }
.annex .answers td, .annex .answers thead th.n { min-width: 0; width: 5rem; padding-right: 0; }
.asked ul { margin: .25rem 0; padding-left: 1.25rem; font-size: .9rem; list-style: none; }
.asked-section { margin-top: 1.5rem; font-size: 1.1rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.differences td { min-width: 9rem; }
.annex td:last-child { min-width: 11rem; }
.wide th[scope=row], .wide thead th:first-child { width: auto; min-width: 8rem; }
caption b { display: block; color: var(--ink); }
.n { text-align: right; padding-right: 0; }
.annex .n { padding-right: 1.5rem; white-space: nowrap; }
.of, .remark, .note { display: block; color: var(--soft); font-size: .85rem; white-space: normal; }
.of .remark { display: inline; font-size: 1em; }
tfoot td, .hidden { color: var(--soft); }
.figure { display: flex; gap: .5rem; align-items: center; min-width: 5.5rem; }
.bar { flex: 1 1 0; width: 0; min-width: 1.5rem; max-width: 16rem; height: .75rem; }
.value { min-width: 3.25rem; font-weight: 600; white-space: nowrap; font-variant-numeric: tabular-nums; }
.track { fill: var(--track); }
.full { fill: var(--fill); }
.open { fill: none; stroke: var(--fill); stroke-width: 2px; stroke-dasharray: 3 2; vector-effect: non-scaling-stroke; }
.middle, .tick { stroke: var(--line); vector-effect: non-scaling-stroke; }
.interval { stroke: var(--fill); stroke-width: 3px; }
.ring { fill: var(--paper); stroke: var(--fill); stroke-width: 2.5px; }
.intervals { display: block; width: 100%; min-width: 10rem; max-width: 20rem; margin-top: .25rem; }
.claim { border-left: 4px solid var(--fill); padding-left: 1rem; margin: 1.5rem 0; }
.said { font-size: 1.25rem; line-height: 1.35; }
.quotation { margin: 1.5rem 0; max-width: 42rem; break-inside: avoid; }
.quotation blockquote { margin: 0; border-left: 4px solid var(--track); padding-left: 1rem; overflow-wrap: anywhere;
  font-size: 1.125rem; line-height: 1.4; }
.quotation blockquote p { margin: 0; }
.quotation figcaption { padding: .25rem 0 0 calc(1rem + 4px); color: var(--soft); }
.unsaid { color: var(--soft); }
footer { margin-top: 3rem; color: var(--soft); }
@media (forced-colors: active) {
  .full { fill: CanvasText; }
  .open, .interval, .ring { stroke: CanvasText; }
}
@media print {
  details::details-content { content-visibility: visible; block-size: auto; }
  .even thead th:first-child, .even:not(.groups) thead th:first-child { width: 26%; }
  .wide > .even { min-width: 0; }
  .differences td, .annex td:last-child, .wide th[scope=row], .wide thead th:first-child { min-width: 0; }
  .intervals { min-width: 5rem; }
  :root { --fill: #1f5f9e; --track: #e4e7ed; }
  h2, h3 { break-after: avoid; }
  .beside-each-other { --least: 14rem; gap: 0 1.5rem; }
  .roomy { --least: 20rem; }
  caption, dl, tr:has(> th[scope=rowgroup]) { break-after: avoid; }
  .annex { break-before: page; }
  .annex article { break-inside: auto; }
  .wide { overflow: visible; background: none; }
  a { text-decoration: none; }
}
@page { margin: 18mm 16mm; @bottom-right { content: counter(page); font: 9pt system-ui, sans-serif; } }
"""

STYLE: Final = PAGE_STYLE + _OWN
