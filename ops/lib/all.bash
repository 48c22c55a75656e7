# Everything in this folder, in an order in which each part finds what it needs.
# shellcheck shell=bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=ops/lib/common.bash
source "$here/common.bash"
# shellcheck source=ops/lib/settings.bash
source "$here/settings.bash"
# shellcheck source=ops/lib/ports.bash
source "$here/ports.bash"
# shellcheck source=ops/lib/pids.bash
source "$here/pids.bash"
# shellcheck source=ops/lib/account.bash
source "$here/account.bash"
# shellcheck source=ops/lib/secrets.bash
source "$here/secrets.bash"
# shellcheck source=ops/lib/postgres.bash
source "$here/postgres.bash"
# shellcheck source=ops/lib/broker.bash
source "$here/broker.bash"
# shellcheck source=ops/lib/environment.bash
source "$here/environment.bash"
# shellcheck source=ops/lib/fleet.bash
source "$here/fleet.bash"
# shellcheck source=ops/lib/instances.bash
source "$here/instances.bash"
# shellcheck source=ops/lib/stages.bash
source "$here/stages.bash"
# shellcheck source=ops/lib/packages.bash
source "$here/packages.bash"
# shellcheck source=ops/lib/machine.bash
source "$here/machine.bash"
