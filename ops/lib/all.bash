# Everything in this folder, in an order in which each part finds what it needs.
# shellcheck shell=bash
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=ops/lib/common.bash
source "$here/common.bash"
# shellcheck source=ops/lib/settings.bash
source "$here/settings.bash"
# shellcheck source=ops/lib/ports.bash
source "$here/ports.bash"
# shellcheck source=ops/lib/processes.bash
source "$here/processes.bash"
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
