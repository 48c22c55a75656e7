#!/usr/bin/env bash
# PyGithub 2.10.0, github3.py 4.0.1, zoomus 1.2.1: a time with a zone goes out as its wall clock with "Z" behind it.
#
# Expected: a datetime that knows its zone is converted: 14:00 in Berlin is 13:00Z. pysnow 0.7.17 does.
# Really:   get_issues(since=…) asks GitHub from 14:00Z on, github3.py writes "+01:00Z", and a Zoom meeting for 14:00 in
#           Berlin is made for 14:00Z.
# A user meets: a crashed worker that looks for the ticket of the last minutes, does not find it and makes another; a bridge
#           that is an hour late, or in New York five hours early.
set -euo pipefail
# shellcheck source=findings/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

python_with PyGithub==2.10.0 github3.py==4.0.1 zoomus==1.2.1 pysnow==0.7.17 tzdata==2026.6
run_python 60 <<'END'
import datetime, json, logging, urllib.parse, zoneinfo
import github, github3, pysnow
from zoomus.components.meeting import MeetingComponentV2
from observed import observe
from stand_in import StandIn

logging.disable(logging.CRITICAL)
moment = datetime.datetime(2026, 11, 29, 14, 0, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))

def since(server):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(server.requests[-1][1]).query)["since"]

query = pysnow.QueryBuilder().field("sys_created_on").greater_than(moment)
observe("pysnow", str(query), "sys_created_on>2026-11-29 13:00:00")

server = StandIn(200, b"[]")
repository = github.Github(base_url=server.url, lazy=True).get_repo("example/incidents")
list(repository.get_issues(since=moment))
observe("PyGithub, issues since", since(server), ["2026-11-29T14:00:00Z"])

server = StandIn(200, b"[]")
session = github3.session.GitHubSession()
session.base_url = server.url
list(github3.GitHub(session=session).issues_on("example", "incidents", since=moment))
observe("github3.py, issues since", since(server), ["2026-11-29T14:00:00+01:00Z"])

server = StandIn(201)
meetings = MeetingComponentV2(base_uri=server.url, config={"token": "x", "version": 2})
meetings.create(user_id="me", type=2, start_time=moment)
observe("zoomus, start of a meeting", json.loads(server.requests[-1][2])["start_time"], "2026-11-29T14:00:00Z")
END
