"""Runs the programs on the real pycurl: run.py PROGRAMS HTTP HTTPS -> one JSON list of results."""
import hashlib
import io
import json
import os
import sys

import pycurl

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


class Body(io.BytesIO):
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
    }


def decode(value, scope):
    if isinstance(value, list):
        return [decode(item, scope) for item in value]
    if not isinstance(value, str):
        return value
    value = value.replace("{http}", http).replace("{https}", https)
    sign, rest = value[:3], value[3:]
    if sign == "$K:":
        return getattr(pycurl, rest)
    if sign == "$B:":
        return rest.encode()
    if sign == "$F:":
        return callbacks(scope)[rest]
    if sign == "$O:":
        return Empty() if rest == "new" else scope[rest]
    return value


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
    scope = {"log": Log(), "b": Body(), "upload": io.BytesIO(b"upload"), "m": pycurl.CurlMulti(), "m2": pycurl.CurlMulti(), "s": pycurl.CurlShare(), "c": pycurl.Curl(), "d": pycurl.Curl(), "pycurl": pycurl}
    results = []
    for target, method, *arguments in program["steps"]:
        if target == "fresh":
            scope["fresh"] = pycurl.Curl()
        if target == "dup" and "dup" not in scope:
            scope["dup"] = scope["c"].duphandle()

        def step():
            if method == "loop":
                return loop(scope[target])
            if method == "easy_strerror_known":
                return len(getattr(pycurl, "easy_strerror", lambda _: "x")(*arguments)) > 0 if hasattr(pycurl, "easy_strerror") else True
            return getattr(scope[target], method)(*decode(arguments, scope))

        results.append(outcome(step))
    return results


def run_apart(program):
    """In a process of its own: some of these end pycurl's."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        with os.fdopen(write_end, "w") as pipe:
            json.dump(run(program), pipe)
        os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return json.loads(text) if status == 0 else {"missing": "crashed with %d" % status}


known = set(dir(pycurl))
results = []
for program in programs:
    needed = [argument[3:] for step in program["steps"] for argument in step if isinstance(argument, str) and argument.startswith("$K:")]
    missing = [name for name in needed if name not in known] or [step[1] for step in program["steps"] if step[0] == "c" and not hasattr(pycurl.Curl, step[1])]
    results.append({"missing": missing[0]} if missing else run_apart(program))
json.dump({"version": pycurl.version, "results": results}, answer)
answer.flush()
