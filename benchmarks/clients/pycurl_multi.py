# The same loop by pycurl, as its documentation has it: perform, info_read, select.
import json
import os
import resource
import sys
import time
from io import BytesIO

import pycurl

workload = json.loads(os.environ.get("BENCH_WORKLOAD", '{"size":1024}'))
url, count, concurrency = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_kib():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))


multi = pycurl.CurlMulti()
bodies = {}


def make_handle():
    handle = pycurl.Curl()
    handle.setopt(pycurl.URL, url)
    if "ca" in workload:
        handle.setopt(pycurl.CAINFO, workload["ca"])
        handle.setopt(pycurl.HTTP_VERSION, 4 if workload.get("http") else 2)
    if workload.get("http"):
        handle.setopt(pycurl.PIPEWAIT, 1)
    if "post" in workload:
        handle.setopt(pycurl.POSTFIELDS, "x" * workload["post"])
    return handle


def start(curl):
    bodies[curl] = BytesIO()
    curl.setopt(pycurl.WRITEDATA, bodies[curl])
    multi.add_handle(curl)


def run(count):
    to_start = to_finish = count
    failed = 0
    for handle in handles[:count]:
        to_start -= 1
        start(handle)
    while to_finish > 0:
        multi.perform()
        _, ok, broken = multi.info_read()
        to_finish -= len(ok) + len(broken)
        failed += len(broken)
        for handle in ok:
            multi.remove_handle(handle)
            failed += len(bodies[handle].getvalue()) != workload["size"]
            if to_start > 0:
                to_start -= 1
                start(handle)
        if to_finish > 0:
            multi.select(1.0)
    return failed


handles = [make_handle() for _ in range(min(concurrency, count))]
failed = run(int(os.environ.get("BENCH_WARMUP", "0")))
cpu_before, wall_before = cpu(), time.monotonic()
failed += run(count)
print(json.dumps({"wall": time.monotonic() - wall_before, "cpu": cpu() - cpu_before, "rss": peak_kib(), "failed": failed, "version": pycurl.version}))
