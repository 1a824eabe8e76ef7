"""Addresses of the corridor, its results and saved scenarios, as `addresses` gathers them."""

from desk.access.rules import P, Sample, everybody, nobody, own, page, post_only, thing, varied

C = f"{P}/corridor/"
CORRIDOR_TABLE: dict[str, list[Sample]] = {
    f"<str:partnership>/corridor/{name}": page(f"{C}{name}")
    for name in (
        "",
        "compare/",
        "bottlenecks/",
        "projects/",
        "outages/",
        "assumptions/",
        "years/",
        "land.json",
        "scenarios/",
    )
}
CORRIDOR_TABLE |= {
    "<str:partnership>/corridor/flows.json": [
        varied(f"{C}flows.json?layer=gas", everybody),
        varied("/elsewhere/corridor/flows.json", nobody),
    ],
    "<str:partnership>/corridor/stop/": [Sample(f"{C}stop/", post_only)],
    "<str:partnership>/corridor/scenarios/<str:local>/": thing(f"{C}scenarios/{own('scenario')}/"),
} | {
    f"<str:partnership>/corridor/scenarios/<str:local>/{name}": thing(
        f"{C}scenarios/{own('scenario')}/{name}"
    )
    for name in ("figures.csv", "figures.json", "map.svg")
}
