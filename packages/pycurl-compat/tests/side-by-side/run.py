"""Runs the programs on the real pycurl: run.py PROGRAMS HTTP HTTPS -> one JSON list of results."""
import hashlib
import io
import json
import os
import re
import signal
import sys
import warnings

import pycurl

warnings.simplefilter("ignore")
programs, http, https = json.load(open(sys.argv[1])), sys.argv[2], sys.argv[3]
# A program that writes to the terminal must not disturb the answer.
answer = os.fdopen(os.dup(1), "w")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


class Empty:
    pass


class Log:
    def __init__(self):
        self.items = []

    def take(self):
        return self.items

    def take_last(self):
        return self.items[-1:]


class Body(io.BytesIO):
    answer = None

    def writes_with(self, answer):
        self.answer = answer

    def write(self, data):
        written = super().write(data)
        return self.answer(data) if self.answer else written

    def form(self):
        found = json.loads(self.getvalue())
        boundaries = re.findall(r"boundary=(-+[0-9A-Za-z]+)", found["headers"].get("content-type", "") + found["body"])
        text = found["body"]
        for number, boundary in enumerate(boundaries):
            text = text.replace(boundary, "B%d" % number)
        return text

    def json(self, *names):
        found = json.loads(self.getvalue())
        return [found[name] for name in names]

    def status_line(self):
        return self.getvalue().decode().split("\r\n")[0]

    def headers(self, *names):
        found = json.loads(self.getvalue())["headers"]
        return [found.get(name) for name in names]


def loop(multi):
    running = 1
    while running:
        multi.select(0.05)
        _, running = multi.perform()
    return running


def callbacks(scope):
    log = scope["log"].items

    def raises(*_):
        raise RuntimeError("boom")

    def use_handle(_data):
        for name, args in (("setopt", (pycurl.PORT, 1)), ("perform", ()), ("getinfo", (pycurl.RESPONSE_CODE,)), ("reset", ()), ("close", ())):
            log.append(outcome(lambda: getattr(scope["c"], name)(*args)))

    return {
        "nothing": lambda *_: None,
        "zero": lambda *_: 0,
        "one": lambda *_: 1,
        "minus_one": lambda *_: -1,
        "text": lambda *_: "text",
        "true": lambda *_: True,
        "raises": raises,
        "log_none": lambda data: log.append(normal(data)),
        "log_len": lambda data: (log.append(normal(data)), len(data))[1],
        "log_first": lambda line: log.append(normal(line.split(b" ")[0])) if line.startswith(b"HTTP") else None,
        "too_much": lambda size: b"x" * (size + 1),
        "read_abort": lambda _size: pycurl.READFUNC_ABORT,
        "socket_bad": lambda *_: pycurl.SOCKET_BAD,
        "use_handle": use_handle,
        "read_upload": lambda _user, size: scope["upload"].read(size),
    }


def special(value, scope):
    if "answers" in value:
        answer = decode(value["answers"], scope)
        return lambda *_: answer
    if "does" in value:

        def does(*_):
            for target, method, *arguments in value["does"]:
                scope["log"].items.append(outcome(lambda: call(scope, target, method, arguments)))

        return does

    def raises(*_):
        raise RuntimeError("boom")

    return raises


def decode(value, scope):
    if isinstance(value, list):
        return [decode(item, scope) for item in value]
    if isinstance(value, dict):
        return special(value, scope)
    if not isinstance(value, str):
        return value
    value = value.replace("{http}", http).replace("{https}", https).replace("{localhost}", http.replace("127.0.0.1", "localhost"))
    sign, rest = value[:3], value[3:]
    if sign == "$K:":
        return getattr(pycurl, rest)
    if sign == "$B:":
        return rest.encode()
    if sign == "$M:":
        return bytearray(int(rest))
    if sign == "$F:":
        return callbacks(scope)[rest]
    if sign == "$O:":
        return Empty() if rest == "new" else thing(scope, rest)
    return value


def thing(scope, name):
    makers = {
        "fresh": pycurl.Curl,
        "dup": lambda: scope["c"].duphandle(),
        "mime": lambda: pycurl.CurlMime(scope["c"]),
        "part": lambda: thing(scope, "mime").addpart(),
        "u": lambda: pycurl.CurlUrl("http://example.com/"),
    }
    if name not in scope:
        scope[name] = makers[name]()
    return scope[name]


def call(scope, target, method, arguments):
    object = thing(scope, target)
    if method == "loop":
        return loop(object)
    if method == "status":
        # How many transfers are running then is a matter of time.
        return getattr(object, arguments[0])(*decode(arguments[1:], scope))[0]
    if method == "fdset_lengths":
        return len(object.fdset())
    if method == "contains":
        return decode(arguments[0], scope) in object
    keywords = {}
    for at, argument in enumerate(arguments):
        if isinstance(argument, dict) and "keywords" in argument:
            keywords = {name: decode(value, scope) for name, value in argument["keywords"].items()}
            arguments = arguments[:at] + arguments[at + 1 :]
            break
    member = getattr(object, method)
    return member(*decode(arguments, scope), **keywords) if callable(member) else member


def normal(value):
    if isinstance(value, bytes):
        return "bytes " + (value.decode("latin1") if len(value) < 100 else hashlib.sha256(value).hexdigest())
    if isinstance(value, float):
        return "float"
    if isinstance(value, (list, tuple)):
        return [normal(item) for item in value]
    if value is None or isinstance(value, (int, str)):
        return value
    return type(value).__name__


def outcome(action):
    try:
        return normal(action())
    except pycurl.error as thrown:
        # libcurl's words differ from version to version, pycurl's own do not.
        return ["error", thrown.args[0]] if len(thrown.args) == 2 else ["error", thrown.args[0]]
    except Exception as thrown:
        return [type(thrown).__name__, "" if isinstance(thrown, UnicodeEncodeError) else str(thrown)]


def run(program):
    scope = {"log": Log(), "b": Body(), "header": Body(), "upload": io.BytesIO(b"upload"), "pycurl": pycurl}
    scope.update({"m": pycurl.CurlMulti(), "m2": pycurl.CurlMulti(), "s": pycurl.CurlShare(), "c": pycurl.Curl(), "d": pycurl.Curl()})
    results = []
    for target, method, *arguments in program["steps"]:
        if target == "fresh":
            scope["fresh"] = pycurl.Curl()
        results.append(outcome(lambda: call(scope, target, method, arguments)))
    return results


def run_apart(program):
    """In a process of its own: some of these end pycurl's."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        signal.alarm(4)
        with os.fdopen(write_end, "w") as pipe:
            json.dump(run(program), pipe)
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(text) if status == 0 else {"missing": "crashed with %d" % status}


def names_in(value):
    """What a program needs of pycurl: constants, methods, and classes."""
    if isinstance(value, dict):
        for each in value.values():
            yield from names_in(each)
    elif isinstance(value, list):
        if len(value) > 1 and all(isinstance(each, str) for each in value[:2]) and value[0] in CLASSES:
            yield CLASSES[value[0]]
            yield "%s.%s" % (CLASSES[value[0]], "__contains__" if value[1] == "contains" else value[1])
        if len(value) > 1 and value[0] == "pycurl" and isinstance(value[1], str):
            yield value[1]
        for each in value:
            yield from names_in(each)
    elif isinstance(value, str) and value.startswith("$K:"):
        yield value[3:]
    elif isinstance(value, str) and value.startswith("$O:") and value[3:] in CLASSES:
        yield CLASSES[value[3:]]


CLASSES = {"c": "Curl", "d": "Curl", "m": "CurlMulti", "s": "CurlShare", "mime": "CurlMime", "part": "CurlMimePart", "u": "CurlUrl"}
OURS = {"loop", "status", "fdset_lengths"}


def is_known(name):
    owner, _, member = name.partition(".")
    return hasattr(pycurl, owner) and (not member or member in OURS or hasattr(getattr(pycurl, owner), member))


results = []
for program in programs:
    missing = [name for name in names_in(program["steps"]) if not is_known(name)]
    results.append({"missing": missing[0]} if missing else run_apart(program))
json.dump({"version": pycurl.version, "results": results}, answer)
answer.flush()
