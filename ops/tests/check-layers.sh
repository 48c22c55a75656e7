#!/usr/bin/env bash
# ops/check-layers finds imports that point the wrong way, however they are written.
set -euo pipefail
# shellcheck source=ops/tests/lib.bash
source "$(dirname "${BASH_SOURCE[0]}")/lib.bash"

mkdir "$scratch/copy"
cp -r "$root/Sources" "$root/Tests" "$scratch/copy/"
planted=

# plant LAYER/TARGET LINE: a file with this import, in place of the one before.
plant() {
    [[ -z $planted ]] || rm -rf "$planted"
    planted=$scratch/copy/Sources/$1/Planted.swift
    mkdir -p "${planted%/*}"
    printf '// A file of a test.\n%s\n' "$2" >"$planted"
}
run() { "$root/ops/check-layers" "$scratch/copy"; }

check 'the checkout as it is passes' run
plant Clients/Postgres 'import IncidentStore'
check 'an import upwards is found' says 'Postgres (Clients) imports IncidentStore (Stores)' run
check 'and makes it fail' refuses run
plant Clients/AMQP 'import Postgres'
check 'an import sideways is found' says 'AMQP imports Postgres beside it in Clients' run
plant Processes/Notifier '    @testable internal import struct Intake.Server'
check 'with attributes, access and a kind' says 'Planted.swift:2: Notifier imports Intake' run
plant Stores/IncidentStore 'import CPostgres'
check 'a C library outside its wrapper is found' says 'IncidentStore imports CPostgres, which only Postgres may do' run
plant Processes/Intake 'import TestServers'
check 'what is for tests stays in tests' says 'Intake (Processes) imports TestServers (Tests)' run
plant Surprise/Thing 'import JSON'
check 'a folder that is no layer is found' says 'Sources/Surprise: this folder is no layer' run
rm -rf "$scratch/copy/Sources/Surprise"
plant Domain/Contracts 'public import Incident'
check 'sideways is allowed where the table says so' run
plant Clients/Postgres '// import IncidentStore'
check 'a comment is no import' run
finish
