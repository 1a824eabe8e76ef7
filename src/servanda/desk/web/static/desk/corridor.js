// Lays a map that moves over the drawn one: same flows, same land, all from this desk.
const script = document.getElementById("corridor-script");
const figure = document.getElementById("map");

const DASHES = { road: [3, 1.5], ferry: [0.5, 1.5], sea: [0.3, 2], oil: [4, 1, 0.5, 1], gas: [4, 1], power: [1.5, 1], fibre: [0.3, 1] };

function ink(name) {
  const probe = document.createElement("span");
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  const canvas = document.createElement("canvas").getContext("2d");
  canvas.fillStyle = found;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
  return `rgb(${red},${green},${blue})`;
}

function style(flows, land) {
  const colour = ["match", ["get", "state"], "full", ink("no-evidence"), "busy", ink("under-way"), "used", ink("accent"), ink("edge")];
  const line = (id, filter, dash) => ({
    id, type: "line", source: "flows", filter,
    paint: { "line-color": colour, "line-width": ["get", "width"], ...(dash ? { "line-dasharray": dash } : {}) },
  });
  const links = ["==", ["geometry-type"], "LineString"];
  const modes = Object.keys(DASHES);
  return {
    version: 8,
    sources: { flows: { type: "geojson", data: flows }, land: { type: "geojson", data: land } },
    layers: [
      { id: "water", type: "background", paint: { "background-color": ink("paper") } },
      { id: "land", type: "fill", source: "land", filter: ["==", ["get", "kind"], "land"], paint: { "fill-color": ink("well") } },
      { id: "borders", type: "line", source: "land", filter: ["==", ["get", "kind"], "border"], paint: { "line-color": ink("edge"), "line-width": 0.5 } },
      line("plain", ["all", links, ["!", ["in", ["get", "mode"], ["literal", modes]]]], null),
      ...modes.map((mode) => line(mode, ["all", links, ["==", ["get", "mode"], mode]], DASHES[mode])),
      { id: "ticks", type: "line", source: "flows", filter: ["all", links, ["==", ["get", "state"], "full"]], paint: { "line-color": ink("paper"), "line-width": ["get", "width"], "line-dasharray": [0.2, 0.5] } },
      { id: "places", type: "circle", source: "flows", filter: ["==", ["geometry-type"], "Point"], paint: { "circle-radius": 2.5, "circle-color": ink("ink") } },
    ],
  };
}

// The places that the drawing names are named here too, in its words; the table says the same to those who hear it.
function named(maplibre, map, flows) {
  return flows.features
    .filter((each) => each.properties.label)
    .sort((one, other) => one.properties.rank - other.properties.rank)
    .map((each) => {
      const element = document.createElement("div");
      const name = document.createElement("span");
      element.className = "corridor-name";
      element.setAttribute("aria-hidden", "true");
      name.textContent = each.properties.label;
      element.append(name);
      new maplibre.Marker({ element }).setLngLat(each.geometry.coordinates).addTo(map);
      return name;
    });
}

const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

// A name stands before its place where it would leave the map, and gives way to any through which more flows.
function lay(names, edge) {
  const taken = [];
  for (const name of names) {
    name.hidden = false;
    name.classList.remove("is-before");
    name.classList.toggle("is-before", name.getBoundingClientRect().right > edge.right);
    const box = name.getBoundingClientRect();
    name.hidden = taken.some((other) => meet(box, other));
    if (!name.hidden) taken.push(box);
  }
}

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

async function show() {
  const [maplibre, flows, land] = await Promise.all([
    import(script.dataset.maplibre),
    fetched(figure.dataset.flows),
    fetched(figure.dataset.land),
  ]);
  maplibre.setWorkerUrl(new URL(script.dataset.worker, document.baseURI).href);
  const place = document.createElement("div");
  place.setAttribute("role", "region");
  place.setAttribute("aria-label", figure.querySelector("title").textContent);
  const drawn = figure.querySelector("svg");
  drawn.before(place);
  drawn.toggleAttribute("hidden", true); // a drawing has no such property, only the attribute
  const [west, south, east, north] = flows.bbox;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = new maplibre.Map({
    container: place, style: style(flows, land), attributionControl: false,
    bounds: [[west, south], [east, north]], fadeDuration: still ? 0 : 200, cooperativeGestures: true,
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }));
  const names = named(maplibre, map, flows);
  const again = () => lay(names, place.getBoundingClientRect());
  map.on("moveend", again);
  map.on("resize", again);
  map.on("load", () => { again(); figure.dataset.ready = "true"; });
  const told = document.createElement("p");
  told.className = "small";
  told.setAttribute("aria-live", "polite");
  place.after(told);
  map.on("mousemove", (event) => {
    const [found] = map.queryRenderedFeatures(event.point).filter((each) => each.properties.title || each.properties.name);
    told.textContent = found ? found.properties.title || found.properties.name : "";
  });
}

function offer() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--plain button--small corridor-switch";
  button.textContent = script.dataset.words;
  button.addEventListener("click", () => { button.remove(); show().catch(() => figure.querySelector("svg").toggleAttribute("hidden", false)); });
  figure.prepend(button);
}

if (script && figure && figure.dataset.flows) offer();
