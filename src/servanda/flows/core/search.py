"""Pricing: the best path of every demand under the prices of capacities, and its column.

The search goes backward from a destination and carries what one unit at each state is worth there:
π(u) = max(g·π(v) - c), as in the dual of generalised flow. The highest π settles first, as in
Dijkstra (1959), because no gain g is above 1 and no cost c below 0. Without losses that is the
shortest path, and one search serves every demand of a commodity to one destination.
"""

from __future__ import annotations

from numba import njit

FULL = -1
"""No room is left for another path."""
HIGHEST = 1e300
DEAR = 4.0
"""What a closed path costs, in multiples of going without."""


@njit(cache=True, nogil=True, error_model="numpy")
def push(keys, states, size, key, state):  # type: ignore[no-untyped-def]
    """Put a state on the heap, whose lowest key is first."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if keys[above] <= key:
            break
        keys[at] = keys[above]
        states[at] = states[above]
        at = above
    keys[at] = key
    states[at] = state


@njit(cache=True, nogil=True, error_model="numpy")
def drop_first(keys, states, size):  # type: ignore[no-untyped-def]
    """Take the first off a heap that will have so many left."""
    key, state = keys[size], states[size]
    at, below = 0, 1
    while below < size:
        if below + 1 < size and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[at] = keys[below]
        states[at] = states[below]
        at, below = below, 2 * below + 1
    keys[at] = key
    states[at] = state


@njit(cache=True, nogil=True, error_model="numpy")
def weigh(graph, cost, hours, value_of_time, weights):  # type: ignore[no-untyped-def]
    """Write what each arc costs each commodity: money and time, HIGHEST where it may not pass."""
    elements, allowed = graph.element, graph.allowed
    for group in range(len(graph.group_commodity)):
        commodity = graph.group_commodity[group]
        known = False
        for before in range(group):
            known = known or graph.group_commodity[before] == commodity
        for arc in range(0 if known else len(elements)):
            element = elements[arc]
            weight = 0.0
            if element >= 0:
                weight = cost[element] + value_of_time[commodity] * hours[element]
                if weight > HIGHEST or not allowed[commodity, element]:
                    weight = HIGHEST
            weights[commodity, arc] = weight


@njit(inline="always")
def tolls(element, row_start, rows, arriving, gain, prices, toll):  # type: ignore[no-untyped-def]
    """Write what each arc costs for the capacities that it uses; the duals are not above 0."""
    for arc in range(len(element)):
        total = 0.0
        for at in range(row_start[arc], row_start[arc + 1]):
            each = prices[rows[at]]
            if each < 0.0:  # one that rounding left above 0 would make circles gain
                total -= each * (gain[element[arc]] if arriving[at] else 1.0)
        toll[arc] = total


@njit(inline="always")
def charging(graph, prices):  # type: ignore[no-untyped-def]
    """Return the corridors that cost something, as bits."""
    bits = 0
    for at in range(len(graph.corridor_rows)):
        if prices[graph.corridor_rows[at]] < 0.0:
            bits |= 1 << at
    return bits


@njit(inline="always")
def find_twins(entered, spot_start, spots, bits, twin):  # type: ignore[no-untyped-def]
    """Let the first of the states of a spot stand for those that entered the same of some."""
    for spot in range(len(spot_start) - 1):
        for at in range(spot_start[spot], spot_start[spot + 1]):
            state = spots[at]
            twin[state] = state
            for before in range(spot_start[spot], at):
                if (entered[state] ^ entered[spots[before]]) & bits == 0:
                    twin[state] = twin[spots[before]]
                    break


@njit(cache=True, nogil=True, error_model="numpy")
def join_twins(graph, prices, scratch):  # type: ignore[no-untyped-def]
    """Let one state stand for all that differ only in corridors that cost nothing now.

    What leaves them costs the same and leads to states that are twins again.
    """
    twin, start, into, charged = scratch.twin, scratch.into_start, scratch.into, scratch.charged
    tail, head = graph.tail, graph.head
    bits = charging(graph, prices)
    if len(graph.corridor_rows) == 0 or bits == charged[0]:
        return
    charged[0] = bits
    find_twins(graph.entered, graph.spot_start, graph.spots, bits, twin)
    start[:] = 0
    for arc in range(len(tail)):
        if twin[tail[arc]] == tail[arc]:
            start[twin[head[arc]]] += 1
    for state in range(1, len(start)):
        start[state] += start[state - 1]
    for arc in range(len(tail) - 1, -1, -1):
        if twin[tail[arc]] == tail[arc]:
            state = twin[head[arc]]
            start[state] -= 1
            into[start[state]] = arc


@njit(inline="always")
def spread(ways, own, toll, gain, value, via, keys, states, size):  # type: ignore[no-untyped-def]
    """Write what one unit at each state is worth, from the ends that are on the heap."""
    tail, element, into_start, into = ways
    while size > 0:
        size -= 1
        key, state = -keys[0], states[0]
        drop_first(keys, states, size)
        if key < value[state]:
            continue
        for at in range(into_start[state], into_start[state + 1]):
            arc = into[at]
            new = key
            if element[arc] >= 0:
                new = key * gain[element[arc]]
            new -= own[arc] + toll[arc]
            other = tail[arc]
            if new > value[other]:
                value[other] = new
                via[other] = arc
                push(keys, states, size, -new, other)
                size += 1


@njit(cache=True, nogil=True, error_model="numpy")
def fill_column(uses, gain, routes, columns, path, limits, seen):  # type: ignore[no-untyped-def]
    """Write the rows that a path uses for each unit it delivers; tell whether there is room."""
    element, row_start, rows, arriving, source_row = uses
    parts, arc_start, arcs = routes
    starts, column, values = columns
    part = parts[path]
    first = starts[path]
    end = first
    amount = 1.0
    if first + 2 >= len(column):
        return False
    if source_row[part] >= 0:
        column[end] = source_row[part]
        values[end] = 1.0
        seen[source_row[part]] = end
        end += 1
    for place in range(arc_start[path], arc_start[path + 1]):
        arc = arcs[place]
        after = amount * gain[element[arc]] if element[arc] >= 0 else amount
        for use in range(row_start[arc], row_start[arc + 1]):
            row = rows[use]
            if seen[row] < 0 and end + 1 < len(column):
                seen[row] = end
                column[end] = row
                values[end] = 0.0
                end += 1
            if seen[row] >= 0:
                values[seen[row]] += after if arriving[use] else amount
        amount = after
    for place in range(first, end):
        values[place] /= amount
        seen[column[place]] = -1
    column[end] = limits + part
    values[end] = 1.0
    starts[path + 1] = end + 1
    return end + 2 < len(column)


@njit(inline="always")
def set_costs(element, lossy, gain, weights, commodity, routes, first, count, dearest, costs):  # type: ignore[no-untyped-def]
    """Write what each unit that a path delivers costs more than going without.

    Closed paths cost a little more than nothing: enough never to be used.
    """
    parts, arc_start, arcs = routes
    for path in range(first, count):
        part = parts[path]
        total, amount = 0.0, 1.0
        for place in range(arc_start[path], arc_start[path + 1]):
            arc = arcs[place]
            total += amount * weights[commodity[part], arc]
            if lossy and element[arc] >= 0:
                amount *= gain[element[arc]]
        costs[path] = min(total / amount - dearest[part], DEAR * dearest[part])


@njit(cache=True, nogil=True, error_model="numpy")
def all_costs(graph, gain, weights, routes, count, without, costs):  # type: ignore[no-untyped-def]
    """Write what each path costs more than going without."""
    element, lossy = graph.element, graph.lossy[0]
    commodity = graph.part_commodity
    set_costs(element, lossy, gain, weights, commodity, routes, 0, count, without, costs)


@njit(inline="always")
def own_arc(graph, state, model, twin):  # type: ignore[no-untyped-def]
    """Find the arc of a state that does what an arc of its twin does."""
    head, element = graph.head, graph.element
    found = model
    if graph.tail[model] != state:
        for at in range(graph.out_start[state], graph.out_start[state + 1]):
            arc = graph.out[at]
            if element[arc] == element[model] and twin[head[arc]] == twin[head[model]]:
                found = arc
    return found


@njit(inline="always")
def add_path(graph, via, twin, start, part, count, routes):  # type: ignore[no-untyped-def]
    """Add the path that a search found from a state; tell whether there is room."""
    parts, arc_start, arcs = routes
    at = arc_start[count]
    fits = count + 1 < len(parts)
    state = start
    while fits and via[twin[state]] >= 0:
        fits = at + 1 < len(arcs)
        if fits:
            arcs[at] = own_arc(graph, state, via[twin[state]], twin)
            state = graph.head[arcs[at]]
            at += 1
    if fits:
        parts[count] = part
        arc_start[count + 1] = at
    return fits


@njit(inline="always")
def search(graph, group, most, weights, toll, gain, scratch):  # type: ignore[no-untyped-def]
    """Search backward from the destination of a group, where one unit is worth the most."""
    value, via, keys, states = scratch.value, scratch.via, scratch.keys, scratch.heap
    ways = (graph.tail, graph.element, scratch.into_start, scratch.into)
    sinks, twin = graph.sinks, scratch.twin
    for state in range(len(value)):
        value[state] = 0.0
    size = 0
    for at in range(graph.sink_start[group], graph.sink_start[group + 1]):
        state = twin[sinks[at]]
        if value[state] == 0.0 and most > 0.0:
            value[state] = most
            push(keys, states, size, -most, state)
            size += 1
        via[state] = -1
    spread(ways, weights, toll, gain, value, via, keys, states, size)


@njit(inline="always")
def best_start(graph, part, least, value, twin):  # type: ignore[no-untyped-def]
    """Find where a part best begins, and by how much its path is worth more than the least."""
    sources = graph.sources
    best, start = max(least, 0.0), -1
    for which in range(graph.source_start[part], graph.source_start[part + 1]):
        state = sources[which]
        if value[twin[state]] > best:
            best, start = value[twin[state]], state
    return start, best - least


@njit(inline="always")
def most_worth(graph, group, worth, bounds):  # type: ignore[no-untyped-def]
    """Return the highest worth among the parts of a group that carry anything."""
    members, limits = graph.group_parts, graph.limits[0]
    most = 0.0
    for at in range(graph.group_start[group], graph.group_start[group + 1]):
        if bounds[limits + members[at]] > 0.0:
            most = max(most, worth[members[at]])
    return most


@njit(cache=True, nogil=True, error_model="numpy")
def price(graph, gain, weights, duals, worth, bounds, routes, columns, count, slack, scratch):  # type: ignore[no-untyped-def]
    """Add a path for each part that has one cheaper than its worth by more than the slack.

    Return the new count (or FULL), and by how much at most the objective lies above the optimum
    because of paths that are cheaper, whether added or within the slack.
    """
    value, via, toll, seen, twin = (
        scratch.value,
        scratch.via,
        scratch.toll,
        scratch.seen,
        scratch.twin,
    )
    uses = (graph.element, graph.row_start, graph.rows, graph.arriving, graph.source_row)
    members, source_row, limits = graph.group_parts, graph.source_row, graph.limits[0]
    tolls(graph.element, graph.row_start, graph.rows, graph.arriving, gain, duals, toll)
    join_twins(graph, duals, scratch)
    above = 0.0
    for group in range(len(graph.group_commodity)):
        most = most_worth(graph, group, worth, bounds)
        own = weights[graph.group_commodity[group]]
        search(graph, group, most, own, toll, gain, scratch)
        for at in range(graph.group_start[group], graph.group_start[group + 1]):
            part = members[at]
            least = most - worth[part]
            if source_row[part] >= 0:
                least -= duals[source_row[part]]
            start, better = best_start(graph, part, least, value, twin)
            if start < 0 or bounds[limits + part] <= 0.0:
                continue
            above += better * bounds[limits + part]
            if better > slack:
                if not add_path(graph, via, twin, start, part, count, routes):
                    return FULL, above
                if not fill_column(uses, gain, routes, columns, count, limits, seen):
                    return FULL, above
                count += 1
    return count, above
