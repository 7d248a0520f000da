"""The commands as plain data: names, help, examples, and where their code lies.

Help and completion are drawn from here alone, so neither imports a command's module; `iom.cli.program` imports
it when the command is called. To add a command, write a function whose parameters are the options of
`iom.cli.options` and add one `Command` line below::

    Command("status", "iom.cli.status", "status", LOOK, N_("show where everybody stands"), ("student",), (
        Example("iom status", N_("the board of the present round")),
    )),

``arguments`` names what each positional argument is (a kind of `iom.cli.completion.PLACES`, a list of
`iom.cli.completion.WORDS`, or any other word where nothing can be completed); ``repeats`` says that the last one
may come many times. A member of a group says ``group="student"``. Texts are message ids; their Russian stands in the
catalogue of the part that owns the command.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from iom.cli import record_lines
from iom.language import N_


class Example(NamedTuple):
    """A worked example of a command: the line to type and what it does; a line with words of people is translated."""

    line: str
    text: str


class Command(NamedTuple):
    """One command. ``section`` is its heading in the help of the program, or of its group."""

    name: str
    module: str
    function: str
    section: str
    help: str
    arguments: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    group: str = ""
    repeats: bool = False

    @property
    def path(self) -> str:
        """What a person types after ``iom``."""
        return f"{self.group} {self.name}".strip()


class Group(NamedTuple):
    """A family of commands under one word."""

    name: str
    section: str
    help: str


BEGIN: Final = N_("Begin")
WALK: Final = N_("Lead a pupil through the stages")
LOOK: Final = N_("See where things stand")
ROUND: Final = N_("Run a round")
PAPERS: Final = N_("Papers and pictures")
RECORDS: Final = N_("Keep the records")
MEND: Final = N_("Check and mend")
SETTINGS: Final = N_("Set up the program")
SECTIONS: Final = (BEGIN, WALK, LOOK, ROUND, PAPERS, RECORDS, MEND, SETTINGS)

GROUPS: Final = (
    Group("student", RECORDS, N_("pupils")),
    Group("guardian", RECORDS, N_("parents and other representatives")),
    Group("staff", RECORDS, N_("teachers, tutors and other staff")),
    Group("partner", RECORDS, N_("outside experts and partners")),
    Group("mentor", RECORDS, N_("mentors")),
    Group("course", RECORDS, N_("the catalogue of courses")),
    Group("group", RECORDS, N_("tutor groups")),
    Group("offer", ROUND, N_("courses as run in a round")),
    Group("event", ROUND, N_("master classes, seminars and conferences")),
    Group("round", ROUND, N_("open, place, move and close")),
    Group("report", PAPERS, N_("a round for those who lead the school")),
    Group("git", SETTINGS, N_("merge, show and check documents kept in git")),
)

COMMANDS: Final[tuple[Command, ...]] = (
    Command("init", "iom.cli.init", "init", BEGIN, N_("make the workspace of a school"), ("directory",), (
        Example("iom init", N_("asks for the school's name and makes the workspace here")),
        Example(N_("iom init school --name 'Gymnasium 3' --language en"),
            N_("makes it in a new folder, asking nothing")),
        Example("iom init sandbox --example", N_("copies the example school, to try things out")),
    )),
    Command("demo", "iom.cli.demo", "demo", BEGIN, N_("walk a pupil of the example school through a round"),
        ("directory",), (
        Example("iom demo", N_("copies the school to iom-demo and shows every step; asks nothing")),
    )),
    Command("status", "iom.cli.status", "status", LOOK, N_("show where everybody stands"), ("student",), (
        Example("iom status", N_("the board of the present round")),
        Example("iom status --form 5а", N_("the pupils of a class, each with what is lacking")),
        Example("iom status averina", N_("the gate of one pupil")),
    )),
    Command("next", "iom.cli.status", "next_", LOOK, N_("show what is to be done next, with the command to copy"),
        ("student",), (
        Example("iom next", N_("whose turn it is, in the whole round")),
        Example("iom next averina", N_("what one pupil lacks, and who supplies it")),
    )),
    Command("log", "iom.cli.log", "log", LOOK, N_("tell what happened"), ("document",), (
        Example("iom log averina", N_("the story of a pupil, from the documents and from git")),
        Example("iom log 2026-autumn --all", N_("a round from its beginning")),
    )),
    Command("diff", "iom.cli.log", "diff", LOOK, N_("tell what changed between two states"), ("commit",), (
        Example("iom diff", N_("what is not committed yet")),
        Example("iom diff 2026-09-01 2026-11-16", N_("between two days, in the words of the school")),
    ), repeats=True),
    Command("show", "iom.cli.log", "show", LOOK, N_("show a document as it is or was"), ("document",), (
        Example("iom show averina --at 2026-09-01", N_("as it was at the end of a day")),
    )),
    Command("check", "iom.cli.check", "check", MEND, N_("find every problem of the documents"), ("path",), (
        Example("iom check", N_("all documents, all problems at once")),
        Example("iom check students", N_("only problems in this folder")),
        Example("iom check --json", N_("for a program to read")),
        Example("iom check --since main --format github", N_("annotations on what a branch changes")),
        Example("iom check --fix --dry-run", N_("repairs that cannot be wrong, as a diff")),
    ), repeats=True),
    Command("explain", "iom.cli.explain", "explain", MEND, N_("explain a code: the rule, its reason, an example"),
        ("code",), (
        Example("iom explain E0203", N_("why, where the rule comes from, the mistake and its repair")),
    )),
    Command("undo", "iom.cli.undoing", "undo", MEND, N_("take the last change back"), (), (
        Example("iom undo", N_("refuses where a document changed since")),
    )),
    Command("allocate", "iom.cli.allocate", "allocate", ROUND,
        N_("place the pupils of an instance file, without a workspace"), ("instance",), (
        Example("iom allocate instance.json > answer.json", N_("prints the courses of each pupil as JSON")),
        Example("iom allocate - --exact < instance.json", N_("with HiGHS as referee")),
    )),
    Command("choose", "iom.cli.walks", "choose", WALK, N_("choice: request, wishes, the family's agreement"),
        ("student",), (
        Example("iom choose averina", N_("asks what the gate of the choice still lacks")),
        Example("iom choose --form 5а", N_("one pupil after another; -- leaves a pupil for the next")),
        Example("iom choose averina --wishes 3,1,7,2,9,11", N_("records the pupil's list without questions")),
        Example("iom choose --answers wishes.toml", N_("answers for many pupils from a file")),
    ), repeats=True),
    Command("implement", "iom.cli.walks", "implement", WALK,
        N_("implementation: lessons, products, steps, consultations"), ("student",), (
        Example("iom implement --offer kitchen-chemistry", N_("a lesson of the whole group on one screen")),
        Example("iom implement averina", N_("the pupil's steps and consultation, then the decision")),
    ), repeats=True),
    Command("evaluate", "iom.cli.walks", "evaluate", WALK, N_("evaluation: marks by criteria, own and experts'"),
        ("student",), (
        Example("iom evaluate averina", N_("the pupil's own marks for each product")),
        Example("iom evaluate --expert averina-oi", N_("walks one expert through all products shown")),
        Example("iom evaluate averina --marks flexagons:P1=2,P2=3,P3=2,P4=1,Z1=3,Z2=2,Z3=2",
            N_("records marks without questions")),
    ), repeats=True),
    Command("reflect", "iom.cli.walks", "reflect", WALK,
        N_("reflection: looking back, levels reached, what comes next"), ("student",), (
        Example("iom reflect averina", N_("the sheets of pupil and guardian, then the decision")),
        Example("iom reflect --form 5а", N_("everybody of the class who is in reflection")),
    ), repeats=True),
    Command("answers", "iom.cli.templates", "answers", WALK, N_("print an answers file to fill in"),
        ("stage", "student"), (
        Example("iom answers choice --form 5а > wishes.toml", N_("then: iom choose --answers wishes.toml")),
    ), repeats=True),
    Command("return", "iom.cli.decisions", "return_", WALK, N_("take a route back to an earlier stage"), ("student",), (
        Example(N_('iom return averina --to choice --reason "the course was cancelled"'), N_("the history stays")),
    )),
    Command("waive", "iom.cli.decisions", "waive", WALK, N_("lift one condition for one route"),
        ("student", "requirement"), (
        Example(N_('iom waive averina attendance --reason "long illness"'), N_("shown as waived, never as met")),
    )),
    Command("stop", "iom.cli.decisions", "stop", WALK, N_("end a route before its end"), ("student",), (
        Example("iom stop averina --reason moved", N_("left, refused, moved or other")),
    )),
    Command("open", "iom.cli.round_opening", "open_", ROUND, N_("open a round, carrying on the last one"), ("round",), (
        Example(N_('iom round open 2027-spring --title "Choice in spring" --previous 2026-autumn'),
            N_("routes open with the next requests, carried deficits and unmet goals")),
    ), group="round"),
    Command("status", "iom.cli.rounds", "status", ROUND, N_("demand against seats, and who has not chosen"),
        ("round",), (
        Example("iom round status", N_("of the present round")),
    ), group="round"),
    Command("place", "iom.cli.rounds", "place", ROUND, N_("place a pupil by hand"), ("student", "offer"), (
        Example(N_('iom round place averina flexagons --reason "came in October" --by fedoseeva-im'),
            N_("kept with reason and author")),
    ), group="round"),
    Command("move", "iom.cli.rounds", "move", ROUND, N_("move a pupil between courses"), ("student",), (
        Example(N_('iom round move averina --from flexagons --to eco-patrol --reason "agreed anew" --by fedoseeva-im'),
            N_("within an agreement of the family")),
    ), group="round"),
    Command("allocate", "iom.cli.allocation", "allocate", ROUND, N_("place everybody by rules and lottery"),
        ("round",), (
        Example("iom round allocate --drawn '4 2 6 1 5'", N_("after the dice were thrown in public")),
        Example("iom round allocate --seats kitchen-chemistry=14", N_("what if; nothing is written")),
    ), group="round"),
    Command("explain", "iom.cli.allocation", "explain", ROUND, N_("say why a pupil got these courses"), ("student",), (
        Example("iom round explain averina", N_("one page for the family")),
        Example("iom round explain kitchen-chemistry", N_("who sits in a course, and with which wish")),
    ), group="round"),
    Command("publish", "iom.cli.allocation", "publish", ROUND, N_("freeze the placement and print the group lists"),
        ("round",), (
        Example("iom round publish", N_("checked once more; later changes are moves")),
    ), group="round"),
    Command("show", "iom.cli.showing", "show", ROUND, N_("show who was placed where, with names"), ("round",), (
        Example("iom round show", N_("by pupil; codes stand for who has no name here")),
        Example("iom round show --courses", N_("by course")),
    ), group="round"),
    Command("verify", "iom.cli.allocation", "verify", ROUND, N_("recompute a placement from its papers"), ("round",), (
        Example("iom round verify", N_("lottery numbers, rules, exchanges and reasons")),
    ), group="round"),
    Command("compare", "iom.cli.what_if", "compare", ROUND, N_("show who would move, and why"), ("round",), (
        Example("iom round compare --close flexagons", N_("against the placement as it stands")),
    ), group="round"),
    Command("suggest", "iom.cli.suggesting", "suggest", ROUND, N_("say which seats more would meet every first wish"),
        ("round",), (
        Example("iom round suggest", N_("shown by placing everybody anew; nothing is written")),
    ), group="round"),
    Command("repair", "iom.cli.repairing", "repair", ROUND, N_("seat who lost a course, moving as few as can be"),
        ("round",), (
        Example('iom round repair --reason "the course was cancelled" --by fedoseeva-im', N_("written as moves")),
    ), group="round"),
    Command("close", "iom.cli.round_opening", "close", ROUND, N_("close a round and open the next"), ("round",), (
        Example("iom round close", N_("refuses while routes are open; at a terminal, asks for the next round")),
        Example(N_('iom round close --next 2027-spring --title "Choice in spring"'),
            N_("both in one step: requests, carried deficits and unmet goals go on")),
    ), group="round"),
    Command("board", "iom.cli.reporting", "board_", "", N_("the board of a round: in the terminal, or as a page"),
        ("file",), (
        Example("iom report board", N_("stages, classes, whose turn it is, demand against seats")),
        Example("iom report board --html", N_("one file for a browser: filter, sort, a page a pupil; for staff only")),
        Example("iom report board --wall wall.html", N_("big letters for the hall: codes and numbers, no names")),
        Example("iom report board --html board-5a.html --form 5а", N_("the pupils of one class")),
    ), group="report"),
    Command("route", "iom.cli.reporting", "route", "", N_("one pupil's route as a picture"), ("student",), (
        Example("iom report route averina", N_("the line of stages, goals, lessons, own marks beside the experts'")),
    ), group="report"),
    Command("evaluation", "iom.cli.figures", "evaluation", "",
        N_("how far parents, teachers and pupils agree"), ("round",), (
        Example("iom report evaluation", N_("agreement with its interval, spread of the marks, experts apart")),
        Example("iom report evaluation --json", N_("the same figures for a program")),
    ), group="report"),
    Command("round", "iom.cli.figures", "round_", "", N_("the director's page: figures with denominators"),
        ("round",), (
        Example("iom report round", N_("of the present round, nothing rounded up")),
        Example("iom report round 2026-autumn --at 2026-11-01", N_("as it stood at the end of that day")),
    ), group="report"),
    Command("export", "iom.cli.exporting", "export", RECORDS,
        N_("write a table, a view or a calendar for other programs"), ("exported", "file"), (
        Example("iom export students students.xlsx", N_("pupils with their guardians; the ending names the format")),
        Example("iom export wishes wishes.csv --form 5а", N_("the lists of one class; can be imported again")),
        Example("iom export placements placements.xlsx", N_("two sheets: by class and by course")),
        Example("iom export calendar lessons.ics --for parshina-nv", N_("lessons and events for a telephone")),
        Example("iom export marks --anonymous --format jsonl", N_("for research: pseudonyms, no free text")),
    )),
    Command("edit", "iom.cli.edit", "edit", RECORDS, N_("open any document in the text editor"), ("document",), (
        Example("iom edit averina-polina", N_("checked when you save; nothing half-right is written")),
        Example("iom edit calendar.toml", N_("a file, from the workspace's root or from here")),
    )),
    Command("print", "iom.cli.printing", "print_", PAPERS, N_("print papers: sheets, agreements, journals"),
        ("paper", "who"), (
        Example("iom print", N_("which papers there are, and whom each is about")),
        Example("iom print choice --blank", N_("the choice sheets of the whole round, in one PDF")),
        Example("iom print route averina", N_("the route sheet of one pupil")),
        Example("iom print agreement 5а --each --output agreements", N_("a file for each pupil of a class")),
        Example("iom print expert kitchen-chemistry --blank --format docx", N_("to change in a text editor")),
    ), repeats=True),
    Command("import", "iom.cli.importing", "import_", RECORDS, N_("take a table in: pupils, wishes, attendance …"),
        ("table", "file"), (
        Example("iom import students 5a.csv", N_("shows how the headings are understood, and asks before it reads")),
        Example("iom import students pupils.xlsx --dry-run", N_("what would change, as a diff; nothing is written")),
        Example("iom import wishes answers.csv --map wishes.toml --prefer table",
            N_("at night, without questions, read as a mapping file says")),
        Example("iom import students 5a.csv --same 7=averina-polina --new 12",
            N_("says who is meant where a name is only alike")),
        Example("iom import students 5a.csv --partial", N_("the good rows; the others go to 5a.csv.rejected.csv")),
    )),
    *(
        Command(line.verb, "iom.cli.records", line.function, "", line.help, line.arguments,
            (Example(line.example, line.text),), group=line.group)
        for line in record_lines.lines()
    ),
    Command("install", "iom.cli.git", "install", "", N_("set this clone up for merging and showing documents"), (), (
        Example("iom git install", N_("says what it would set, and asks")),
        Example("iom git install --yes", N_("for scripts; a second time changes nothing")),
    ), group="git"),
    Command("uninstall", "iom.cli.git", "uninstall", "", N_("take back what install set"), (), (
        Example("iom git uninstall", N_("leaves no trace")),
    ), group="git"),
    Command("status", "iom.cli.git", "status", "", N_("show what is set in this clone"), (), (
        Example("iom git status", N_("exit code 1 where something is missing")),
    ), group="git"),
    Command("resolve", "iom.cli.git_resolve", "resolve", "", N_("settle what a merge left open"), ("path",), (
        Example("iom git resolve", N_("by the rules, then asks: mine, theirs, both")),
        Example("iom git resolve --take theirs", N_("what the rules do not settle stays as the others have it")),
    ), group="git", repeats=True),
    Command("merge-driver", "iom.cli.git", "merge_driver", "", N_("merge one document; called by git"), ("file",), (
        Example("iom git merge-driver %O %A %B %L %P", N_("as the setting merge.iom.driver has it")),
    ), group="git", repeats=True),
    Command("textconv", "iom.cli.git", "textconv", "", N_("print a document as changes show it; called by git"),
        ("file",), (
            Example("iom git textconv students/averina-polina.toml", N_("headers say which entry they begin")),
    ), group="git"),
    Command("schema", "iom.cli.schema", "schema", SETTINGS, N_("write JSON Schemas of the documents, for editors"),
        ("kind",), (
        Example("iom schema --install", N_("tombi and taplo then complete and check, without a network")),
        Example("iom schema student > student.json", N_("the schema of one kind of document")),
    )),
    Command("completion", "iom.cli.scripts", "completion", SETTINGS,
        N_("print the script that completes commands and ids"), ("shell",), (
        Example("iom completion bash >> ~/.bashrc", N_("completes with Tab in every new bash")),
        Example("iom completion fish > ~/.config/fish/completions/iom.fish", N_("the same for fish")),
    )),
)  # fmt: skip


def members(group: str = "") -> Iterator[Command]:
    """The commands of a group, or those outside all groups."""
    return (command for command in COMMANDS if command.group == group)


def find(name: str, group: str = "") -> Command | None:
    """The command with the name."""
    return next((command for command in members(group) if command.name == name), None)


def find_group(name: str) -> Group | None:
    """The group with the name, if it has commands."""
    return next((group for group in groups() if group.name == name), None)


def groups() -> Iterator[Group]:
    """The groups that have commands."""
    inhabited = {command.group for command in COMMANDS}
    return (group for group in GROUPS if group.name in inhabited)
