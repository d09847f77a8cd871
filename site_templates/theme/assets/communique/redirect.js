// A page that moved: on to where it is now, with the part of the page that was asked for.
"use strict";
{
  const link = document.querySelector('link[rel="canonical"]');
  const target = new URL(link.getAttribute("data-to"), location.href);
  if (location.protocol !== "file:") target.pathname = target.pathname.replace(/index\.html$/, "");
  target.search = location.search;
  target.hash = location.hash;
  location.replace(target);
}
