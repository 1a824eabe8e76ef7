"""Microsoft Project's XML goes out and comes in again without loss, or is refused by name."""

import re
from dataclasses import replace
from datetime import date

import pytest

from exchange.plans_held import FULL
from scheduling.plans import random_plan
from servanda.exchange.mspdi import NotMspdi, read, write
from servanda.scheduling.critical_path import critical_path
from servanda.scheduling.model import Bound, Constraint, Dependency, Kind, Link, Plan
from servanda.scheduling.network import network

FOREIGN = """<?xml version="1.0"?>
<Project xmlns="http://schemas.microsoft.com/project">
 <StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID>
 <MinutesPerDay>480</MinutesPerDay>
 <Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>
  <WeekDays>
   <WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay>
   <WeekDay><DayType>7</DayType><DayWorking>0</DayWorking></WeekDay>
   <WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod>
    <FromDate>2026-03-20T00:00:00</FromDate><ToDate>2026-03-23T23:59:00</ToDate></TimePeriod>
   </WeekDay></WeekDays></Calendar></Calendars>
 <Tasks>
  <Task><UID>0</UID><Name>All</Name><Summary>1</Summary></Task>
  <Task><UID>7</UID><Name>Phase</Name><Summary>1</Summary></Task>
  <Task><UID>1</UID><Name>Dig</Name><Duration>PT40H0M0S</Duration><DurationFormat>7</DurationFormat>
   <PercentComplete>50</PercentComplete><ActualStart>2026-03-02T08:00:00</ActualStart></Task>
  <Task><UID>2</UID><Name>Dry</Name><Duration>PT72H0M0S</Duration><DurationFormat>8</DurationFormat>
   <PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>9600</LinkLag>
    <LagFormat>7</LagFormat></PredecessorLink></Task>
  <Task><UID>3</UID><Name>Done</Name><Duration>PT0H0M0S</Duration><Milestone>1</Milestone>
   <ConstraintType>7</ConstraintType><ConstraintDate>2026-04-30T17:00:00</ConstraintDate>
   <PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type></PredecessorLink></Task>
  <Task><UID>4</UID><IsNull>1</IsNull></Task>
 </Tasks>
</Project>"""


def same(plan: Plan) -> Plan:
    """Put dependencies in the order that a file keeps them in: by what waits."""
    places = {each.id: place for place, each in enumerate(plan.activities)}
    ordered = tuple(sorted(plan.dependencies, key=lambda each: places[each.after]))
    return replace(plan, dependencies=ordered)


def test_everything_that_a_plan_holds_comes_back() -> None:
    assert read(write(FULL)) == same(FULL)


def test_writing_again_gives_the_same_bytes() -> None:
    once = write(FULL)

    assert write(read(once)) == once


def test_a_schedule_brings_its_dates_along() -> None:
    data = write(FULL, critical_path(network(FULL))).decode()

    assert "<Finish>2026-03-04T17:00:00</Finish>" in data
    assert read(data.encode()) == same(FULL)


@pytest.mark.parametrize("seed", range(5))
def test_random_plans_come_back(seed: int) -> None:
    plan = random_plan(seed, 40)

    assert read(write(plan)) == same(plan)


def test_ten_thousand_tasks_come_back() -> None:
    plan = random_plan(1, 10_000)

    assert read(write(plan)) == same(plan)


def test_a_file_of_project_itself_is_read() -> None:
    plan = read(FOREIGN.encode())

    dig, dry, done = plan.activities
    assert [each.id for each in plan.activities] == ["1", "2", "3"]
    assert (dig.duration and dig.duration.likely, dig.calendar, dig.complete) == (
        5,
        "Standard",
        0.5,
    )
    assert (dry.duration and dry.duration.likely, dry.calendar) == (3, "every day")
    assert (done.kind, done.constraints) == (
        Kind.MILESTONE,
        (Constraint(Bound.FINISH_NO_LATER, date(2026, 4, 30)),),
    )
    assert plan.dependencies == (Dependency("1", "2", Link.FS, 2), Dependency("2", "3"))
    assert not plan.calendars[0].works(date(2026, 3, 23))


def test_a_duration_that_was_changed_in_project_scales_the_estimate() -> None:
    data = write(FULL).replace(b"PT1120H0M0S", b"PT560H0M0S")

    build = read(data).activities[3]

    assert build.duration is not None
    assert (build.duration.low, build.duration.likely, build.duration.high) == (50, 70, 130)


@pytest.mark.parametrize(
    ("found", "instead", "words"),
    [
        ("</Project>", "", "not whole XML"),
        ("<Project xmlns=", "<Plan xmlns=", "not whole XML"),
        ("microsoft.com/project", "example.org/other", "not with Project’s own element"),
        ("<UID>1</UID><Name>Dig", "<Name>Dig", "has no UID"),
        ("<UID>2</UID>", "<UID>1</UID>", "Task 1 “Dry”: its UID is there twice"),
        ("PT40H0M0S", "forty hours", "Task 1 “Dig”, Duration holds “forty hours”"),
        ("<Duration>PT40H0M0S</Duration>", "", "Task 1 “Dig” has no Duration"),
        ("<PredecessorUID>2<", "<PredecessorUID>99<", "Task 3 “Done” waits for task “99”"),
        ("<PredecessorUID>2<", "<PredecessorUID>7<", "which sums others up"),
        ("<Type>1</Type><LinkLag>", "<Type>8</Type><LinkLag>", "a link of type “8”"),
        ("<LagFormat>7<", "<LagFormat>8<", "elapsed time"),
        (">7</ConstraintType>", ">17</ConstraintType>", "constraint type “17”"),
        ("2026-04-30T17:00:00", "some day", "ConstraintDate holds “some day”"),
        (">50</Percent", ">150</Percent", "150 % complete"),
        ("2026-03-23T23", "2206-03-23T23", "“Standard”, TimePeriod goes from"),
        ("<MinutesPerDay>480<", "<MinutesPerDay>0<", "MinutesPerDay"),
        ("2026-03-02T08:00:00</StartDate>", "soon</StartDate>", "StartDate holds “soon”"),
        ("<DayType>7<", "<DayType>9<", "a day of type “9”"),
    ],
)
def test_what_cannot_be_read_is_named(found: str, instead: str, words: str) -> None:
    assert found in FOREIGN

    with pytest.raises(NotMspdi, match=re.escape(words)):
        read(FOREIGN.replace(found, instead, 1).encode())


def test_entities_are_refused() -> None:
    bomb = '<!DOCTYPE Project [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = FOREIGN.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{bomb}')

    with pytest.raises(NotMspdi, match="document type"):
        read(data.encode())


def test_an_empty_file_says_so() -> None:
    with pytest.raises(NotMspdi, match="is empty"):
        read(b" ")


def test_millions_of_elements_are_refused_before_they_are_read() -> None:
    with pytest.raises(NotMspdi, match="elements"):
        read(b"<a>" + b"<b/>" * 2_000_000)


def test_a_deep_nest_is_refused() -> None:
    with pytest.raises(NotMspdi, match="not whole XML"):
        read(b"<a>" * 100_000)


def test_own_fields_that_were_changed_are_refused() -> None:
    data = write(FULL).replace(b'"basis": "two engineers"', b'"base": 1')

    with pytest.raises(NotMspdi, match="Text2"):
        read(data)


def test_a_name_that_xml_cannot_hold_is_refused() -> None:
    odd = replace(FULL, activities=(replace(FULL.activities[0], name="a\x00b"),), dependencies=())

    with pytest.raises(NotMspdi, match="XML cannot hold"):
        write(odd)
