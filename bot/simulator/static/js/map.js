// Maps drawn from a few outlines: no tiles, no network. It says where a point is, not what is there.

import { h, s } from "./dom.js";
import { icon } from "./icons.js";
import { t } from "./words.js";

const METRES = 111320;
let ground = { commune: [], area: [] };
let serial = 0;

export function setGround(outlines) {
  ground = outlines;
}

/** A plane around a point: x grows east and y south, in metres. */
function plane(latitude, longitude) {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  return {
    of: (lat, lon) => [(lon - longitude) * METRES * shrink, (latitude - lat) * METRES],
    back: (x, y) => [latitude - y / METRES, longitude + x / (METRES * shrink)],
  };
}

function outline(points, on) {
  return points.map(([lon, lat], i) => `${i ? "L" : "M"}${on.of(lat, lon).map(Math.round).join(" ")}`).join("") + "Z";
}

function grid(id, step) {
  return s("pattern", { id, width: step, height: step, patternUnits: "userSpaceOnUse" },
    s("path", { class: "map-grid", d: `M${step} 0H0V${step}`, "stroke-width": step / 60 }));
}

function layers(on, id, width) {
  const step = width > 4000 ? 1000 : 250;
  return [
    s("defs", null, grid(id, step)),
    s("rect", { class: "map-far", x: -60000, y: -60000, width: 120000, height: 120000 }),
    s("path", { class: "map-commune", d: outline(ground.commune, on), "stroke-width": width / 180 }),
    s("path", { class: "map-area", d: outline(ground.area, on), "stroke-width": width / 220 }),
    s("rect", { x: -60000, y: -60000, width: 120000, height: 120000, fill: `url(#${id})` }),
  ];
}

function pin(size) {
  return s("g", { class: "map-pin", transform: `scale(${size})` },
    s("ellipse", { class: "map-shadow", rx: 5, ry: 1.8 }),
    s("path", { d: "M0 0C-7-8.5-10-13.5-10-18.500a10 10 0 0 1 20 0C10-13.5 7-8.5 0 0z" }),
    s("circle", { class: "map-eye", cy: -18.5, r: 3.8 }));
}

const short = (value) => value.toFixed(5);
export const written = (latitude, longitude) => `${short(latitude)}, ${short(longitude)}`;

/** A small picture of a place, 2.4 km wide. */
export function picture(latitude, longitude) {
  const on = plane(latitude, longitude);
  const id = `grid${(serial += 1)}`;
  return s("svg", { class: "map", viewBox: "-1200 -620 2400 1240", preserveAspectRatio: "xMidYMid slice", role: "img", "aria-label": written(latitude, longitude) },
    layers(on, id, 2400), pin(14));
}

/** A map on which a place is chosen. `onMove(latitude, longitude)` hears each choice. */
export class Picker {
  #on; #svg; #pin; #zoom = 1; #at; #onMove; #centre;

  constructor(start, onMove) {
    this.#onMove = onMove;
    this.#centre = [44.1252, 4.0902];
    this.#on = plane(...this.#centre);
    this.#pin = s("g");
    this.#svg = s("svg", { class: "map pickable", tabindex: 0, role: "application", "aria-label": t("mapLabel"), preserveAspectRatio: "xMidYMid slice" },
      layers(this.#on, `grid${(serial += 1)}`, 8200), this.#pin);
    this.#svg.addEventListener("click", (event) => this.#click(event));
    this.#svg.addEventListener("keydown", (event) => this.#key(event));
    this.element = h("div", { class: "picker" }, this.#svg, h("div", { class: "zoom" },
      this.#button("zoomIn", "zoomin", 2.5), this.#button("zoomOut", "zoomout", 1 / 2.5)));
    this.moveTo(start.latitude, start.longitude, true);
  }

  #button(word, name, factor) {
    return h("button", { type: "button", "aria-label": t(word), title: t(word), on: { click: () => this.#rescale(factor) } }, icon(name, 18));
  }

  #rescale(factor) {
    this.#zoom = Math.min(16, Math.max(1, this.#zoom * factor));
    this.#draw();
  }

  #draw() {
    const span = 8200 / this.#zoom;
    const [x, y] = this.#on.of(...this.#at);
    const off = Math.abs(x) > 4600 || Math.abs(y) > 4200;
    const [cx, cy] = this.#zoom > 1 || off ? [x, y] : [0, 0];
    this.#svg.setAttribute("viewBox", `${cx - span / 2} ${cy - span / 2} ${span} ${span}`);
    this.#pin.replaceChildren(pin(span / 300));
    this.#pin.setAttribute("transform", `translate(${x} ${y})`);
  }

  #click(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.#svg.getScreenCTM().inverse());
    this.moveTo(...this.#on.back(point.x, point.y));
  }

  #key(event) {
    const step = 150 / this.#zoom;
    const moves = { ArrowUp: [0, -step], ArrowDown: [0, step], ArrowLeft: [-step, 0], ArrowRight: [step, 0] };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    const [x, y] = this.#on.of(...this.#at);
    this.moveTo(...this.#on.back(x + move[0], y + move[1]));
  }

  moveTo(latitude, longitude, silent = false) {
    this.#at = [latitude, longitude];
    this.#draw();
    if (!silent) this.#onMove(latitude, longitude);
  }
}
