"""Pricing: the cheapest path of every demand under the prices of capacities, and its column.

Without losses it is Dijkstra's search (1959) backward from the destination. With losses the search
carries the worth of one unit at each state, π(u) = max(g·π(v) - c): the best π settles first, as
no gain is above 1 and no cost below 0.
"""

from __future__ import annotations

import numpy as np
from numba import njit

TINY = 1e-12
FULL = -1
"""No room is left for another path."""


@njit(cache=True, nogil=True)
def push(keys, states, size, key, state):  # type: ignore[no-untyped-def]
    """Put a state on the heap."""
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
    return size + 1


@njit(cache=True, nogil=True)
def drop_first(keys, states, size):  # type: ignore[no-untyped-def]
    """Take the first off the heap."""
    size -= 1
    key, state = keys[size], states[size]
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and keys[below + 1] < keys[below]:
            below += 1
        if keys[below] >= key:
            break
        keys[at] = keys[below]
        states[at] = states[below]
        at = below
    keys[at] = key
    states[at] = state
    return size


@njit(cache=True, nogil=True)
def weigh(graph, cost, hours, value_of_time, weights):  # type: ignore[no-untyped-def]
    """Write what each arc costs each commodity: money and time, infinity where it may not pass."""
    for arc in range(len(graph.element)):
        element = graph.element[arc]
        for commodity in range(len(value_of_time)):
            if element < 0:
                weights[commodity, arc] = 0.0
            elif graph.allowed[commodity, element]:
                weights[commodity, arc] = cost[element] + value_of_time[commodity] * hours[element]
            else:
                weights[commodity, arc] = np.inf


@njit(cache=True, nogil=True)
def tolls(graph, gain, duals, toll):  # type: ignore[no-untyped-def]
    """Write what each arc costs for the capacities that it uses; the duals are not above 0."""
    for arc in range(len(graph.element)):
        total = 0.0
        for at in range(graph.row_start[arc], graph.row_start[arc + 1]):
            price = duals[graph.rows[at]]
            if price != 0.0:
                total -= price * (gain[graph.element[arc]] if graph.arriving[at] else 1.0)
        toll[arc] = total


@njit(cache=True, nogil=True)
def nearest(graph, weights, toll, group, bound, distance, via, keys, states):  # type: ignore[no-untyped-def]
    """Write each state's distance to a destination, up to a bound, and the arc that leads on."""
    distance[:] = np.inf
    size = 0
    for at in range(graph.sink_start[group], graph.sink_start[group + 1]):
        distance[graph.sinks[at]] = 0.0
        via[graph.sinks[at]] = -1
        size = push(keys, states, size, 0.0, graph.sinks[at])
    while size > 0:
        key, state = keys[0], states[0]
        size = drop_first(keys, states, size)
        if key > distance[state]:
            continue
        if key >= bound:
            return
        for at in range(graph.into_start[state], graph.into_start[state + 1]):
            arc = graph.into[at]
            new = key + weights[arc] + toll[arc]
            other = graph.tail[arc]
            if new < distance[other]:
                distance[other] = new
                via[other] = arc
                size = push(keys, states, size, new, other)


@njit(cache=True, nogil=True)
def worthiest(graph, weights, toll, gain, group, worth, value, via, keys, states):  # type: ignore[no-untyped-def]
    """Write what one unit at each state is worth, where it is worth more than nothing."""
    value[:] = 0.0
    size = 0
    for at in range(graph.sink_start[group], graph.sink_start[group + 1]):
        value[graph.sinks[at]] = worth
        via[graph.sinks[at]] = -1
        size = push(keys, states, size, -worth, graph.sinks[at])
    while size > 0:
        key, state = -keys[0], states[0]
        size = drop_first(keys, states, size)
        if key < value[state]:
            continue
        for at in range(graph.into_start[state], graph.into_start[state + 1]):
            arc = graph.into[at]
            element = graph.element[arc]
            new = key * (gain[element] if element >= 0 else 1.0) - weights[arc] - toll[arc]
            other = graph.tail[arc]
            if new > value[other]:
                value[other] = new
                via[other] = arc
                size = push(keys, states, size, -new, other)


@njit(cache=True, nogil=True)
def fill_column(graph, gain, pool, path, seen):  # type: ignore[no-untyped-def]
    """Write the rows that a path uses for each unit it delivers; tell whether there is room."""
    part = pool.part[path]
    at = pool.row_start[path]
    end = at
    amount = 1.0
    first, last = pool.arc_start[path], pool.arc_start[path + 1]
    if graph.source_row[part] >= 0:
        pool.rows[end] = graph.source_row[part]
        pool.values[end] = 1.0
        seen[graph.source_row[part]] = end
        end += 1
    for place in range(first, last):
        arc = pool.arcs[place]
        element = graph.element[arc]
        after = amount * (gain[element] if element >= 0 else 1.0)
        for use in range(graph.row_start[arc], graph.row_start[arc + 1]):
            row = graph.rows[use]
            used = after if graph.arriving[use] else amount
            if seen[row] < 0:
                if end + 1 >= len(pool.rows):
                    _forget(pool, at, end, seen)
                    return False
                seen[row] = end
                pool.rows[end] = row
                pool.values[end] = used
                end += 1
            else:
                pool.values[seen[row]] += used
        amount = after
    _forget(pool, at, end, seen)
    for place in range(at, end):
        pool.values[place] /= amount
    pool.rows[end] = graph.limits[0] + part
    pool.values[end] = 1.0
    pool.row_start[path + 1] = end + 1
    return True


@njit(cache=True, nogil=True)
def _forget(pool, first, last, seen):  # type: ignore[no-untyped-def]
    for place in range(first, last):
        seen[pool.rows[place]] = -1


@njit(cache=True, nogil=True)
def path_cost(graph, gain, weights, pool, path):  # type: ignore[no-untyped-def]
    """Return what each unit that a path delivers costs in money and time."""
    own = weights[graph.part_commodity[pool.part[path]]]
    total, amount = 0.0, 1.0
    for place in range(pool.arc_start[path], pool.arc_start[path + 1]):
        arc = pool.arcs[place]
        total += amount * own[arc]
        if graph.lossy[0] and graph.element[arc] >= 0:
            amount *= gain[graph.element[arc]]
    return total / amount


@njit(cache=True, nogil=True)
def add_path(graph, gain, pool, count, part, start, via, seen):  # type: ignore[no-untyped-def]
    """Add the path that a search found from a state; return the new count, or FULL."""
    if count + 1 >= len(pool.part):
        return FULL
    pool.part[count] = part
    at = pool.arc_start[count]
    state = start
    while via[state] >= 0:
        if at >= len(pool.arcs):
            return FULL
        pool.arcs[at] = via[state]
        at += 1
        state = graph.head[via[state]]
    pool.arc_start[count + 1] = at
    if pool.row_start[count] + 2 >= len(pool.rows):
        return FULL
    return count + 1 if fill_column(graph, gain, pool, count, seen) else FULL


@njit(cache=True, nogil=True)
def price(graph, gain, weights, duals, worth, bounds, pool, count, slack, scratch):  # type: ignore[no-untyped-def]
    """Add a path for each part that has a cheaper one than its worth, by more than the slack.

    Return the new count (or FULL), and by how much at most the objective lies above the optimum
    because of paths that are cheaper, whether added or within the slack.
    """
    distance, via, keys, states, toll, seen = scratch
    tolls(graph, gain, duals, toll)
    limits = graph.limits[0]
    above = 0.0
    for group in range(len(graph.group_commodity)):
        first, last = graph.group_start[group], graph.group_start[group + 1]
        own = weights[graph.group_commodity[group]]
        most = 0.0
        for at in range(first, last):
            if bounds[limits + graph.group_parts[at]] > 0.0:
                most = max(most, worth[graph.group_parts[at]])
        if graph.lossy[0]:
            worthiest(graph, own, toll, gain, group, most, distance, via, keys, states)
        else:
            nearest(graph, own, toll, group, most, distance, via, keys, states)
        for at in range(first, last):
            part = graph.group_parts[at]
            if bounds[limits + part] <= 0.0:
                continue
            start, better = _best(graph, part, distance, worth[part], duals)
            if better <= 0.0:
                continue
            if better > slack:
                count = add_path(graph, gain, pool, count, part, start, via, seen)
                if count == FULL:
                    return FULL, np.inf
            above += better * bounds[limits + part]
    return count, above


@njit(cache=True, nogil=True)
def _best(graph, part, distance, worth, duals):  # type: ignore[no-untyped-def]
    """Find where a part best begins, and by how much its path beats the worth of the part."""
    own = graph.source_row[part]
    toll = -duals[own] if own >= 0 else 0.0
    best, chosen = 0.0, -1
    for at in range(graph.source_start[part], graph.source_start[part + 1]):
        state = graph.sources[at]
        gained = distance[state] if graph.lossy[0] else worth - distance[state]
        if gained - toll > best:
            best = gained - toll
            chosen = state
    return chosen, best
