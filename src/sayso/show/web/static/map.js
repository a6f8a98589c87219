// The map of incidents: ground and incidents come as GeoJSON from our own server, names are drawn with the
// reader's own fonts. The list beside the map says the same in words and follows it.
// @ts-check

// @ts-ignore  // an address of the server, which tsc does not know: what it gives has no types here
import { Map as LibreMap, NavigationControl, Popup, ScaleControl, setWorkerUrl } from "/static/vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";

/** @typedef {{href: string, headline: string, where: string, precision: string | null, lat: number | null, lon: number | null, when: string, disputed: string}} Row */
/** @typedef {{href: string, what: string, day: string | null, disputed: boolean}} Told */
/** @typedef {{kind: string, name: string, precision: string | null, lat: number, lon: number, count: number, disputed: number, incidents: Told[]}} Place */
/** @typedef {{type: "Feature", id: number, geometry: {type: string, coordinates: any}, properties: Place}} Feature */
/** @typedef {{type: "FeatureCollection", features: Feature[], incidents: number, more: boolean, rows: Row[], list: string}} Answer */
/** @typedef {{sea: string, land: string, river: string, admin: string, border: string, word: string, quiet: string, halo: string, mark: string, paper: string}} Colours */

const NOTHING = { type: "FeatureCollection", features: [] };
const WAIT = 250; // milliseconds of rest before the server is asked
const FONTS = ["system-ui, Noto Sans, Noto Sans Arabic, Segoe UI, sans-serif"];

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}

/** The colours of the page's theme, as the browser computes them. @returns {Colours} */
function colours() {
  const probe = document.createElement("span");
  document.body.append(probe);
  /** @param {string} name */
  const of = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const found = {
    sea: of("--map-sea"), land: of("--map-land"), river: of("--map-river"), admin: of("--map-admin"),
    border: of("--map-border"), word: of("--map-word"), quiet: of("--map-quiet"), halo: of("--map-halo"),
    mark: of("--map-mark"), paper: of("--card"),
  };
  probe.remove();
  return found;
}

/** @param {string} kind */
const only = (kind) => ["==", ["get", "kind"], kind];

/** The layers of the ground. @param {Colours} c @returns {any[]} */
function ground(c) {
  /** @param {string} id @param {any} paint */
  const line = (id, paint) => ({ id, type: "line", source: "ground", filter: only(id), layout: { "line-join": "round" }, paint });
  const halo = { "text-halo-color": c.halo, "text-halo-width": 1.4 };
  return [
    { id: "sea", type: "background", paint: { "background-color": c.sea } },
    { id: "land", type: "fill", source: "ground", filter: only("land"), paint: { "fill-color": c.land, "fill-antialias": false } },
    { id: "lake", type: "fill", source: "ground", filter: only("lake"), paint: { "fill-color": c.sea, "fill-antialias": false } },
    line("river", { "line-color": c.river, "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.5, 8, 1.6] }),
    line("admin1", { "line-color": c.admin, "line-width": 0.8 }),
    line("disputed", { "line-color": c.border, "line-width": 1.1, "line-dasharray": [3, 2.5] }),
    line("border", { "line-color": c.border, "line-width": ["interpolate", ["linear"], ["zoom"], 2, 0.6, 7, 1.3] }),
    {
      id: "country", type: "symbol", source: "ground", filter: only("country"), maxzoom: 7,
      layout: { "text-field": ["get", "name"], "text-font": FONTS, "text-size": 10, "text-transform": "uppercase", "text-letter-spacing": 0.1, "text-max-width": 8, "text-padding": 8 },
      paint: { "text-color": c.quiet, ...halo },
    },
    {
      id: "town-dot", type: "circle", source: "ground", filter: ["all", only("town"), [">=", ["zoom"], 4]],
      paint: { "circle-radius": 1.8, "circle-color": c.quiet },
    },
    {
      id: "town", type: "symbol", source: "ground", filter: ["all", only("town"), [">=", ["zoom"], 4]],
      layout: {
        "text-field": ["get", "name"], "text-font": FONTS, "text-size": 11.5, "text-radial-offset": 0.4, "text-padding": 6,
        "text-variable-anchor": ["left", "right", "top", "bottom"], "text-justify": "auto", "symbol-sort-key": ["get", "order"],
      },
      paint: { "text-color": c.word, ...halo },
    },
  ];
}

/** The layers of the incidents. @param {Colours} c @returns {any[]} */
function marks(c) {
  const size = ["interpolate", ["linear"], ["ln", ["coalesce", ["get", "total"], ["get", "count"]]], 0, 5, 0.69, 9, 3, 14, 7, 24];
  const many = [">", ["coalesce", ["get", "total"], ["get", "count"]], 1];
  const number = ["to-string", ["coalesce", ["get", "total"], ["get", "count"]]];
  const lit = ["boolean", ["feature-state", "lit"], false];
  return [
    { id: "area", type: "fill", source: "areas", paint: { "fill-color": c.mark, "fill-opacity": ["case", lit, 0.28, 0.07], "fill-antialias": false } },
    { id: "area-edge", type: "line", source: "areas", layout: { "line-join": "round" }, paint: { "line-color": c.mark, "line-width": ["case", lit, 2.4, 1.4], "line-dasharray": [3, 2.5] } },
    {
      id: "area-count", type: "symbol", source: "middles", filter: [">", ["get", "count"], 1],
      layout: { "text-field": ["to-string", ["get", "count"]], "text-font": FONTS, "text-size": 12, "text-padding": 4 },
      paint: { "text-color": c.mark, "text-halo-color": c.halo, "text-halo-width": 2 },
    },
    { id: "point", type: "circle", source: "points", paint: { "circle-radius": size, "circle-color": c.mark, "circle-opacity": ["case", many, 0.85, 1], "circle-stroke-color": c.halo, "circle-stroke-width": 1.5 } },
    {
      id: "point-count", type: "symbol", source: "points", filter: many,
      layout: { "text-field": number, "text-font": FONTS, "text-size": 11, "text-allow-overlap": true },
      paint: { "text-color": c.paper },
    },
  ];
}

/** @param {Colours} c */
function style(c) {
  const points = { type: "geojson", data: NOTHING, cluster: true, clusterRadius: 34, clusterMaxZoom: 9, clusterProperties: { total: ["+", ["get", "count"]] } };
  const sources = { ground: { type: "geojson", data: NOTHING }, areas: { type: "geojson", data: NOTHING }, middles: { type: "geojson", data: NOTHING }, points };
  return { version: 8, sources, layers: [...ground(c), ...marks(c)] };
}

/** @param {string} said @returns {[number, number, number, number] | null} west, south, east, north; east may pass 180 */
function box(said) {
  const [south, west, north, east] = said.split(",").map(Number);
  if (![south, west, north, east].every(Number.isFinite)) return null;
  return [west, south, east < west ? east + 360 : east, north];
}

/** @param {number} lon */
const wrapped = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;

/** What the map shows as S,W,N,E, a little more by `share` of it. @param {any} map @param {number} [share] */
function shown(map, share = 0) {
  const edges = map.getBounds();
  let [south, west, north, east] = [edges.getSouth(), edges.getWest(), edges.getNorth(), edges.getEast()];
  const high = (north - south) * share;
  const wide = (east - west) * share;
  [south, north, west, east] = [Math.max(-90, south - high), Math.min(90, north + high), west - wide, east + wide];
  if (east - west >= 358) [west, east] = [-180, 180];
  else [west, east] = [wrapped(west), wrapped(east)];
  return [south, west, north, east].map((edge) => String(Math.round(edge * 1000) / 1000)).join(",");
}

/** @param {string} address @param {AbortSignal} signal */
async function asked(address, signal) {
  const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${answer.status} ${address}`);
  return answer.json();
}

/** @param {string} name @param {string} [text] @param {string} [looks] */
function made(name, text = "", looks = "") {
  const one = document.createElement(name);
  one.textContent = text;
  if (looks) one.className = looks;
  return one;
}

/** An entry of the list, as map.html has it. @param {Row} row */
function entry(row) {
  const link = /** @type {HTMLAnchorElement} */ (made("a"));
  link.href = row.href;
  link.append(made("bdi", row.headline));
  if (row.lat !== null && row.lon !== null) {
    link.dataset.lat = String(row.lat);
    link.dataset.lon = String(row.lon);
  }
  const more = made("p", "", "small quiet");
  more.append(made("bdi", row.where), `${row.precision ? ` (${row.precision})` : ""} · ${row.when}`);
  if (row.disputed) more.append(" · ", made("span", row.disputed, "state disputed"));
  const item = made("li");
  item.append(link, more);
  return item;
}

/** The incidents of one place. @param {Place} place */
function told(place) {
  const box = made("div");
  const head = made("h3");
  head.append(made("bdi", place.name || "A place without a name"));
  box.append(head);
  if (place.precision) box.append(made("p", place.precision[0].toUpperCase() + place.precision.slice(1), "small quiet"));
  const list = made("ul");
  for (const one of place.incidents) {
    const link = /** @type {HTMLAnchorElement} */ (made("a", [one.what, one.day].filter(Boolean).join(", ")));
    link.href = one.href;
    const item = made("li");
    item.append(link);
    if (one.disputed) item.append(" ", made("span", "disputed", "state disputed"));
    list.append(item);
  }
  box.append(list);
  const rest = place.count - place.incidents.length;
  if (rest > 0) box.append(made("p", `and ${rest} more`, "small quiet"));
  return box;
}

class Desk {
  /** @param {HTMLElement} frame */
  constructor(frame) {
    this.frame = frame;
    this.moved = Boolean(frame.dataset.area);
    /** @type {Feature[]} */
    this.places = [];
    this.timer = 0;
    this.grounding = new AbortController();
    this.asking = new AbortController();
    const bounds = box(frame.dataset.area ?? "");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.still = still;
    this.map = new LibreMap({
      container: frame, style: style(colours()), attributionControl: false, maxZoom: 10, minZoom: 0.8, dragRotate: false, pitchWithRotate: false,
      fadeDuration: still ? 0 : 200, ...(bounds ? { bounds, fitBoundsOptions: { padding: 8 } } : { center: [30, 25], zoom: 1.4 }),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), "top-right");
    this.map.addControl(new ScaleControl({ maxWidth: 110 }), "bottom-left");
    this.map.on("load", () => this.start());
  }

  start() {
    this.map.on("moveend", (/** @type {any} */ event) => {
      if (event.originalEvent) this.moved = true;
      this.rest();
    });
    // Buttons and keys of ours move the map too, and are a person's wish as much as a drag.
    this.frame.addEventListener("click", (event) => {
      if (event.target instanceof Element && event.target.closest(".maplibregl-ctrl-group")) this.moved = true;
    });
    this.map.on("click", (/** @type {any} */ event) => this.clicked(event));
    for (const layer of ["point", "area"]) {
      this.map.on("mouseenter", layer, () => { this.map.getCanvas().style.cursor = "pointer"; });
      this.map.on("mouseleave", layer, () => { this.map.getCanvas().style.cursor = ""; });
    }
    const list = element("map-rows");
    for (const kind of ["focusin", "mouseover"]) list.addEventListener(kind, (event) => this.light(event.target));
    for (const kind of ["focusout", "mouseleave"]) list.addEventListener(kind, () => this.light(null));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.dress());
    void this.incidents(true);
    void this.ground();
  }

  /** Wait until the map rests, then ask for what it shows now. */
  rest() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      void this.ground();
      if (this.moved) void this.incidents(false);
    }, WAIT);
  }

  async ground() {
    const zoom = Math.round(this.map.getZoom() * 2) / 2;
    this.grounding.abort();
    this.grounding = new AbortController();
    await this.answer(this.grounding.signal, async (signal) => {
      const found = await asked(`/map/base.json?${new URLSearchParams({ area: shown(this.map, 0.25), zoom: String(zoom) })}`, signal);
      this.map.getSource("ground").setData(found);
    });
  }

  /** @param {boolean} first */
  async incidents(first) {
    const address = new URL(this.frame.dataset.incidents ?? "", location.href);
    const page = new URL(location.href);
    if (this.moved && !first) {
      const area = shown(this.map);
      address.searchParams.set("area", area);
      page.searchParams.set("area", area);
      history.replaceState(null, "", page);
      /** @type {HTMLInputElement} */ (element("area")).value = area;
      element("map-head").textContent = "In this area";
    }
    this.asking.abort();
    this.asking = new AbortController();
    await this.answer(this.asking.signal, async (signal) => {
      /** @type {Answer} */
      const found = await asked(address.href, signal);
      this.draw(found);
      if (first && !this.moved) this.fit();
      this.list(found);
    });
  }

  /** @param {AbortSignal} signal @param {(signal: AbortSignal) => Promise<void>} ask */
  async answer(signal, ask) {
    try {
      await ask(signal);
    } catch (error) {
      if (!(error instanceof DOMException && error.name === "AbortError")) {
        element("map-count").textContent = "The map could not be brought up to date; the list may be of another area.";
      }
    }
  }

  /** @param {Answer} found */
  draw(found) {
    this.places = found.features;
    const areas = this.places.filter((one) => one.properties.kind === "area");
    const points = this.places.filter((one) => one.properties.kind === "point");
    const middles = areas.map((one) => ({ ...one, geometry: { type: "Point", coordinates: [one.properties.lon, one.properties.lat] } }));
    for (const [name, features] of Object.entries({ areas, points, middles })) {
      this.map.getSource(name).setData({ type: "FeatureCollection", features });
    }
  }

  /** Show all places at once, near enough to tell them apart. */
  fit() {
    const lons = this.places.map((one) => one.properties.lon);
    const lats = this.places.map((one) => one.properties.lat);
    if (!lons.length) return;
    const edges = [[Math.min(...lons), Math.max(-75, Math.min(...lats))], [Math.max(...lons), Math.min(80, Math.max(...lats))]];
    this.map.fitBounds(edges, { padding: 60, maxZoom: 6, animate: false });
  }

  /** @param {Answer} found */
  list(found) {
    const held = element("map-rows");
    held.replaceChildren(...found.rows.map(entry));
    if (!found.rows.length) held.append(made("li", "No incident is known there.", "empty"));
    const many = found.incidents.toLocaleString("en");
    element("map-count").textContent = found.more
      ? `The map shows the latest ${many}; come nearer or ask for less to see the others.`
      : `${many} ${found.incidents === 1 ? "incident" : "incidents"} on the map.`;
    /** @type {HTMLAnchorElement} */ (element("map-all")).href = found.list;
  }

  /** @param {any} event */
  async clicked(event) {
    const [hit] = this.map.queryRenderedFeatures(event.point, { layers: ["point"] });
    if (hit?.properties.cluster) {
      const zoom = await this.map.getSource("points").getClusterExpansionZoom(hit.properties.cluster_id);
      this.moved = true;
      this.map.easeTo({ center: hit.geometry.coordinates, zoom: Math.min(zoom + 0.4, 10), animate: !this.still });
      return;
    }
    const hits = hit ? [hit] : this.map.queryRenderedFeatures(event.point, { layers: ["area"] }).reverse();
    const numbers = new Set(hits.map((/** @type {any} */ one) => one.id));
    const place = [...this.places].reverse().find((one) => numbers.has(one.id));
    if (!place) return;
    new Popup({ maxWidth: "20rem" }).setLngLat(hit ? [place.properties.lon, place.properties.lat] : event.lngLat).setDOMContent(told(place.properties)).addTo(this.map);
  }

  /** Show on the map what is pointed at in the list. @param {EventTarget | null} target */
  light(target) {
    const item = target instanceof Element ? target.closest("li") : null;
    const link = item?.querySelector("a");
    this.map.removeFeatureState({ source: "areas" });
    for (const one of document.querySelectorAll("#map-rows .lit")) one.classList.remove("lit");
    this.popup?.remove();
    if (!item || !link?.dataset.lat) return;
    item.classList.add("lit");
    const [lat, lon] = [Number(link.dataset.lat), Number(link.dataset.lon)];
    const place = this.places.find((one) => Math.abs(one.properties.lat - lat) < 1e-4 && Math.abs(one.properties.lon - lon) < 1e-4);
    if (!place) return;
    if (place.properties.kind === "area") this.map.setFeatureState({ source: "areas", id: place.id }, { lit: true });
    const name = made("bdi", place.properties.name);
    this.popup = new Popup({ closeButton: false, closeOnClick: false, focusAfterOpen: false, className: "map-name" })
      .setLngLat([lon, lat]).setDOMContent(name).addTo(this.map);
  }

  /** The other theme. */
  dress() {
    const c = colours();
    for (const layer of [...ground(c), ...marks(c)]) {
      for (const [name, value] of Object.entries(layer.paint ?? {})) this.map.setPaintProperty(layer.id, name, value);
    }
  }
}

setWorkerUrl(new URL("/static/vendor/maplibre-gl-6.17.0/maplibre-gl-worker.mjs", location.href).href);
const frame = element("map");
frame.classList.add("drawn");
try {
  new Desk(frame);
} catch (error) {
  frame.classList.remove("drawn"); // no WebGL: the words that stand for the map show
  console.warn("no map:", error);
}
